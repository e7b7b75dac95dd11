"""The words of the log about meetings, joined with the others in `units.log_words`."""

from django.utils.translation import gettext_lazy

ACTIONS = {
    "body-started": gettext_lazy("Body made"),
    "body-changed": gettext_lazy("Body changed"),
    "body-ended": gettext_lazy("Body ended"),
    "body-taken-up": gettext_lazy("Body taken up again"),
    "members-changed": gettext_lazy("Members of a body changed"),
    "usual-agenda-changed": gettext_lazy("Usual agenda changed"),
    "agenda-changed": gettext_lazy("Agenda of a meeting changed"),
    "meeting-planned": gettext_lazy("Meeting planned"),
    "meetings-planned": gettext_lazy("Series of meetings planned"),
    "meeting-changed": gettext_lazy("Meeting moved"),
    "meeting-cancelled": gettext_lazy("Meeting cancelled"),
    "meeting-taken-up": gettext_lazy("Cancelled meeting planned again"),
    "participants-changed": gettext_lazy("Participants of a meeting changed"),
    "presence-changed": gettext_lazy("Presence at a meeting changed"),
}
NAMES = {
    "agenda": gettext_lazy("agenda"),
    "ended_on": gettext_lazy("ended"),
    "every_weeks": gettext_lazy("how often"),
    "guests": gettext_lazy("guests"),
    "members": gettext_lazy("people"),
    "minutes": gettext_lazy("minutes"),
    "planned_meetings": gettext_lazy("planned meetings"),
    "present": gettext_lazy("present"),
    "starts_at": gettext_lazy("time"),
    "weekday": gettext_lazy("weekday"),
    "where": gettext_lazy("place"),
}
VALUES = {
    "call": gettext_lazy("call to a meeting"),
    "every_weeks:1": gettext_lazy("every week"),
    "every_weeks:2": gettext_lazy("every second week"),
    "every_weeks:4": gettext_lazy("every fourth week"),
    "weekday:0": gettext_lazy("Monday"),
    "weekday:1": gettext_lazy("Tuesday"),
    "weekday:2": gettext_lazy("Wednesday"),
    "weekday:3": gettext_lazy("Thursday"),
    "weekday:4": gettext_lazy("Friday"),
}
SPOKEN = {"every_weeks", "weekday"}
