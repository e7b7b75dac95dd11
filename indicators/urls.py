"""Addresses of key figures."""

from django.urls import path

from indicators import views
from indicators.imports import views as files

app_name = "indicators"
INDICATORS = "administrations/<slug:adm>/indicators/"
urlpatterns = [
    path(INDICATORS, views.indicators, name="indicators"),
    path(f"{INDICATORS}new/", views.indicator_new, name="indicator-new"),
    path(f"{INDICATORS}file/", files.indicators_file, name="indicators-file"),
    path(f"{INDICATORS}<int:pk>/", views.indicator, name="indicator"),
    path(f"{INDICATORS}<int:pk>/bands/", views.indicator_bands, name="indicator-bands"),
    path(f"{INDICATORS}<int:pk>/edit/", views.indicator_edit, name="indicator-edit"),
]
