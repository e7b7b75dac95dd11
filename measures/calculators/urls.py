"""Addresses of calculators. They belong to the addresses of measures."""

from django.urls import URLPattern, path

from measures.calculators import views

_calculators = "administrations/<slug:adm>/calculators/"
_calculations = "administrations/<slug:adm>/calculations/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path(_calculators, views.calculators, name="calculators"),
    path(f"{_calculators}<slug:kind>/", views.calculator, name="calculator"),
    path(f"{_calculators}<slug:kind>/save/", views.calculation_save, name="calculation-save"),
    path(_calculations, views.calculation, name="calculation"),
    path(f"{_calculations}remove/", views.calculation_remove, name="calculation-remove"),
]
