"""Who works in an authority: colleagues come in, change role and leave; there is always a coordinator."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from programmes.models import Bestuur, Lidmaatschap, User
from programmes.models.bestuur import RESERVED_BESTUUR_SLUGS
from programmes.slugs import free_slug

COORDINATOR = Lidmaatschap.Role.COORDINATOR
LAST_COORDINATOR = "Dit is de laatste coördinator. Maak eerst iemand anders coördinator."


class LastCoordinatorError(Exception):
    """Nobody would be left who may change anything."""

    def __init__(self) -> None:
        super().__init__(LAST_COORDINATOR)


@transaction.atomic
def start_bestuur(name: str, *, email: str, password: str | None) -> Lidmaatschap:
    """A new authority with its first coordinator; an account that exists keeps its password."""
    taken = {*Bestuur.objects.values_list("slug", flat=True), *RESERVED_BESTUUR_SLUGS}
    slug = free_slug(name, taken=taken, longest=60, fallback="bestuur")
    bestuur = Bestuur.objects.create(name=name, slug=slug)
    user = User.objects.filter(email__iexact=email).first() or User.objects.create_user(email, password)
    return Lidmaatschap.objects.create(bestuur=bestuur, user=user, role=COORDINATOR)


@transaction.atomic
def add_colleague(bestuur: Bestuur, *, email: str, name: str, role: str) -> Lidmaatschap:
    """An account that exists is only added; a new one has no password yet (see send_welcome).

    Who works here already keeps the role that is theirs: of a button that is pushed twice, one waits for the other.
    """
    Bestuur.objects.select_for_update().get(pk=bestuur.pk)
    user = User.objects.filter(email__iexact=email).first() or User.objects.create_user(email, name=name)
    member, _ = Lidmaatschap.objects.get_or_create(bestuur=bestuur, user=user, defaults={"role": role})
    return member


@transaction.atomic
def change_role(member: Lidmaatschap, *, role: str) -> None:
    if role != COORDINATOR:
        _check_another_coordinator(member)
    member.role = role
    member.save(update_fields=["role"])


@transaction.atomic
def remove_colleague(member: Lidmaatschap) -> None:
    """Out of this authority; the account stays."""
    _check_another_coordinator(member)
    member.delete()


def _check_another_coordinator(member: Lidmaatschap) -> None:
    Bestuur.objects.select_for_update().get(pk=member.bestuur_id)
    others = Lidmaatschap.objects.filter(bestuur=member.bestuur_id, role=COORDINATOR, user__is_active=True)
    if not others.exclude(pk=member.pk).exists():
        raise LastCoordinatorError


def send_welcome(member: Lidmaatschap, *, by: User) -> None:
    """Mails a link to choose a password; raises OSError when the mail server does not take it."""
    user = member.user
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    context = {
        "bestuur": member.bestuur,
        "by": by,
        "user": user,
        "role": member.get_role_display(),
        "password_url": settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=key),
        "forgotten_url": settings.SITE_URL + reverse("account_reset_password"),
    }
    get_adapter().send_mail("programmes/email/welkom", user.email, context)
