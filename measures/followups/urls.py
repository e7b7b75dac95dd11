"""Addresses. They belong to the addresses of measures."""

from django.urls import path

from measures.followups import views

urlpatterns = [
    path("administrations/<slug:adm>/measures/", views.measures, name="measures"),
]
