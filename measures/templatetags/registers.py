"""How the registers are written in templates."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from measures.registers.queries import FindingRow
from measures.registers.tables import mark, repeated
from measures.registers.words import finding_state

register = template.Library()


@register.filter
def repeated_mark(row: FindingRow) -> SafeString:
    """That a finding was made before, when and by whom."""
    return mark(repeated(row))


@register.filter
def state_word(row: FindingRow) -> str:
    """How far a finding has come."""
    return finding_state(row.finding.state)


@register.simple_tag
def late_mark() -> SafeString:
    """That a day has passed."""
    return mark(pgettext("finding", "late"), "deficit", "−")
