"""Addresses. They belong to the addresses of measures."""

from django.urls import path

from measures.imports import views

urlpatterns = [path("administrations/<slug:adm>/measures/file/", views.measures_file, name="measures-file")]
