"""Addresses of figures, forecasts and uploads."""

from django.urls import path

from forecasts import unit_views
from forecasts.groups import views as groups

app_name = "forecasts"
urlpatterns = [
    path("administrations/<slug:adm>/units/<str:code>/figures/", unit_views.unit_figures, name="unit-figures"),
    path("administrations/<slug:adm>/account-groups/", groups.groups, name="account-groups"),
    path("administrations/<slug:adm>/account-groups/new/", groups.group_add, name="account-group-add"),
    path("administrations/<slug:adm>/account-groups/<str:code>/", groups.group_edit, name="account-group"),
]
