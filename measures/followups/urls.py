"""Addresses. They belong to the addresses of measures."""

from django.urls import path

from measures.followups import follow_up_views, history_views, views

urlpatterns = [
    path("administrations/<slug:adm>/measures/", views.measures, name="measures"),
    path("administrations/<slug:adm>/follow-ups/", history_views.follow_ups, name="follow-ups"),
    path(
        "administrations/<slug:adm>/measures/<int:pk>/follow-up/",
        follow_up_views.measure_follow_up,
        name="measure-follow-up",
    ),
]
