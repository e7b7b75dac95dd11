"""Addresses of the pages that show several apps."""

from django.urls import path
from django.views.generic import TemplateView

from socbudget import letter_views, overview_views, remind_views, unit_views, views

LETTERS = "administrations/<slug:adm>/letters/"
app_name = "socbudget"
urlpatterns = [
    path("", views.start, name="start"),
    path("healthz", views.health, name="health"),
    path("administrations/<slug:adm>/", overview_views.administration, name="administration"),
    path("administrations/<slug:adm>/departments/<str:code>/", overview_views.department, name="department"),
    path("administrations/<slug:adm>/units/<str:code>/", unit_views.unit, name="unit"),
    path("administrations/<slug:adm>/rounds/<int:pk>/remind/", remind_views.round_remind, name="round-remind"),
    path(LETTERS, letter_views.letters, name="letters"),
    path(f"{LETTERS}digests/", letter_views.digests_send, name="digests-send"),
    path(f"{LETTERS}<int:pk>/", letter_views.letter, name="letter"),
    path(f"{LETTERS}<int:pk>/retry/", letter_views.letter_retry, name="letter-retry"),
    path(f"{LETTERS}mailings/<int:pk>/retry/", letter_views.mailing_retry, name="mailing-retry"),
    path("help/", TemplateView.as_view(template_name="socbudget/help.html"), name="help"),
    path("accessibility/", TemplateView.as_view(template_name="socbudget/accessibility.html"), name="accessibility"),
]
