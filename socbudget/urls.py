"""Every address, one namespace per app."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("socbudget.accounts")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("units.urls")),
    path("", include("forecasts.urls")),
    path("", include("socbudget.pages")),
]

handler500 = "socbudget.views.broken"
