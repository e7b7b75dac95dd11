"""How measures are followed up, and what the controller has verified of their effect.

Effects are öre and positive when they save.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from measures.models.measures import Measure
from units.models import first_day_check, month_field


class FollowUp(models.Model):
    """A dated statement of how a measure goes. Never changed: a later one says something else.

    `realised` is what it has saved so far this year and `expected` what it will save in the whole year, both None when
    nothing was said of them. `next_on` is the day of the next follow-up.
    """

    class Status(models.TextChoices):
        AS_PLANNED = "as-planned", _("as planned")
        LATE = "late", _("late")
        NOT_STARTED = "not-started", _("not started")
        NOT_FOLLOWED = "not-followed", _("not followed")
        DONE = "done", _("done")

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="follow_ups")
    day = models.DateField(_("day"))
    status = models.CharField(_("status"), max_length=15, choices=Status.choices)
    realised = models.BigIntegerField(_("effect so far this year"), null=True, blank=True)
    expected = models.BigIntegerField(_("expected effect this year"), null=True, blank=True)
    done = models.TextField(_("what was done"), blank=True)
    hinders = models.TextField(_("what hinders"), blank=True)
    next_on = models.DateField(_("next follow-up"), null=True, blank=True)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    key = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["measure", "-day", "-id"], name="follow_up_latest")]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.day}"


class Verification(models.Model):
    """What a controller signs that a measure has saved in a year, to the end of the month `through`.

    It may differ from what the owner reports. The latest one of a year counts.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="verifications")
    year = models.PositiveSmallIntegerField(_("year"))
    through = month_field(verbose_name=_("to and including the month"))
    amount = models.BigIntegerField(_("verified effect"))
    verdict = models.CharField(_("verdict"), max_length=20, blank=True)
    word = models.TextField(_("how it was verified"))
    signed_at = models.DateTimeField(_("signed"), auto_now_add=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["measure", "-signed_at", "-pk"]
        constraints = [first_day_check("through", "verification_first_day")]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.through:%Y-%m}"
