"""Addresses of the registers beside the measures. They belong to the addresses of measures."""

from django.urls import path

from measures.registers import commitment_views, delegation_views, finding_views

ADM = "administrations/<slug:adm>/"
DELEGATION, FINDINGS, COMMITMENTS = f"{ADM}delegation/", f"{ADM}findings/", f"{ADM}commitments/"
urlpatterns = [
    path(DELEGATION, delegation_views.delegation, name="delegation"),
    path(f"{DELEGATION}new/", delegation_views.delegation_new, name="delegation-new"),
    path(f"{DELEGATION}<int:pk>/", delegation_views.delegation_edit, name="delegation-edit"),
    path(f"{DELEGATION}<int:pk>/withdraw/", delegation_views.delegation_withdraw, name="delegation-withdraw"),
    path(f"{DELEGATION}<int:pk>/restore/", delegation_views.delegation_restore, name="delegation-restore"),
    path(f"{DELEGATION}<int:pk>/remove/", delegation_views.delegation_remove, name="delegation-remove"),
    path(FINDINGS, finding_views.findings, name="findings"),
    path(f"{FINDINGS}new/", finding_views.finding_new, name="finding-new"),
    path(f"{FINDINGS}<int:pk>/", finding_views.finding, name="finding"),
    path(f"{FINDINGS}<int:pk>/edit/", finding_views.finding_edit, name="finding-edit"),
    path(f"{FINDINGS}<int:pk>/remove/", finding_views.finding_remove, name="finding-remove"),
    path(COMMITMENTS, commitment_views.commitments, name="commitments"),
    path(f"{COMMITMENTS}new/", commitment_views.commitment_new, name="commitment-new"),
    path(f"{COMMITMENTS}<int:pk>/", commitment_views.commitment_edit, name="commitment-edit"),
    path(f"{COMMITMENTS}<int:pk>/remove/", commitment_views.commitment_remove, name="commitment-remove"),
]
