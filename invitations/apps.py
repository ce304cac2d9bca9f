from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    name = "invitations"
    verbose_name = "2 Voorbereiding"

    def ready(self) -> None:
        from invitations.carrousels import tell_cancelled  # noqa: PLC0415 (models are there only now)
        from invitations.checklist.untouched import untouched  # noqa: PLC0415
        from invitations.dialogues import forget  # noqa: PLC0415
        from invitations.fiches.fiche_documents import fiches_booklet, fiches_zip  # noqa: PLC0415
        from invitations.inviting.letters import print_letters  # noqa: PLC0415
        from invitations.models import Wachtplaats  # noqa: PLC0415
        from invitations.rsvp.kept import keep_places, put_back_places  # noqa: PLC0415
        from invitations.workflow import preparation_steps  # noqa: PLC0415
        from programmes.jobs import WORK  # noqa: PLC0415
        from programmes.later import BEFORE_REMOVAL, BEFORE_WITHDRAWAL, UNTOUCHED, WAITING  # noqa: PLC0415
        from programmes.workflow import PROVIDERS  # noqa: PLC0415

        WORK.update(brieven=print_letters, fiches=fiches_booklet, fiches_zip=fiches_zip)
        PROVIDERS.append(preparation_steps)
        BEFORE_REMOVAL.append(tell_cancelled)
        UNTOUCHED.append(untouched)
        WAITING.append((Wachtplaats, keep_places, put_back_places))
        BEFORE_WITHDRAWAL.append(forget)
