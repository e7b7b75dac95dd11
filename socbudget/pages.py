"""Addresses of the pages that show several apps."""

from django.urls import path
from django.views.generic import TemplateView

from socbudget import overview_views, unit_views, views

app_name = "socbudget"
urlpatterns = [
    path("", views.start, name="start"),
    path("healthz", views.health, name="health"),
    path("administrations/<slug:adm>/", overview_views.administration, name="administration"),
    path("administrations/<slug:adm>/departments/<str:code>/", overview_views.department, name="department"),
    path("administrations/<slug:adm>/units/<str:code>/", unit_views.unit, name="unit"),
    path("help/", TemplateView.as_view(template_name="socbudget/help.html"), name="help"),
    path("accessibility/", TemplateView.as_view(template_name="socbudget/accessibility.html"), name="accessibility"),
]
