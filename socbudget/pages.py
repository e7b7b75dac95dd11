"""Addresses of the pages that show several apps."""

from django.urls import path

from socbudget import overview_views, views

app_name = "socbudget"
urlpatterns = [
    path("", views.start, name="start"),
    path("healthz", views.health, name="health"),
    path("administrations/<slug:adm>/", overview_views.administration, name="administration"),
    path("administrations/<slug:adm>/departments/<str:code>/", overview_views.department, name="department"),
]
