"""Addresses of bodies and of the meetings they plan. They belong to the addresses of meetings."""

from django.urls import URLPattern, path

from meetings.planning import agenda_views, body_views, meeting_views, series_views, views

MEETINGS = "administrations/<slug:adm>/meetings/"
BODIES, BODY, MEETING = f"{MEETINGS}bodies/", f"{MEETINGS}bodies/<int:pk>/", f"{MEETINGS}<int:pk>/"
urlpatterns: list[URLPattern] = [
    path(MEETINGS, views.meetings, name="meetings"),
    path(f"{MEETINGS}new/", meeting_views.meeting_new, name="meeting-new"),
    path(f"{MEETINGS}calendar.ics", views.meetings_calendar, name="meetings-calendar"),
    path(BODIES, body_views.bodies, name="bodies"),
    path(f"{BODIES}new/", body_views.body_new, name="body-new"),
    path(BODY, body_views.body, name="body"),
    path(f"{BODY}edit/", body_views.body_edit, name="body-edit"),
    path(f"{BODY}end/", body_views.body_end, name="body-end"),
    path(f"{BODY}take-up/", body_views.body_take_up, name="body-take-up"),
    path(f"{BODY}members/", body_views.body_members, name="body-members"),
    path(f"{BODY}agenda/", agenda_views.body_agenda, name="body-agenda"),
    path(f"{BODY}series/", series_views.series, name="series"),
    path(f"{MEETING}change/", meeting_views.meeting_change, name="meeting-change"),
    path(f"{MEETING}cancel/", meeting_views.meeting_cancel, name="meeting-cancel"),
    path(f"{MEETING}take-up/", meeting_views.meeting_take_up, name="meeting-take-up"),
    path(f"{MEETING}agenda/", agenda_views.meeting_agenda, name="meeting-agenda"),
    path(f"{MEETING}agenda/usual/", agenda_views.meeting_agenda_usual, name="meeting-agenda-usual"),
    path(f"{MEETING}call/", meeting_views.meeting_call, name="meeting-call"),
    path(f"{MEETING}participants/", meeting_views.participants, name="participants"),
]
