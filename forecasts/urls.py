"""Addresses of figures, forecasts and uploads."""

from django.urls import path

from forecasts import unit_views

app_name = "forecasts"
urlpatterns = [
    path("administrations/<slug:adm>/units/<str:code>/figures/", unit_views.unit_figures, name="unit-figures"),
]
