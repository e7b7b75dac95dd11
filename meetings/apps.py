from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self) -> None:
        """Lead whoever is called to a meeting to the page of meetings."""
        from meetings.planning.queries import meets_in  # noqa: PLC0415 (models are not there before)
        from units.navigation import CALLED  # noqa: PLC0415

        CALLED["meetings:meetings"] = meets_in
