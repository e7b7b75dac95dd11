"""What must be saved, where, and the administration's own rules of measures. Amounts are öre, positive to save."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.models import Administration, Department, Unit


class MeasureRules(models.Model):
    """How an administration works with measures. One without a row follows the defaults.

    The probabilities (per cent) weigh effects by stage; from *realised* on an effect is certain.
    """

    administration = models.OneToOneField(Administration, on_delete=models.CASCADE, related_name="measure_rules")
    idea = models.PositiveSmallIntegerField(_("idea"), default=10)
    investigated = models.PositiveSmallIntegerField(_("being investigated"), default=25)
    proposed = models.PositiveSmallIntegerField(_("proposed"), default=50)
    decided = models.PositiveSmallIntegerField(_("decided"), default=80)
    running = models.PositiveSmallIntegerField(_("running"), default=90)
    follow_up_days = models.PositiveSmallIntegerField(_("days between follow-ups"), default=14)
    answer_days = models.PositiveSmallIntegerField(_("days until an idea is answered"), default=30)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(idea__lte=100)
                & Q(investigated__lte=100)
                & Q(proposed__lte=100)
                & Q(decided__lte=100)
                & Q(running__lte=100),
                name="probabilities_are_shares",
            ),
            models.CheckConstraint(
                condition=Q(follow_up_days__gte=1, follow_up_days__lte=366)
                & Q(answer_days__gte=1, answer_days__lte=366),
                name="measure_days_are_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.administration_id}"


class Requirement(models.Model):
    """A decided savings requirement of an administration and a year."""

    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="requirements")
    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("title"), max_length=150)
    amount = models.BigIntegerField(_("to save"))
    decision_body = models.CharField(_("decided by"), max_length=100, blank=True)
    decided_on = models.DateField(_("day of the decision"))
    decision_paragraph = models.CharField(_("paragraph"), max_length=50, blank=True)
    decision_reference = models.CharField(_("reference number"), max_length=100, blank=True)
    note = models.TextField(_("note"), blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    key = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-year", "decided_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="requirement_is_positive"),
            models.CheckConstraint(condition=Q(year__gte=1990, year__lte=2099), name="requirement_year_is_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.title}"


class RequirementShare(models.Model):
    """What of a savings requirement a department or a unit answers for.

    `hundredths` is set when it was given as a share of the budget, in hundredths of a per cent; `amount` is what that
    came to.
    """

    requirement = models.ForeignKey(Requirement, on_delete=models.CASCADE, related_name="shares")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    amount = models.BigIntegerField(_("to save"))
    hundredths = models.PositiveIntegerField(_("share of budget, hundredths of a per cent"), null=True, blank=True)

    class Meta:
        ordering = ["requirement", "department__code", "unit__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["requirement", "department"], condition=Q(unit=None), name="requirement_department_once"
            ),
            models.UniqueConstraint(fields=["requirement", "unit"], name="requirement_unit_once"),
            models.CheckConstraint(
                condition=Q(department__isnull=True, unit__isnull=False)
                | Q(department__isnull=False, unit__isnull=True),
                name="requirement_share_has_one_place",
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="requirement_share_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.requirement_id} {self.unit_id or self.department_id}"
