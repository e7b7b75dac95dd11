"""Words for the log of the situation page, the message of the week and teams. They belong to `units.log_words`."""

from django.utils.translation import gettext_lazy

ACTIONS = {
    "situation-written": gettext_lazy("Situation page written on"),
    "situation-changed": gettext_lazy("Situation page changed"),
    "situation-confirmed": gettext_lazy("Situation page confirmed"),
    "situation-ended": gettext_lazy("Something on the situation page ended"),
    "situation-brought-back": gettext_lazy("Something on the situation page brought back"),
    "message-written": gettext_lazy("Message of the week written"),
    "message-changed": gettext_lazy("Message of the week changed"),
    "message-sent": gettext_lazy("Message of the week sent"),
    "message-passed": gettext_lazy("Message of the week passed on"),
    "message-pass-taken-back": gettext_lazy("Passing on of the message taken back"),
    "message-reminded": gettext_lazy("Reminder of the message of the week"),
    "analysis-written": gettext_lazy("Analysis of a unit written"),
}
NAMES = {
    "analysis": gettext_lazy("analysis"),
    "ended": gettext_lazy("ended"),
    "item_day": gettext_lazy("day"),
    "item_text": gettext_lazy("text"),
    "message": gettext_lazy("message"),
    "passing": gettext_lazy("step"),
    "situation_section": gettext_lazy("section"),
    "told_staff": gettext_lazy("shown to staff"),
}
VALUES = {
    "message": gettext_lazy("message of the week"),
    "passing:department": gettext_lazy("passed on to the unit heads"),
    "passing:unit": gettext_lazy("passed on to the team"),
    "passing:team": gettext_lazy("heard by the team"),
    "situation_section:how": gettext_lazy("how we are doing"),
    "situation_section:doing": gettext_lazy("what we do"),
    "situation_section:gave": gettext_lazy("what it gave"),
    "situation_section:ask": gettext_lazy("what we ask of you"),
    "situation_section:event": gettext_lazy("notable events"),
}
SPOKEN = {"passing", "situation_section"}
