"""Addresses of what is remembered of files."""

from django.urls import path

from forecasts.filetypes import views

_PLACE = "administrations/<slug:adm>/file-types/"
urlpatterns = [
    path(_PLACE, views.file_types, name="file-types"),
    path(_PLACE + "<int:pk>/", views.file_type, name="file-type"),
    path(_PLACE + "<int:pk>/forget/", views.file_type_forget, name="file-type-forget"),
    path(_PLACE + "texts/new/", views.alias_add, name="unit-alias-add"),
    path(_PLACE + "texts/<int:pk>/", views.alias, name="unit-alias"),
    path(_PLACE + "texts/<int:pk>/forget/", views.alias_forget, name="unit-alias-forget"),
]
