"""Addresses of the pages that show several apps."""

from django.urls import path

from socbudget import views

app_name = "socbudget"
urlpatterns = [
    path("", views.start, name="start"),
    path("healthz", views.health, name="health"),
]
