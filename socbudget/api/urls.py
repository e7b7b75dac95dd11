"""Addresses of the API."""

from django.urls import path

from socbudget.api import views

app_name = "api"
urlpatterns = [
    path("v1/", views.index, name="index"),
    path("v1/openapi.json", views.openapi, name="openapi"),
    path("v1/administrations/", views.administrations, name="administrations"),
    path("v1/units/", views.units, name="units"),
    path("v1/figures/", views.figures, name="figures"),
    path("v1/forecasts/", views.forecasts, name="forecasts"),
    path("v1/deviations/", views.deviations, name="deviations"),
    path("v1/measures/", views.measures, name="measures"),
    path("v1/followups/", views.followups, name="followups"),
    path("v1/indicators/", views.indicators, name="indicators"),
    path("v1/observations/", views.observations, name="observations"),
    path("v1/meetings/", views.meetings, name="meetings"),
    path("v1/decisions/", views.decisions, name="decisions"),
    path("v1/actions/", views.actions, name="actions"),
    path("", views.nothing, name="root"),
    path("<path:rest>", views.nothing, name="nothing"),
]
