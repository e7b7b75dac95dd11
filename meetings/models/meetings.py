"""A meeting: who was there, its agenda, the figures it was held over, what was written, and its minutes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from indicators.models import Indicator
from measures.models import Measure
from meetings.access import MeetingQuerySet
from meetings.agenda.codec import decode
from meetings.agenda.facts import Facts, facts_of
from meetings.agenda.figures import Figures
from meetings.models.bodies import POINT_KINDS, Body
from units.models import Unit


class Meeting(models.Model):
    """A meeting of a body. When it starts its rows and figures are frozen; `previous` is the one that was held before.

    `pulse` counts everything that was written in it, so that whoever has it open learns of what is new. `minutes` is
    what the minutes say from the day they are adjusted on: nothing is read from elsewhere after that.
    """

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("meeting", "planned")
        RUNNING = "running", pgettext_lazy("meeting", "under way")
        CLOSED = "closed", pgettext_lazy("meeting", "closed")
        ADJUSTED = "adjusted", pgettext_lazy("meeting", "adjusted")
        CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    day = models.DateField(_("day"))
    starts_at = models.TimeField(_("time"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, related_name="following", null=True, blank=True)
    guests = models.CharField(_("others present"), max_length=300, blank=True)
    pulse = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    adjuster = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    adjusted_at = models.DateTimeField(_("adjusted"), null=True, blank=True)
    adjusted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    minutes = models.JSONField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "day"], name="meeting_day_once"),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "cancelled"], started_at=None)
                | Q(state__in=["running", "closed", "adjusted"], started_at__isnull=False),
                name="meeting_started_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["closed", "adjusted"], closed_at__isnull=False)
                | (~Q(state__in=["closed", "adjusted"]) & Q(closed_at=None)),
                name="meeting_closed_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="adjusted", adjusted_at__isnull=False, minutes__isnull=False)
                | (~Q(state="adjusted") & Q(adjusted_at=None, minutes__isnull=True)),
                name="meeting_adjusted_has_its_minutes",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("started_at")), name="meeting_closed_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.day}"

    @property
    def is_begun(self) -> bool:
        """Whether its figures are frozen."""
        return self.started_at is not None

    @property
    def is_open(self) -> bool:
        """Whether something can still be written in it."""
        return self.state in (self.State.PLANNED, self.State.RUNNING, self.State.CLOSED)


class Participant(models.Model):
    """Somebody who is called to a meeting. `present` is None until it is said."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="meetings")
    function = models.CharField(_("function"), max_length=60, blank=True)
    present = models.BooleanField(_("present"), null=True, blank=True)

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="participant_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.user_id}"


class Point(models.Model):
    """A point of a meeting's agenda. `title` is empty for the kind's own."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="points")
    kind = models.CharField(_("kind"), max_length=12, choices=POINT_KINDS)
    title = models.CharField(_("title"), max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        ordering = ["meeting", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "kind"], condition=~Q(kind="own"), name="point_once"),
            models.CheckConstraint(condition=~Q(kind="own", title=""), name="own_point_has_title"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.order} {self.kind}"


class Row(models.Model):
    """Something to talk about under a point.

    `key` is its own under the point. `facts` is what was known when the meeting started (`meetings.agenda.facts`); an
    own row, which somebody added, has its words there and is stored before the meeting starts. What it is about decides
    who reads its figures. `touched` is the pulse of the meeting when something about it last changed. A row that was
    `parked` comes back at the next meeting, where `parked_from` is this one.
    """

    class Kind(models.TextChoices):
        ASSIGNMENT = "assignment", _("decision or action")
        TOTAL = "total", _("total")
        CAUSE = "cause", _("cause")
        UNIT = "unit", _("unit")
        MEASURE = "measure", _("measure")
        GAP = "gap", _("savings requirement")
        INDICATOR = "indicator", _("key figure")
        MATTER = "matter", _("matter between units")
        OWN = "own", _("own row")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("row", "not yet taken up")
        DISCUSSED = "discussed", pgettext_lazy("row", "discussed")
        SKIPPED = "skipped", pgettext_lazy("row", "skipped")
        PARKED = "parked", pgettext_lazy("row", "parked")

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="rows")
    key = models.CharField(max_length=60)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    facts = models.JSONField(default=dict)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    measure = models.ForeignKey(Measure, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    assignment = models.ForeignKey(
        "meetings.Assignment", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    matter = models.ForeignKey("meetings.Matter", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    touched = models.PositiveIntegerField(default=0)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    parked_from = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ["point", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["point", "key"], name="row_key_once")]

    def __str__(self) -> str:
        return f"{self.point_id} {self.key}"

    def read(self) -> Facts:
        """What was known of it."""
        return facts_of(self.kind, self.facts)


class Snapshot(models.Model):
    """The figures that a meeting was held over, as they stood when it started (`meetings.agenda.figures`)."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="snapshot")
    taken_at = models.DateTimeField(_("taken"))
    figures = models.JSONField()

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.taken_at:%Y-%m-%d %H:%M}"

    def read(self) -> Figures:
        """The figures themselves."""
        return decode(Figures, self.figures)


class Note(models.Model):
    """What somebody wrote under a point, on one of its rows or on none. `version` counts its changes.

    A note that was taken away keeps its row, so that what somebody else writes on it is not lost.
    """

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="notes")
    row = models.ForeignKey(Row, on_delete=models.CASCADE, related_name="notes", null=True, blank=True)
    text = models.TextField(_("note"))
    made_at = models.DateTimeField(_("written"), auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(_("taken away"), null=True, blank=True)
    key = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["point", "made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.point_id} {self.made_at:%H:%M}"
