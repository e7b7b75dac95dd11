"""Addresses. They belong to the addresses of measures."""

from django.urls import URLPattern, path

from measures.writing import effect_views, form_views, step_views, views

_MEASURES = "administrations/<slug:adm>/measures/"
urlpatterns: list[URLPattern] = [
    path(_MEASURES + "new/", form_views.measure_new, name="measure-new"),
    path(_MEASURES + "<int:pk>/", views.measure, name="measure"),
    path(_MEASURES + "<int:pk>/edit/", form_views.measure_edit, name="measure-edit"),
    path(_MEASURES + "<int:pk>/move/", step_views.measure_move, name="measure-move"),
    path(_MEASURES + "<int:pk>/effect/", effect_views.measure_effect, name="measure-effect"),
    path(_MEASURES + "<int:pk>/carry/", effect_views.measure_carry, name="measure-carry"),
    path(_MEASURES + "<int:pk>/contain/", effect_views.measure_contain, name="measure-contain"),
]
