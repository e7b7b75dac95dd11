from django.apps import AppConfig


class SocbudgetConfig(AppConfig):
    name = "socbudget"
