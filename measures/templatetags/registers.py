"""How the registers are written in templates."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from measures.registers.queries import FindingRow
from measures.registers.tables import mark, repeated

register = template.Library()


@register.filter
def repeated_mark(row: FindingRow) -> SafeString:
    """That a finding was made before, when and by whom."""
    return mark(repeated(row))


@register.simple_tag
def late_mark() -> SafeString:
    """That a day has passed."""
    return mark(_("late"), "deficit", "−")
