"""Addresses of the rounds."""

from django.urls import path

from forecasts.rounds import board_views, bridge_views, cause_views, rules_views, views

_ROUNDS = "administrations/<slug:adm>/rounds/"
urlpatterns = [
    path(_ROUNDS, views.rounds, name="rounds"),
    path(_ROUNDS + "rules/", rules_views.cycle_rules, name="cycle-rules"),
    path(_ROUNDS + "plan/", views.rounds_plan, name="rounds-plan"),
    path(_ROUNDS + "extra/", views.round_add, name="round-add"),
    path(_ROUNDS + "<int:pk>/", board_views.board, name="round"),
    path(_ROUNDS + "<int:pk>/open/", views.round_open, name="round-open"),
    path(_ROUNDS + "<int:pk>/lock/", board_views.round_lock, name="round-lock"),
    path(_ROUNDS + "<int:pk>/bridge/", bridge_views.round_bridge, name="round-bridge"),
    path(_ROUNDS + "<int:pk>/check/", board_views.round_check, name="round-check"),
    path(_ROUNDS + "<int:pk>/deadlines/", views.round_deadlines, name="round-deadlines"),
    path(_ROUNDS + "<int:pk>/remove/", views.round_remove, name="round-remove"),
    path("administrations/<slug:adm>/causes/", cause_views.causes, name="causes"),
]
