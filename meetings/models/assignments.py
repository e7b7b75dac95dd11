"""What came of meetings: decisions and actions that are followed until reported back, and matters between units."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from measures.models import Measure
from meetings.access import AssignmentQuerySet, MatterQuerySet
from meetings.models.meetings import Meeting, Row
from units.models import Administration, Unit


class Assignment(models.Model):
    """A decision that was taken, or an action that somebody is to do: what, who and by when.

    Its number is its own among the decisions, or the actions, of the administration in the year of the meeting. `due`
    is the day it is to be reported back by, `decided_due` that day as it was first said. Without a meeting it was given
    between meetings. `for_committee` says that the committee has to decide. What was said of it since is in `reports`.
    """

    class Kind(models.TextChoices):
        DECISION = "decision", _("decision")
        ACTION = "action", pgettext_lazy("meeting", "action")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("assignment", "open")
        DONE = "done", pgettext_lazy("assignment", "done")
        WITHDRAWN = "withdrawn", pgettext_lazy("assignment", "withdrawn")

    administration = models.ForeignKey(Administration, on_delete=models.PROTECT, related_name="assignments")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="assignments", null=True, blank=True)
    row = models.ForeignKey(Row, on_delete=models.PROTECT, related_name="assignments", null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("what"))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments", null=True, blank=True)
    measure = models.ForeignKey(Measure, on_delete=models.SET_NULL, related_name="assignments", null=True, blank=True)
    matter = models.ForeignKey(
        "meetings.Matter", on_delete=models.PROTECT, related_name="assignments", null=True, blank=True
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="assignments", null=True
    )
    due = models.DateField(_("to be reported back by"))
    decided_due = models.DateField(_("first said day"))
    for_committee = models.BooleanField(_("the committee has to decide"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    executed_on = models.DateField(_("done on"), null=True, blank=True)
    result = models.TextField(_("result"), blank=True)
    made_on = models.DateField(_("given"))
    made_at = models.DateTimeField(_("written"), auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(_("reported back"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    key = models.UUIDField(null=True, blank=True, unique=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "kind", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "kind", "year", "number"], name="assignment_number_once"),
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None) | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="assignment_ended_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="done", executed_on__isnull=False) | (~Q(state="done") & Q(executed_on=None)),
                name="assignment_done_has_a_day",
            ),
        ]
        indexes = [models.Index(fields=["administration", "state", "due"], name="assignment_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}/{self.year}"


class ReportBack(models.Model):
    """A dated word on how an assignment goes: how it stood after it, what came of it, and the day it then was due."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="reports")
    at = models.DateTimeField(_("time"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=Assignment.State.choices)
    word = models.TextField(_("word"))
    due = models.DateField(_("to be reported back by"))
    executed_on = models.DateField(_("done on"), null=True, blank=True)
    key = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["assignment", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.at:%Y-%m-%d}"


class Matter(models.Model):
    """A question that several units share, such as a grant that is paid out in two places, until it is settled."""

    administration = models.ForeignKey(Administration, on_delete=models.PROTECT, related_name="matters")
    title = models.CharField(_("matter"), max_length=150)
    text = models.TextField(_("what it is about"), blank=True)
    units = models.ManyToManyField(Unit, related_name="matters", blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    due = models.DateField(_("to be settled by"), null=True, blank=True)
    raised_on = models.DateField(_("raised"))
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    settled_on = models.DateField(_("settled"), null=True, blank=True)
    result = models.TextField(_("how it was settled"), blank=True)

    objects = MatterQuerySet.as_manager()

    class Meta:
        ordering = ["settled_on", "due", "pk"]

    def __str__(self) -> str:
        return self.title
