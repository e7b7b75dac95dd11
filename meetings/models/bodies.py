"""Who meets, over what and when: bodies, their members and their usual agenda."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.access import BodyQuerySet
from units.models import Administration, Department, Unit


class Body(models.Model):
    """Those who meet: the management group, a department's group, or the team around a unit.

    What it looks at is the administration, the department or the unit. An ended one keeps its meetings.
    """

    class Kind(models.TextChoices):
        MANAGEMENT = "management", _("management group")
        DEPARTMENT = "department", _("department’s group")
        TEAM = "team", _("unit’s team")

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")

    class Every(models.IntegerChoices):
        WEEK = 1, _("every week")
        SECOND_WEEK = 2, _("every second week")
        FOURTH_WEEK = 4, _("every fourth week")

    administration = models.ForeignKey(Administration, on_delete=models.PROTECT, related_name="bodies")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="bodies", null=True, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="bodies", null=True, blank=True)
    name = models.CharField(_("name"), max_length=100)
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday.choices, default=Weekday.MONDAY)
    every = models.PositiveSmallIntegerField(_("how often"), choices=Every.choices, default=Every.WEEK)
    starts_at = models.TimeField(_("time"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=60)
    place = models.CharField(_("place"), max_length=100, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["administration", "kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "name"], name="body_name_once"),
            models.CheckConstraint(
                condition=Q(kind="management", department=None, unit=None)
                | Q(kind="department", department__isnull=False, unit=None)
                | Q(kind="team", department=None, unit__isnull=False),
                name="body_has_its_place",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def over(self) -> Administration | Department | Unit:
        """The place whose figures it looks at."""
        return self.unit or self.department or self.administration


class Member(models.Model):
    """Somebody who is called to a body's meetings. `function` is what for: chair, secretary, HR."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    function = models.CharField(_("function"), max_length=60, blank=True)

    class Meta:
        ordering = ["body", "pk"]
        constraints = [models.UniqueConstraint(fields=["body", "user"], name="member_once")]

    def __str__(self) -> str:
        return f"{self.body_id} {self.user_id}"


POINT_KINDS = [
    ("actions", _("actions from last time")),
    ("total", _("the total and what changed")),
    ("units", _("units to look at")),
    ("measures", _("measures")),
    ("indicators", _("key figures outside their band")),
    ("committee", _("decisions to prepare for the committee")),
    ("matters", _("matters between units")),
    ("milestones", _("what went well")),
    ("message", _("message to the organisation")),
    ("own", _("own point")),
]


class UsualPoint(models.Model):
    """A point of a body's usual agenda. A new meeting is given its own copy; `title` is empty for the kind's own."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="usual_points")
    kind = models.CharField(_("kind"), max_length=12, choices=POINT_KINDS)
    title = models.CharField(_("title"), max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        ordering = ["body", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "kind"], condition=~Q(kind="own"), name="usual_point_once"),
            models.CheckConstraint(condition=~Q(kind="own", title=""), name="usual_own_point_has_title"),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.order} {self.kind}"
