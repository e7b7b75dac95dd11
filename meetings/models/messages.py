"""What is told to the organisation: the message of the week and who passed it on, and the situation page."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.meetings import Meeting
from units.models import Administration, Department, Unit


class Message(models.Model):
    """What an administration wants everyone to hear in a week (a date on its Monday). One of a week to come is planned.

    It goes out when it is sent, and then does not change.
    """

    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="messages")
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, related_name="messages", null=True, blank=True)
    week = models.DateField(_("week"))
    text = models.TextField(_("message"))
    made_at = models.DateTimeField(_("written"), auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-week"]
        constraints = [models.UniqueConstraint(fields=["administration", "week"], name="message_week_once")]

    def __str__(self) -> str:
        return f"{self.week}"


class Passing(models.Model):
    """That a message was passed on: by a department head to the unit heads, by a unit head to the team, or that a team
    has heard it.
    """

    class Step(models.TextChoices):
        DEPARTMENT = "department", _("passed on to the unit heads")
        UNIT = "unit", _("passed on to the team")
        TEAM = "team", _("heard by the team")

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="passings")
    step = models.CharField(_("step"), max_length=10, choices=Step.choices)
    department = models.ForeignKey(Department, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    word = models.CharField(_("word"), max_length=300, blank=True)

    class Meta:
        ordering = ["message", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["message", "department"], condition=Q(step="department"), name="passed_on_by_department_once"
            ),
            models.UniqueConstraint(
                fields=["message", "step", "unit"], condition=~Q(step="department"), name="passed_on_by_unit_once"
            ),
            models.CheckConstraint(
                condition=Q(step="department", department__isnull=False, unit=None)
                | (~Q(step="department") & Q(department=None, unit__isnull=False)),
                name="passing_has_its_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.step}"


class SituationItem(models.Model):
    """A dated thing that is told on the situation page, with who answers for it. An ended one is history."""

    class Section(models.TextChoices):
        HOW = "how", _("how we are doing")
        DOING = "doing", _("what we do")
        GAVE = "gave", _("what it gave")
        ASK = "ask", _("what we ask of you")
        EVENT = "event", _("notable events")

    administration = models.ForeignKey(Administration, on_delete=models.CASCADE, related_name="situation")
    section = models.CharField(_("section"), max_length=10, choices=Section.choices)
    day = models.DateField(_("day"))
    title = models.CharField(_("title"), max_length=150)
    text = models.TextField(_("text"), blank=True)
    for_staff = models.BooleanField(_("shown to staff"), default=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField(_("updated"), auto_now=True)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["section", "-day", "-pk"]

    def __str__(self) -> str:
        return self.title


class Analysis(models.Model):
    """What a unit's team says of the unit's situation: never changed, a later one says something else."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="analyses")
    text = models.TextField(_("analysis"))
    made_at = models.DateTimeField(_("written"), auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    key = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["unit", "-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.made_at:%Y-%m-%d}"
