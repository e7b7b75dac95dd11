"""Addresses of figures, forecasts and uploads."""

from django.urls import URLPattern

app_name = "forecasts"
urlpatterns: list[URLPattern] = []
