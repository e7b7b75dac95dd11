"""Addresses. They belong to the addresses of measures."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
