"""Addresses of the minutes of meetings. They belong to the addresses of meetings."""

from django.urls import path

from meetings.minutes import send_views, views

MEETING = "administrations/<slug:adm>/meetings/<int:pk>"
urlpatterns = [
    path(f"{MEETING}/minutes/", views.minutes, name="minutes"),
    path(f"{MEETING}/adjust/", views.adjust, name="adjust"),
    path(f"{MEETING}/adjuster/", views.adjuster, name="adjuster"),
    path(f"{MEETING}/send/", send_views.send, name="send"),
]
