"""Measures: what is done about a deviation, who answers, and what it saves in which month.

Effects are öre and positive when they save; costs are öre and positive. The net effect is effect minus cost.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forecasts.models import Upload
from measures.access import MeasureQuerySet
from units.models import AccountGroup, Administration, Unit, first_day_check, month_field

WHOLE = 10_000  # shares are hundredths of a per cent


class Measure(models.Model):
    """What one or several units do about a deviation. Its number is its own in the administration.

    `end` is its last month; without one it goes on until `end_condition` holds. A forecast made as of
    `contained_from` or later already contains it. `probability` (per cent) is empty where the stage's usual one holds.
    `version` counts the changes of what is written, so that nobody overwrites what they have not seen.
    """

    class Stage(models.TextChoices):
        IDEA = "idea", _("idea")
        INVESTIGATED = "investigated", _("being investigated")
        PROPOSED = "proposed", _("proposed")
        DECIDED = "decided", _("decided")
        RUNNING = "running", _("running")
        REALISED = "realised", _("realised")
        VERIFIED = "verified", _("verified")
        CLOSED = "closed", pgettext_lazy("measure", "closed")
        STOPPED = "stopped", _("stopped")
        REJECTED = "rejected", _("rejected")

    class Kind(models.TextChoices):
        HIRING_FREEZE = "hiring-freeze", _("hiring freeze")
        VACANCY = "vacancy", _("vacancy kept open")
        CONSULTANTS = "consultants", _("fewer consultants")
        HOME_BASE = "home-base", _("care at home base")
        PRICE = "price", _("renegotiated price")
        PREMISES = "premises", _("premises")
        DELEGATION = "delegation", _("withdrawn delegation")
        FOLLOW_UP = "follow-up", _("follow-up of decisions or invoices")
        REORGANISATION = "reorganisation", _("reorganisation")
        OTHER = "other", _("other")

    class Horizon(models.TextChoices):
        QUICK = "quick", _("quick")
        STRUCTURAL = "structural", _("structural")

    class Anchored(models.TextChoices):
        YES = "yes", _("yes")
        PARTLY = "partly", _("partly")
        NO = "no", _("not yet")

    administration = models.ForeignKey(Administration, on_delete=models.PROTECT, related_name="measures")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200)
    what = models.TextField(_("what is done"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.OTHER)
    horizon = models.CharField(_("horizon"), max_length=10, choices=Horizon.choices, default=Horizon.QUICK)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices, default=Stage.IDEA)
    group = models.ForeignKey(AccountGroup, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    indicator = models.CharField(_("key figure"), max_length=200, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="measures", null=True, blank=True
    )
    team = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    start = month_field(verbose_name=_("first month"))
    end = month_field(verbose_name=_("last month"), null=True, blank=True)
    end_condition = models.CharField(_("goes on until"), max_length=200, blank=True)
    full_year_effect = models.BigIntegerField(_("full-year effect"), default=0)
    one_time_cost = models.BigIntegerField(_("one-time cost"), default=0)
    reinvestment = models.BigIntegerField(_("reinvested a year"), default=0)
    fte_hundredths = models.IntegerField(_("full-time equivalents, hundredths"), default=0)
    probability = models.PositiveSmallIntegerField(_("probability, per cent"), null=True, blank=True)
    contained_from = month_field(verbose_name=_("in the forecast from"), null=True, blank=True)
    investigate_by = models.DateField(_("investigated by"), null=True, blank=True)
    decision_body = models.CharField(_("decided by"), max_length=100, blank=True)
    decided_on = models.DateField(_("day of the decision"), null=True, blank=True)
    decision_paragraph = models.CharField(_("paragraph"), max_length=50, blank=True)
    decision_reference = models.CharField(_("reference number"), max_length=100, blank=True)
    decision_text = models.TextField(_("decision"), blank=True)
    union_required = models.BooleanField(_("union negotiation required"), default=False)
    union_on = models.DateField(_("union negotiation done"), null=True, blank=True)
    for_clients = models.TextField(_("consequences for clients"), blank=True)
    for_staff = models.TextField(_("consequences for staff"), blank=True)
    for_quality = models.TextField(_("consequences for quality"), blank=True)
    for_children = models.TextField(_("child impact"), blank=True)
    risk = models.TextField(_("risk"), blank=True)
    anchored = models.CharField(_("anchored with staff"), max_length=10, choices=Anchored.choices, default=Anchored.NO)
    next_follow_up = models.DateField(_("next follow-up"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    key = models.UUIDField(null=True, blank=True, unique=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["administration", "number"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "number"], name="measure_number_once"),
            first_day_check("contained_from", "measure_contained_first_day"),
            first_day_check("start", "measure_start_first_day"),
            first_day_check("end", "measure_end_first_day"),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="measure_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(probability__isnull=True) | Q(probability__lte=100), name="measure_probability_is_a_share"
            ),
        ]
        indexes = [models.Index(fields=["administration", "stage", "next_follow_up"], name="measure_due")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class MeasureShare(models.Model):
    """A unit's share of a measure, in hundredths of a per cent. The shares of a measure sum to 10 000."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="shares")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="measure_shares")
    share = models.PositiveSmallIntegerField(_("share"), default=WHOLE)

    class Meta:
        ordering = ["measure", "unit__code"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "unit"], name="measure_unit_once"),
            models.CheckConstraint(condition=Q(share__gte=1, share__lte=WHOLE), name="measure_share_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.unit_id}"


class Effect(models.Model):
    """What a measure saves for one unit in one month, and what it costs there (one-time cost and reinvestment).

    `amount` and `cost` are expected now; `planned` and `planned_cost` are how they stood when the measure was decided
    and None until then.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="effects")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    month = month_field(verbose_name=_("month"))
    amount = models.BigIntegerField(_("effect"), default=0)
    cost = models.BigIntegerField(_("cost"), default=0)
    planned = models.BigIntegerField(_("planned effect"), null=True, blank=True)
    planned_cost = models.BigIntegerField(_("planned cost"), null=True, blank=True)

    class Meta:
        ordering = ["measure", "unit", "month"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "unit", "month"], name="effect_once"),
            first_day_check("month", "effect_first_day"),
        ]
        indexes = [models.Index(fields=["unit", "month", "measure", "amount", "cost"], name="effect_sums")]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.unit_id} {self.month}"


class MeasureLink(models.Model):
    """Where something about a measure is: a document, a pilot, or what others learned."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("document")
        PILOT = "pilot", _("pilot")
        LEARNED = "learned", _("learned by others")

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.DOCUMENT)
    text = models.CharField(_("text"), max_length=200)
    url = models.URLField(_("address"), max_length=500, blank=True)

    class Meta:
        ordering = ["measure", "kind", "pk"]

    def __str__(self) -> str:
        return self.text


