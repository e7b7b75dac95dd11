"""Addresses of this part of meetings. They belong to the addresses of meetings."""

from django.urls import URLPattern, path

from meetings.showing import views

_show = "administrations/<slug:adm>/meetings/<int:pk>/show/"
urlpatterns: list[URLPattern] = [
    path(_show, views.show_first, name="show-first"),
    path(f"{_show}<int:step>/", views.show, name="show"),
    path(f"{_show}<int:step>/write/<slug:what>/", views.show_write, name="show-write"),
    path(f"{_show}<int:step>/state/", views.show_state, name="show-state"),
]
