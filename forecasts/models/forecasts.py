"""How units expect the year to end, and why.

Amounts are net cost in öre: a cost is positive, a revenue negative. What a cause, a risk or an opportunity does to
the deviation has the sign of the deviation: negative makes it worse.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forecasts.models.figures import Upload
from forecasts.models.rounds import Round
from units.models import AccountGroup, Unit, first_day_check, month_field

DRAFT_VERSION = 0


class SubmittedManager(models.Manager):
    """Forecasts that were submitted. What the program counts with."""

    def get_queryset(self) -> models.QuerySet:
        """Every version from 1."""
        return super().get_queryset().filter(version__gt=DRAFT_VERSION)


class DraftManager(models.Manager):
    """Forecasts that are being written: nobody counts with them."""

    def get_queryset(self) -> models.QuerySet:
        """Version 0 of a unit and an as-of month."""
        return super().get_queryset().filter(version=DRAFT_VERSION)


class Forecast(models.Model):
    """What a unit expects the year to end at, as seen at the end of one month. Every submitted one is kept.

    Version 0 is the draft; when it is submitted it gets the next version. The one that counts for an as-of month is
    the highest version that is not withdrawn. `objects` has the submitted ones only, `drafts` the drafts.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        CHECKED = "checked", _("checked")
        SENT_BACK = "sent-back", _("sent back")
        APPROVED = "approved", _("approved")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="forecasts")
    year = models.PositiveSmallIntegerField(_("year"))
    as_of = month_field(verbose_name=_("as of"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="forecasts", null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.SUBMITTED, db_default=State.SUBMITTED.value
    )
    late = models.BooleanField(_("late"), default=False, db_default=False)
    reason = models.TextField(_("why it was corrected"), blank=True, db_default="")
    comment = models.TextField(_("comment"), blank=True)
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="forecasts", null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = SubmittedManager()
    drafts = DraftManager()

    class Meta:
        ordering = ["unit", "year", "as_of", "version"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "as_of", "version"], name="forecast_version_once"),
            first_day_check("as_of", "forecast_first_day"),
            models.CheckConstraint(
                condition=Q(version=DRAFT_VERSION, submitted_at__isnull=True, state="draft")
                | (Q(version__gt=DRAFT_VERSION, submitted_at__isnull=False) & ~Q(state="draft")),
                name="only_drafts_are_not_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.as_of:%Y-%m} v{self.version}"

    @property
    def is_draft(self) -> bool:
        """Whether it is still being written."""
        return self.version == DRAFT_VERSION


class ForecastLine(models.Model):
    """The full-year net cost of one account group in a forecast, and why it deviates.

    In a draft a comment may wait for its amount, which is None until then.
    """

    forecast = models.ForeignKey(Forecast, on_delete=models.CASCADE, related_name="lines")
    group = models.ForeignKey(AccountGroup, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField(_("amount"), null=True)
    cause = models.CharField(_("cause"), max_length=20, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["forecast", "group__order"]
        constraints = [models.UniqueConstraint(fields=["forecast", "group"], name="forecast_line_once")]

    def __str__(self) -> str:
        return f"{self.forecast_id} {self.group_id}"


class ForecastCause(models.Model):
    """How much of a forecast's deviation has one cause: öre with the sign of the deviation."""

    forecast = models.ForeignKey(Forecast, on_delete=models.CASCADE, related_name="causes")
    cause = models.CharField(_("cause"), max_length=20)
    amount = models.BigIntegerField(_("amount"))
    comment = models.CharField(_("comment"), max_length=300, blank=True)

    class Meta:
        ordering = ["forecast", "pk"]
        constraints = [models.UniqueConstraint(fields=["forecast", "cause"], name="forecast_cause_once")]

    def __str__(self) -> str:
        return f"{self.forecast_id} {self.cause}"


class ForecastRisk(models.Model):
    """What could make the year end worse (negative amount) or better (positive) than the forecast, and how likely.

    It is said beside the forecast and is no part of it. Öre with the sign of the deviation; probability in per cent.
    """

    forecast = models.ForeignKey(Forecast, on_delete=models.CASCADE, related_name="risks")
    text = models.CharField(_("what could happen"), max_length=300)
    amount = models.BigIntegerField(_("amount"))
    probability = models.PositiveSmallIntegerField(_("probability, per cent"))

    class Meta:
        ordering = ["forecast", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(probability__gte=1, probability__lte=99), name="risk_is_uncertain"),
            models.CheckConstraint(condition=~Q(amount=0), name="risk_has_an_amount"),
        ]

    def __str__(self) -> str:
        return self.text


class FlagAnswer(models.Model):
    """What was answered to something that looks odd in a forecast. `group` is None when it is about all of it."""

    forecast = models.ForeignKey(Forecast, on_delete=models.CASCADE, related_name="answers")
    code = models.CharField(_("flag"), max_length=30)
    group = models.ForeignKey(AccountGroup, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=300)
    answered_at = models.DateTimeField(_("answered"), auto_now_add=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["forecast", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["forecast", "code", "group"], name="flag_answered_once"),
            models.UniqueConstraint(
                fields=["forecast", "code"], condition=Q(group=None), name="whole_flag_answered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forecast_id} {self.code}"


class ForecastStep(models.Model):
    """One step of a submitted forecast: who submitted, checked, sent back or approved it, with what word."""

    forecast = models.ForeignKey(Forecast, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(_("step"), max_length=10, choices=Forecast.State.choices)
    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    word = models.TextField(_("word"), blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.forecast_id} {self.state}"