class MeasureStep(models.Model):
    """One step of a measure from stage to stage: who took it, when and with what word."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="steps")
    stage = models.CharField(_("stage"), max_length=20, choices=Measure.Stage.choices)
    carried_to = models.PositiveSmallIntegerField(_("carried into"), null=True, blank=True)
    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    word = models.TextField(_("word"), blank=True)

    class Meta:
        ordering = ["measure", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.stage}"


class Revision(models.Model):
    """A change of what a decided measure is expected to save, and why. `before` and `after` are öre by month (ISO)."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="revisions")
    at = models.DateTimeField(_("time"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(_("reason"))
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)

    class Meta:
        ordering = ["measure", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.at:%Y-%m-%d}"


class Overlap(models.Model):
    """An answer to the question whether a measure counts an effect twice.

    `other` is the measure with the same unit, account group and months; None is about the forecast, which may contain
    the effect already.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="overlaps")
    other = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=300)
    answered_at = models.DateTimeField(_("answered"), auto_now_add=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["measure", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "other"], name="overlap_answered_once"),
            models.UniqueConstraint(fields=["measure"], condition=Q(other=None), name="forecast_overlap_answered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.other_id}"


class UploadedMeasure(models.Model):
    """A measure that a committed upload made or changed: how it stood before (None when made) and after."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="measures")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="uploads")
    before = models.JSONField(null=True)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["upload", "pk"]
        constraints = [models.UniqueConstraint(fields=["upload", "measure"], name="uploaded_measure_once")]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.measure_id}"
