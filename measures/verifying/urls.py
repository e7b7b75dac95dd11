"""Addresses. They belong to the addresses of measures."""

from django.urls import URLPattern, path

from measures.verifying import views

MEASURE = "administrations/<slug:adm>/measures/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path(f"{MEASURE}verify/", views.verify, name="measure-verify"),
    path(f"{MEASURE}overlap/", views.overlap_answer, name="overlap-answer"),
]
