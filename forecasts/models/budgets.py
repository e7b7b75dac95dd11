"""What happens to a budget during its year, and to the year at its end.

Amounts are net cost in öre; what is carried over has the sign of the deviation: a surplus is positive.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.models import AccountGroup, Administration, Unit, first_day_check, month_field


class BudgetYear(models.Model):
    """What an administration decides about one budget year as a whole.

    `price_index` is in hundredths of a per cent. Of a surplus or deficit the shares (per cent) are carried over to the
    next year, at most `carry_cap` per mille of the unit's budget; without a share nothing is.
    """

    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="budget_years")
    year = models.PositiveSmallIntegerField(_("year"))
    price_index = models.IntegerField(_("price and wage index"), null=True, blank=True)
    conditions = models.TextField(_("conditions of the year"), blank=True)
    carry_surplus = models.PositiveSmallIntegerField(_("share of a surplus carried over, per cent"), default=0)
    carry_deficit = models.PositiveSmallIntegerField(_("share of a deficit carried over, per cent"), default=0)
    carry_cap = models.PositiveSmallIntegerField(_("at most, per mille of budget"), default=50)
    final_at = models.DateTimeField(_("final"), null=True, blank=True)
    final_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "year"], name="budget_year_once"),
            models.CheckConstraint(
                condition=Q(carry_surplus__lte=100, carry_deficit__lte=100), name="no_more_than_all_is_carried_over"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.administration_id} {self.year}"


class BudgetChange(models.Model):
    """A dated, decided change of the budget. Its lines are in the figures as kind CHANGE until it is undone.

    `frame_amount` (öre) is what the administration's frame grows by: what a supplementary budget gives, nothing for
    a reallocation. `key` is the form's that made it: sent twice, it is one change.
    """

    class Kind(models.TextChoices):
        SUPPLEMENTARY = "supplementary", _("supplementary budget")
        REALLOCATION = "reallocation", _("reallocation")
        CARRY_OVER = "carry-over", _("carried over from last year")

    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="budget_changes")
    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    decided_on = models.DateField(_("decided"))
    decision = models.CharField(_("decision"), max_length=200)
    note = models.CharField(_("what it is for"), max_length=300, blank=True)
    frame_amount = models.BigIntegerField(_("added to the frame"), default=0)
    key = models.UUIDField(null=True, unique=True, editable=False)
    made_at = models.DateTimeField(_("entered"), auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="reallocation") | Q(frame_amount=0), name="reallocation_leaves_the_frame"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.decided_on} {self.decision}"


class BudgetChangeLine(models.Model):
    """What a budget change adds to (or takes from) a unit's account group in one month."""

    change = models.ForeignKey(BudgetChange, on_delete=models.CASCADE, related_name="lines")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(AccountGroup, on_delete=models.PROTECT, related_name="+")
    month = month_field(verbose_name=_("month"))
    amount = models.BigIntegerField(_("amount"))

    class Meta:
        ordering = ["change", "unit", "group", "month"]
        constraints = [
            models.UniqueConstraint(fields=["change", "unit", "group", "month"], name="budget_change_line_once"),
            first_day_check("month", "budget_change_line_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.change_id} {self.unit_id} {self.month}"


class Acceptance(models.Model):
    """A unit head's answer to the year's budget and conditions: accepted, or what is missing.

    `budget` is the unit's yearly budget (öre) and `conditions` the text that was answered.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="acceptances")
    year = models.PositiveSmallIntegerField(_("year"))
    accepted = models.BooleanField(_("accepted"))
    missing = models.TextField(_("what is missing"), blank=True)
    budget = models.BigIntegerField(_("budget"))
    conditions = models.TextField(_("conditions of the year"), blank=True, default="", db_default="")
    answered_at = models.DateTimeField(_("answered"))
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["year", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="acceptance_once"),
            models.CheckConstraint(
                condition=Q(accepted=True) | ~Q(missing=""), name="not_accepted_says_what_is_missing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"


class Correction(models.Model):
    """A correction of the deviation to date that is no ledger posting: accrued holiday pay, a late invoice.

    `amount` (öre, net cost) is added to the actuals from `month` on and taken back from `reverses` on, if it has one.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="corrections")
    group = models.ForeignKey(AccountGroup, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    month = month_field(verbose_name=_("month"))
    reverses = month_field(verbose_name=_("reverses"), null=True, blank=True)
    amount = models.BigIntegerField(_("amount"))
    reason = models.CharField(_("reason"), max_length=300)
    made_at = models.DateTimeField(_("entered"), auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["month", "pk"]
        constraints = [
            first_day_check("month", "correction_first_day"),
            first_day_check("reverses", "correction_reverses_first_day"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True) | Q(reverses__gt=models.F("month")), name="correction_reverses_later"
            ),
            models.CheckConstraint(condition=~Q(amount=0), name="correction_has_an_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month} {self.amount}"

    @property
    def effect(self) -> int:
        """What it does to the deviation: positive makes it better."""
        return -self.amount
