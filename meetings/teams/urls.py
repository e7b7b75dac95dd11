"""Addresses of the team around a unit and its handover. They belong to the addresses of meetings."""

from django.urls import URLPattern, path

from meetings.teams import views

_unit = "administrations/<slug:adm>/units/<str:code>/"
urlpatterns: list[URLPattern] = [
    path(f"{_unit}team/", views.team, name="team"),
    path(f"{_unit}handover/", views.handover, name="handover"),
    path(f"{_unit}handover/take/", views.handover_take, name="handover-take"),
]
