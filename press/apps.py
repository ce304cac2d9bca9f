from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "press"
    verbose_name = "3 Expeditiedag"

    def ready(self) -> None:
        from invitations.clock import DUTIES  # noqa: PLC0415 (models are there only now)
        from press.kit.pdf import renew_kits  # noqa: PLC0415
        from press.pictures.tasks import draw_forgotten  # noqa: PLC0415
        from press.runsheets.printing import run_sheets  # noqa: PLC0415
        from press.uploads.tidying import tidy  # noqa: PLC0415
        from press.workflow import day_counts, day_steps  # noqa: PLC0415
        from programmes.jobs import PAPERS  # noqa: PLC0415
        from programmes.workflow import COUNTS, PROVIDERS  # noqa: PLC0415

        DUTIES.extend([draw_forgotten, renew_kits, tidy])
        PAPERS["draaiboek"] = run_sheets
        COUNTS["press"] = day_counts
        PROVIDERS.append(day_steps)
