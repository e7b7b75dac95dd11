"""Addresses of decisions and actions, and of what meetings said of units and measures. They belong to meetings."""

from django.urls import URLPattern, path

from meetings.assignments import heard_views, views, writing_views

_assignments = "administrations/<slug:adm>/assignments/"
urlpatterns: list[URLPattern] = [
    path(_assignments, views.assignments, name="assignments"),
    path(f"{_assignments}new/", writing_views.assignment_new, name="assignment-new"),
    path(f"{_assignments}<int:pk>/", views.assignment, name="assignment"),
    path(f"{_assignments}<int:pk>/change/", writing_views.assignment_change, name="assignment-change"),
    path(f"{_assignments}<int:pk>/hand-over/", writing_views.assignment_hand_over, name="assignment-hand-over"),
    path("administrations/<slug:adm>/units/<str:code>/heard/", heard_views.unit_heard, name="unit-heard"),
    path("administrations/<slug:adm>/measures/<int:pk>/heard/", heard_views.measure_heard, name="measure-heard"),
]
