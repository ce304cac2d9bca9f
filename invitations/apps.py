from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    name = "invitations"
    verbose_name = "2 Voorbereiding"

    def ready(self) -> None:
        from invitations.letters import print_letters  # noqa: PLC0415 (models are there only now)
        from programmes.jobs import WORK  # noqa: PLC0415

        WORK["brieven"] = print_letters
