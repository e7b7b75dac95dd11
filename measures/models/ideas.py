"""Ideas that anyone may leave, and calculations that a measure can rest on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.models.measures import Measure
from units.models import Administration, Unit


class Idea(models.Model):
    """What somebody thinks could be done, and what was answered. `answer_by` is the day it is to be answered."""

    class State(models.TextChoices):
        NEW = "new", _("not answered")
        CONSIDERED = "considered", _("being considered")
        TAKEN = "taken", _("became a measure")
        DECLINED = "declined", _("declined")

    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="ideas")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    title = models.CharField(_("title"), max_length=150)
    text = models.TextField(_("idea"))
    made_at = models.DateTimeField(_("left"), auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="ideas")
    answer_by = models.DateField(_("to be answered by"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.SET_NULL, related_name="ideas", null=True, blank=True)
    key = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="new", answered_at__isnull=True) | (~Q(state="new") & Q(answered_at__isnull=False)),
                name="idea_answered_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Calculation(models.Model):
    """A calculation of what something would save a year (öre), kept with what was put into it."""

    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="calculations")
    kind = models.CharField(_("calculator"), max_length=20)
    title = models.CharField(_("title"), max_length=150)
    given = models.JSONField(_("what was put in"), default=dict)
    amount = models.BigIntegerField(_("saving a year"))
    measure = models.ForeignKey(Measure, on_delete=models.SET_NULL, related_name="calculations", null=True, blank=True)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.title
