"""Addresses of ideas. They belong to the addresses of measures."""

from django.urls import URLPattern, path

from measures.ideas import views

_ideas = "administrations/<slug:adm>/ideas/"
urlpatterns: list[URLPattern] = [
    path(_ideas, views.ideas, name="ideas"),
    path(f"{_ideas}new/", views.idea_new, name="idea-new"),
    path(f"{_ideas}<int:pk>/", views.idea, name="idea"),
    path(f"{_ideas}<int:pk>/answer/", views.idea_answer, name="idea-answer"),
]
