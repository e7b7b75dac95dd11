"""Addresses of budgets that change. They belong to the addresses of forecasts."""

from django.urls import path

from forecasts.budgets import change_views, conditions_views, corrections_views, growth_views, year_end_views

ADM = "administrations/<slug:adm>/"
CHANGES = f"{ADM}budget-changes/"
YEAR_END = f"{ADM}year-end/"
UNIT = f"{ADM}units/<str:code>/"
urlpatterns = [
    path(CHANGES, change_views.changes, name="budget-changes"),
    path(f"{CHANGES}new/", change_views.change_new, name="budget-change-new"),
    path(f"{CHANGES}<int:pk>/", change_views.change, name="budget-change"),
    path(f"{CHANGES}<int:pk>/undo/", change_views.change_undo, name="budget-change-undo"),
    path(f"{ADM}growth/", growth_views.growth, name="growth"),
    path(f"{ADM}conditions/", conditions_views.conditions, name="conditions"),
    path(f"{UNIT}conditions/", conditions_views.unit_conditions, name="unit-conditions"),
    path(f"{UNIT}corrections/", corrections_views.corrections, name="corrections"),
    path(f"{UNIT}corrections/<int:pk>/remove/", corrections_views.correction_remove, name="correction-remove"),
    path(YEAR_END, year_end_views.year_end_page, name="year-end"),
    path(f"{YEAR_END}final/", year_end_views.year_final, name="year-final"),
    path(f"{YEAR_END}preliminary/", year_end_views.year_preliminary, name="year-preliminary"),
]
