"""Words for the log of what is done in meetings and with what comes of them. They belong to `units.log_words`."""

from django.utils.translation import gettext_lazy, pgettext_lazy

MEETING_ACTIONS = {
    "assignment-given": gettext_lazy("Decision or action given"),
    "assignment-changed": gettext_lazy("Decision or action changed"),
    "assignment-reported": gettext_lazy("Decision or action reported back"),
    "assignment-handed-over": gettext_lazy("Decision or action handed over"),
    "matter-raised": gettext_lazy("Matter between units raised"),
    "matter-changed": gettext_lazy("Matter between units changed"),
    "matter-settled": gettext_lazy("Matter between units settled"),
    "matter-reopened": gettext_lazy("Matter between units taken up again"),
    "meeting-started": gettext_lazy("Meeting started"),
    "meeting-closed": gettext_lazy("Meeting closed"),
    "meeting-reopened": gettext_lazy("Meeting opened again"),
    "adjuster-named": gettext_lazy("Adjuster of minutes named"),
    "minutes-adjusted": gettext_lazy("Minutes adjusted"),
    "minutes-sent": gettext_lazy("Minutes sent"),
    "row-taken-up": gettext_lazy("Row of a meeting taken up"),
    "row-added": gettext_lazy("Row added to a meeting"),
    "row-removed": gettext_lazy("Row taken away from a meeting"),
    "note-written": gettext_lazy("Note written"),
    "note-changed": gettext_lazy("Note changed"),
    "note-removed": gettext_lazy("Note taken away"),
}
MEETING_NAMES = {
    "adjuster": gettext_lazy("to adjust the minutes"),
    "row": gettext_lazy("row"),
    "seal": gettext_lazy("check sum"),
    "row_state": gettext_lazy("row is"),
}
MEETING_VALUES = {
    "state:open": pgettext_lazy("assignment", "open"),
    "state:done": pgettext_lazy("assignment", "done"),
    "state:withdrawn": pgettext_lazy("assignment", "withdrawn"),
    "row_state:open": pgettext_lazy("row", "not yet taken up"),
    "row_state:discussed": pgettext_lazy("row", "discussed"),
    "row_state:skipped": pgettext_lazy("row", "skipped"),
    "row_state:parked": pgettext_lazy("row", "parked"),
}
