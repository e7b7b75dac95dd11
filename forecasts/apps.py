from django.apps import AppConfig


class ForecastsConfig(AppConfig):
    name = "forecasts"

    def ready(self) -> None:
        """Let lists of units and account plans through the pipeline of uploads."""
        from forecasts.imports import registers  # noqa: PLC0415 (models are not loaded before)
        from forecasts.organisation.register import ACCOUNTS, UNITS  # noqa: PLC0415

        registers.add(UNITS)
        registers.add(ACCOUNTS)
