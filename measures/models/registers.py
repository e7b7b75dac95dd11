"""Registers beside the measures: delegation, audit findings and commitments over several years."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from units.models import Administration, Department, Unit, first_day_check, month_field


class DelegationLimit(models.Model):
    """Up to what cost (öre) a role in a unit may decide. Without a limit it may decide everything of its kind.

    A withdrawn delegation keeps its row: `withdrawn_on` and `until` say since when and under what condition.
    """

    class Role(models.TextChoices):
        UNIT_HEAD = "unit-head", _("unit head")
        DEPUTY = "deputy", _("deputy unit head")
        TEAM_LEADER = "team-leader", _("team leader")
        CASE_OFFICER = "case-officer", _("case officer")

    class Per(models.TextChoices):
        DECISION = "decision", _("a decision")
        DAY = "day", _("a day")
        MONTH = "month", _("a month")
        YEAR = "year", _("a year")

    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="delegation_limits")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="delegation_limits")
    role = models.CharField(_("role"), max_length=15, choices=Role.choices)
    what = models.CharField(_("decisions about"), max_length=150)
    above = models.BigIntegerField(_("above"), null=True, blank=True)
    limit = models.BigIntegerField(_("up to"), null=True, blank=True)
    per = models.CharField(_("per"), max_length=10, choices=Per.choices, default=Per.YEAR)
    note = models.CharField(_("note"), max_length=300, blank=True)
    decision = models.CharField(_("decision"), max_length=200, blank=True)
    since = models.DateField(_("from"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn"), null=True, blank=True)
    until = models.CharField(_("withdrawn until"), max_length=200, blank=True)

    class Meta:
        ordering = ["unit__code", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(limit__isnull=True) | Q(limit__gte=0), name="delegation_limit_positive"),
            models.CheckConstraint(
                condition=Q(limit__isnull=True) | Q(above__isnull=True) | Q(limit__gt=F("above")),
                name="delegation_limit_above_floor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.get_role_display()} {self.what}"


class Finding(models.Model):
    """Something an audit or a review found, and what became of it. `repeats` is the same finding made before."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        DOING = "doing", _("being dealt with")
        DONE = "done", _("dealt with")

    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="findings")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    title = models.CharField(_("finding"), max_length=200)
    text = models.TextField(_("what was found"), blank=True)
    source = models.CharField(_("found by"), max_length=150)
    found_on = models.DateField(_("found"))
    due = models.DateField(_("to be dealt with by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField(_("what is done"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    repeats = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="repeated", null=True, blank=True)

    class Meta:
        ordering = ["-found_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class Commitment(models.Model):
    """What binds the administration for several years: öre a year from one month to another, both included."""

    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="commitments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    title = models.CharField(_("commitment"), max_length=200)
    to_whom = models.CharField(_("to whom"), max_length=150, blank=True)
    first = month_field(verbose_name=_("first month"))
    last = month_field(verbose_name=_("last month"), null=True, blank=True)
    yearly = models.BigIntegerField(_("cost a year"))
    notice_months = models.PositiveSmallIntegerField(_("months of notice"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["first", "pk"]
        constraints = [
            first_day_check("first", "commitment_first_first_day"),
            first_day_check("last", "commitment_last_first_day"),
            models.CheckConstraint(
                condition=Q(last__isnull=True) | Q(last__gte=F("first")), name="commitment_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.title
