"""Addresses of the situation page and the message of the week. They belong to the addresses of meetings."""

from django.urls import URLPattern, path

from meetings.situation import message_views, staff_views, views

_situation = "administrations/<slug:adm>/situation/"
_messages = "administrations/<slug:adm>/messages/"
urlpatterns: list[URLPattern] = [
    path(_situation, views.situation, name="situation"),
    path(f"{_situation}new/", views.situation_new, name="situation-new"),
    path(f"{_situation}staff/", staff_views.staff_page, name="staff-page"),
    path(f"{_situation}<int:pk>/", views.situation_item, name="situation-item"),
    path(f"{_situation}<int:pk>/confirm/", views.situation_confirm, name="situation-confirm"),
    path(f"{_situation}<int:pk>/end/", views.situation_end, name="situation-end"),
    path(f"{_situation}<int:pk>/back/", views.situation_back, name="situation-back"),
    path(_messages, message_views.message_list, name="messages"),
    path(f"{_messages}new/", message_views.message_new, name="message-new"),
    path(f"{_messages}<int:pk>/", message_views.message, name="message"),
    path(f"{_messages}<int:pk>/edit/", message_views.message_edit, name="message-edit"),
    path(f"{_messages}<int:pk>/send/", message_views.message_send, name="message-send"),
    path(f"{_messages}<int:pk>/remind/", message_views.message_remind, name="message-remind"),
    path(f"{_messages}<int:pk>/pass/", message_views.message_pass, name="message-pass"),
    path(f"{_messages}<int:pk>/take-back/", message_views.message_take_back, name="message-take-back"),
]
