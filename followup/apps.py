from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "followup"
    verbose_name = "4 Nazorg"

    def ready(self) -> None:
        """Each part of the aftercare adds its own: duties of the clock, kinds of work, what the timeline shows."""
        from followup.agreements.card import agreements_card  # noqa: PLC0415 (models are there only now)
        from followup.agreements.reminding import coming, remind_agreements  # noqa: PLC0415
        from followup.personal.ahead import ahead  # noqa: PLC0415
        from followup.personal.papers import versions_booklet, versions_zip  # noqa: PLC0415
        from followup.personal.sending import send_due  # noqa: PLC0415
        from followup.privacy.erasing import forget_called_off  # noqa: PLC0415
        from followup.privacy.keeping import keep_terms  # noqa: PLC0415
        from followup.privacy.orphans import erase_files_of, forget_imports, forget_orphans  # noqa: PLC0415
        from followup.reports.pdf import renew_reports  # noqa: PLC0415
        from followup.reports.standing import standing  # noqa: PLC0415
        from followup.workflow import aftercare_counts, aftercare_steps  # noqa: PLC0415
        from invitations.clock import DUTIES  # noqa: PLC0415
        from invitations.reminding.timeline import SOURCES  # noqa: PLC0415
        from programmes.jobs import WORK  # noqa: PLC0415
        from programmes.later import BEFORE_DELETION, ON_OWN_PAGE, STILL_STANDS  # noqa: PLC0415
        from programmes.workflow import COUNTS, PROVIDERS  # noqa: PLC0415

        DUTIES.extend([renew_reports, send_due, remind_agreements])
        DUTIES.extend([keep_terms, forget_called_off, forget_orphans, forget_imports])
        SOURCES.extend([coming, ahead])
        WORK.update(persoonlijk=versions_booklet, persoonlijk_zip=versions_zip)
        ON_OWN_PAGE.append(agreements_card)
        BEFORE_DELETION.append(erase_files_of)
        STILL_STANDS.append(standing)
        COUNTS["followup"] = aftercare_counts
        PROVIDERS.append(aftercare_steps)
