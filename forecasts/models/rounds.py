"""The monthly cycle: its rules, its rounds, and the list of causes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.models import Administration, first_day_check, month_field


def usual_months() -> list[int]:
    """The months that have a forecast until the administration says otherwise: all but January and July."""
    return [2, 3, 4, 5, 6, 8, 9, 10, 11, 12]


class CycleRules(models.Model):
    """How the monthly cycle of an administration runs. An administration without a row follows the defaults.

    The days are working days after the end of the as-of month. From which size a deviation or a change must be
    explained: both the amount (öre) and the share of the budget must be reached.
    """

    administration = models.OneToOneField(Administration, on_delete=models.CASCADE, related_name="cycle_rules")
    months = models.JSONField(_("months with a forecast"), default=usual_months)
    fortnightly = models.BooleanField(_("extra rounds every second week"), default=False)
    ledger_days = models.PositiveSmallIntegerField(_("ledger closed"), default=5)
    unit_head_days = models.PositiveSmallIntegerField(_("unit head"), default=8)
    controller_days = models.PositiveSmallIntegerField(_("controller"), default=10)
    department_head_days = models.PositiveSmallIntegerField(_("department head"), default=12)
    director_days = models.PositiveSmallIntegerField(_("director"), default=13)
    committee_days = models.PositiveSmallIntegerField(_("committee"), default=20)
    explain_ore = models.BigIntegerField(_("explain a deviation from"), default=100_000_00)
    explain_permille = models.PositiveIntegerField(_("explain a deviation from, per mille of budget"), default=5)
    change_ore = models.BigIntegerField(_("explain a change from"), default=100_000_00)
    change_permille = models.PositiveIntegerField(_("explain a change from, per mille of budget"), default=5)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit_head_days__gte=models.F("ledger_days"))
                & Q(controller_days__gte=models.F("unit_head_days"))
                & Q(department_head_days__gte=models.F("controller_days"))
                & Q(director_days__gte=models.F("department_head_days"))
                & Q(committee_days__gte=models.F("director_days")),
                name="deadlines_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.administration_id}"


class Round(models.Model):
    """The period in which the forecasts as of one month may be changed. Number 0 is the ordinary one, 1, 2 … extra.

    It is planned until it is opened, and open until it is locked. An administration has one open round at most.
    """

    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="rounds")
    as_of = month_field(verbose_name=_("as of"))
    number = models.PositiveSmallIntegerField(_("number"), default=0)
    ledger_due = models.DateField(_("ledger closed"))
    unit_head_due = models.DateField(_("unit head"))
    controller_due = models.DateField(_("controller"))
    department_head_due = models.DateField(_("department head"))
    director_due = models.DateField(_("director"))
    committee_due = models.DateField(_("committee"))
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    locked_at = models.DateTimeField(_("locked"), null=True, blank=True)
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["as_of", "number"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "as_of", "number"], name="round_once"),
            models.UniqueConstraint(
                fields=["administration"], condition=Q(opened_at__isnull=False, locked_at=None), name="one_open_round"
            ),
            models.CheckConstraint(
                condition=Q(locked_at__isnull=True) | Q(opened_at__isnull=False), name="round_opened_before_locked"
            ),
            first_day_check("as_of", "round_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.as_of:%Y-%m}" + (f" +{self.number}" if self.number else "")

    @property
    def year(self) -> int:
        """The year that the forecasts are for."""
        return self.as_of.year

    @property
    def is_open(self) -> bool:
        """Whether forecasts may be changed."""
        return self.opened_at is not None and self.locked_at is None

    @property
    def is_locked(self) -> bool:
        """Whether forecasts have become final."""
        return self.locked_at is not None


class Cause(models.TextChoices):
    """Why a forecast deviates from its budget."""

    VOLUME = "volume", _("volume")
    PRICE = "price", _("price")
    STAFFING = "staffing", _("staffing")
    SICK_LEAVE = "sick-leave", _("sick leave")
    AGENCY = "agency", _("agency staff")
    DELAY = "delay", _("delayed start")
    EXTERNAL = "external", _("external")
    BOOKKEEPING = "bookkeeping", _("bookkeeping error")
    BUDGET = "budget", _("budget change")
    OTHER = "other", _("other")


class OwnCause(models.Model):
    """A cause in an administration's own list. Without rows its list is `Cause`.

    A row whose code is one of `Cause` and whose name is empty is said in the reader's language.
    """

    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="causes")
    code = models.SlugField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    retired = models.BooleanField(_("no longer used"), default=False)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["administration", "code"], name="cause_code_once")]

    def __str__(self) -> str:
        return self.name or self.code
