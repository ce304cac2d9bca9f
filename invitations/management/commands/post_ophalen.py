from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from invitations.mail.incoming import take_in
from invitations.mail.mailbox import MailboxError, read_mailbox


class Command(BaseCommand):
    help = "Leest de ongelezen mails van het postvak IMAP_URL: wat terugkwam, en antwoorden van agenda's"

    def handle(self, **options: Any) -> None:  # noqa: ARG002
        try:
            number = read_mailbox(settings.IMAP_URL, lambda data: take_in(data, now=timezone.now()))
        except MailboxError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{number} gelezen")
