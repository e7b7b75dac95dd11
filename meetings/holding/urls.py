"""Addresses of meetings while they are prepared and held. They belong to the addresses of meetings."""

from django.urls import URLPattern, path

from meetings.holding import views, write_views

MEETING = "administrations/<slug:adm>/meetings/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path(MEETING, views.meeting, name="meeting"),
    path(f"{MEETING}changes/", views.meeting_changes, name="meeting-changes"),
    path(f"{MEETING}start/", views.meeting_start, name="meeting-start"),
    path(f"{MEETING}close/", views.meeting_close, name="meeting-close"),
    path(f"{MEETING}reopen/", views.meeting_reopen, name="meeting-reopen"),
    path(f"{MEETING}write/", write_views.meeting_write, name="meeting-write"),
    path(f"{MEETING}notes/<int:note>/", write_views.meeting_note, name="meeting-note"),
    path(f"{MEETING}rows/", write_views.meeting_row_add, name="meeting-row-add"),
    path(f"{MEETING}rows/<int:row>/", write_views.meeting_row_state, name="meeting-row-state"),
    path(f"{MEETING}rows/<int:row>/remove/", write_views.meeting_row_remove, name="meeting-row-remove"),
    path(f"{MEETING}present/", write_views.meeting_present, name="meeting-present"),
    path(f"{MEETING}message/", write_views.meeting_message, name="meeting-message"),
]
