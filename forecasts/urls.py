"""Addresses of figures, forecasts and uploads."""

from django.urls import path

from forecasts import closing_views, unit_views
from forecasts.budgets.urls import urlpatterns as budgets
from forecasts.entry import step_views
from forecasts.entry import views as entry
from forecasts.filetypes.urls import urlpatterns as filetypes
from forecasts.groups import views as groups
from forecasts.organisation import views as organisation
from forecasts.rounds.urls import urlpatterns as rounds
from forecasts.uploads import answer_views, template_views, views, work_views

app_name = "forecasts"
_FORECAST = "administrations/<slug:adm>/units/<str:code>/forecast/"
_UPLOADS = "administrations/<slug:adm>/uploads/"
urlpatterns = [
    path(_UPLOADS, views.uploads, name="uploads"),
    path(_UPLOADS + "<int:pk>/", views.upload, name="upload"),
    path(_UPLOADS + "<int:pk>/progress/", work_views.upload_progress, name="upload-progress"),
    path(_UPLOADS + "<int:pk>/cancel/", work_views.upload_cancel, name="upload-cancel"),
    path(_UPLOADS + "<int:pk>/again/", work_views.upload_again, name="upload-again"),
    path(_UPLOADS + "<int:pk>/commit/", views.upload_commit, name="upload-commit"),
    path(_UPLOADS + "<int:pk>/undo/", views.upload_undo, name="upload-undo"),
    path(_UPLOADS + "<int:pk>/answer/", answer_views.upload_answer, name="upload-answer"),
    path(_UPLOADS + "<int:pk>/units/", answer_views.upload_units, name="upload-units"),
    path(_UPLOADS + "<int:pk>/units/new/", answer_views.upload_unit_add, name="upload-unit-add"),
    path(_UPLOADS + "<int:pk>/discard/", views.upload_discard, name="upload-discard"),
    path(_UPLOADS + "<int:pk>/file/", views.upload_file, name="upload-file"),
    path(_UPLOADS + "<int:pk>/commented/", views.upload_commented, name="upload-commented"),
    path("administrations/<slug:adm>/template/", template_views.template, name="template"),
    path("administrations/<slug:adm>/months/", closing_views.months, name="months"),
    path("administrations/<slug:adm>/months/close/", closing_views.month_close, name="month-close"),
    path("administrations/<slug:adm>/months/reopen/", closing_views.month_reopen, name="month-reopen"),
    path("administrations/<slug:adm>/frames/", closing_views.frames, name="frames"),
    *filetypes,
    *budgets,
    path("administrations/<slug:adm>/units/<str:code>/figures/", unit_views.unit_figures, name="unit-figures"),
    path(_FORECAST, entry.forecast, name="forecast"),
    path(_FORECAST + "cell/", entry.forecast_cell, name="forecast-cell"),
    path(_FORECAST + "causes/", entry.forecast_causes, name="forecast-causes"),
    path(_FORECAST + "risks/", entry.forecast_risks, name="forecast-risks"),
    path(_FORECAST + "answer/", entry.forecast_answer, name="forecast-answer"),
    path(_FORECAST + "submit/", step_views.forecast_submit, name="forecast-submit"),
    path(_FORECAST + "discard/", step_views.forecast_discard, name="forecast-discard"),
    path(_FORECAST + "check/", step_views.forecast_check, name="forecast-check"),
    path(_FORECAST + "approve/", step_views.forecast_approve, name="forecast-approve"),
    path(_FORECAST + "send-back/", step_views.forecast_send_back, name="forecast-send-back"),
    path(_FORECAST + "correct/", step_views.forecast_correct, name="forecast-correct"),
    path("administrations/<slug:adm>/organisation/file/", organisation.organisation_workbook, name="organisation-file"),
    path("administrations/<slug:adm>/account-plan/file/", organisation.account_plan_workbook, name="account-plan-file"),
    path("administrations/<slug:adm>/account-groups/", groups.groups, name="account-groups"),
    path("administrations/<slug:adm>/account-groups/new/", groups.group_add, name="account-group-add"),
    path("administrations/<slug:adm>/account-groups/<str:code>/", groups.group_edit, name="account-group"),
    *rounds,
]
