from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "followup"
    verbose_name = "4 Nazorg"

    def ready(self) -> None:
        """Each part of the aftercare adds its own: duties of the clock, kinds of work, what the timeline shows."""
