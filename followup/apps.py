from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "followup"
    verbose_name = "4 Nazorg"

    def ready(self) -> None:
        """Each part of the aftercare adds its own: duties of the clock, kinds of work, what the timeline shows."""
        from followup.reports.pdf import renew_reports  # noqa: PLC0415 (models are there only now)
        from followup.workflow import aftercare_counts, aftercare_steps  # noqa: PLC0415
        from invitations.clock import DUTIES  # noqa: PLC0415
        from programmes.workflow import COUNTS, PROVIDERS  # noqa: PLC0415

        DUTIES.append(renew_reports)
        COUNTS["followup"] = aftercare_counts
        PROVIDERS.append(aftercare_steps)
