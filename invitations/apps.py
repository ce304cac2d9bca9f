from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    name = "invitations"
    verbose_name = "2 Voorbereiding"

    def ready(self) -> None:
        from invitations.letters import print_letters  # noqa: PLC0415 (models are there only now)
        from invitations.workflow import preparation_steps  # noqa: PLC0415
        from programmes.jobs import WORK  # noqa: PLC0415
        from programmes.workflow import PROVIDERS  # noqa: PLC0415

        WORK["brieven"] = print_letters
        PROVIDERS.append(preparation_steps)
