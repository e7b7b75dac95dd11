"""Addresses of the savings programme and the rules of measures. They belong to the addresses of measures."""

from django.urls import URLPattern, path

from measures.programme import requirement_views, views

ADM = "administrations/<slug:adm>/"
PROGRAMME = f"{ADM}programme/"
REQUIREMENT = f"{PROGRAMME}requirements/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path(PROGRAMME, views.programme, name="programme"),
    path(f"{ADM}departments/<str:code>/programme/", views.department_programme, name="department-programme"),
    path(f"{PROGRAMME}requirements/new/", requirement_views.requirement_new, name="requirement-new"),
    path(REQUIREMENT, requirement_views.requirement, name="requirement"),
    path(f"{REQUIREMENT}spread/", requirement_views.requirement_spread, name="requirement-spread"),
    path(f"{REQUIREMENT}withdraw/", requirement_views.requirement_withdraw, name="requirement-withdraw"),
    path(f"{REQUIREMENT}take-back/", requirement_views.requirement_take_back, name="requirement-take-back"),
    path(f"{ADM}measures/rules/", requirement_views.measure_rules, name="measure-rules"),
]
