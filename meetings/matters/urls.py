"""Addresses of matters between units. They belong to the addresses of meetings."""

from django.urls import URLPattern, path

from meetings.matters import views

_matters = "administrations/<slug:adm>/matters/"
urlpatterns: list[URLPattern] = [
    path(_matters, views.matters, name="matters"),
    path(f"{_matters}new/", views.matter_new, name="matter-new"),
    path(f"{_matters}<int:pk>/", views.matter, name="matter"),
    path(f"{_matters}<int:pk>/change/", views.matter_change, name="matter-change"),
    path(f"{_matters}<int:pk>/reopen/", views.matter_reopen, name="matter-reopen"),
]
