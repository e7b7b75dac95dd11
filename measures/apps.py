from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "measures"

    def ready(self) -> None:
        """Let files of measures through the pipeline of uploads."""
        from forecasts.imports import registers  # noqa: PLC0415 (models are not loaded before)
        from measures.imports.register import MEASURES  # noqa: PLC0415

        registers.add(MEASURES)
