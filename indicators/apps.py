from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "indicators"

    def ready(self) -> None:
        """Let files of observations through the pipeline of uploads."""
        from forecasts.imports import registers  # noqa: PLC0415 (models are not loaded before)
        from indicators.imports.register import OBSERVATIONS  # noqa: PLC0415

        registers.add(OBSERVATIONS)
