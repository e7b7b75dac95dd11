"""Addresses. They belong to the addresses of measures."""

from django.urls import path

from measures.followups import follow_up_views, history_views, plan_views, views

urlpatterns = [
    path("administrations/<slug:adm>/measures/", views.measures, name="measures"),
    path("administrations/<slug:adm>/follow-ups/", history_views.follow_ups, name="follow-ups"),
    path(
        "administrations/<slug:adm>/measures/<int:pk>/follow-up/",
        follow_up_views.measure_follow_up,
        name="measure-follow-up",
    ),
    path("administrations/<slug:adm>/units/<str:code>/action-plan/", plan_views.unit_plan, name="action-plan"),
    path(
        "administrations/<slug:adm>/departments/<str:code>/action-plan/",
        plan_views.department_plan,
        name="department-action-plan",
    ),
]
