"""Every address, one namespace per app."""

from django.urls import include, path

from units.views import choose_language

urlpatterns = [
    path("accounts/", include("socbudget.accounts")),
    path("i18n/setlang/", choose_language, name="set_language"),
    path("api/", include("socbudget.api.urls")),
    path("", include("units.urls")),
    path("", include("forecasts.urls")),
    path("", include("indicators.urls")),
    path("", include("measures.urls")),
    path("", include("meetings.urls")),
    path("", include("socbudget.pages")),
]

handler500 = "socbudget.views.broken"
