"""Addresses of the organisation."""

from django.urls import path

from units import log_views, views
from units.people import views as people

app_name = "units"
ADM = "administrations/<slug:adm>/"
PLACES = f"{ADM}organisation/"
urlpatterns = [
    path("administrations/new/", views.administration_add, name="administration-add"),
    path(PLACES, views.organisation, name="organisation"),
    path(f"{PLACES}departments/new/", views.department_add, name="department-add"),
    path(f"{PLACES}departments/<str:code>/", views.department_edit, name="department-edit"),
    path(f"{PLACES}departments/<str:code>/answers/", people.department_answers, name="department-answers"),
    path(f"{PLACES}units/new/", views.unit_add, name="unit-add"),
    path(f"{PLACES}units/<str:code>/", views.unit_edit, name="unit-edit"),
    path(f"{PLACES}units/<str:code>/end/", views.unit_end, name="unit-end"),
    path(f"{PLACES}units/<str:code>/reopen/", views.unit_reopen, name="unit-reopen"),
    path(f"{PLACES}units/<str:code>/answers/", people.unit_answers, name="unit-answers"),
    path(f"{ADM}settings/", views.administration_settings, name="settings"),
    path(f"{ADM}people/", people.people, name="people"),
    path(f"{ADM}people/new/", people.role_add, name="role-add"),
    path(f"{ADM}people/<int:pk>/", people.person, name="person"),
    path(f"{ADM}people/<int:pk>/account/", people.account_state, name="person-account"),
    path(f"{ADM}people/roles/<int:pk>/end/", people.role_end, name="role-end"),
    path(f"{ADM}changes/", log_views.changes, name="changes"),
    path("account/", people.account, name="account"),
    path("account/keys/new/", people.token_make, name="token-make"),
    path("account/keys/<int:pk>/withdraw/", people.token_withdraw, name="token-withdraw"),
]
