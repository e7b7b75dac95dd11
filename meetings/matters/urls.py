"""Addresses of this part of meetings. They belong to the addresses of meetings."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
