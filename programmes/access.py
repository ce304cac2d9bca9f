"""Who may come in, and how: accounts (programmes.signin) for staff, links (programmes.links) for others."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django_htmx.middleware import HtmxDetails

from programmes.models import Bestuur, Lidmaatschap, Programme, User


class StaffRequest(HttpRequest):
    """A request that LoginRequiredMiddleware let through."""

    user: User
    htmx: HtmxDetails


def bestuur_for(user: User | AnonymousUser, slug: str, *, edit: bool = False) -> Bestuur:
    besturen = Bestuur.objects.all()
    return get_object_or_404(besturen.editable_by(user) if edit else besturen.visible_to(user), slug=slug)


def programme_for(user: User | AnonymousUser, bestuur: str, slug: str, *, edit: bool = False) -> Programme:
    """The programme with its authority, or 404: for who may not see it, it does not exist."""
    programmes = Programme.objects.select_related("bestuur")
    programmes = programmes.editable_by(user) if edit else programmes.visible_to(user)
    return get_object_or_404(programmes, bestuur__slug=bestuur, slug=slug)


def programme_to_communicate(user: User | AnonymousUser, bestuur: str, slug: str) -> Programme:
    """For who may work on pictures, texts and the press of it."""
    programmes = Programme.objects.select_related("bestuur").communicated_by(user)
    return get_object_or_404(programmes, bestuur__slug=bestuur, slug=slug)


def can_edit(user: User | AnonymousUser, bestuur: Bestuur) -> bool:
    return Bestuur.objects.editable_by(user).filter(pk=bestuur.pk).exists()


def memberships_of(request: HttpRequest) -> list[Lidmaatschap]:
    """In which authorities the signed-in person works, and as what: one query per request."""
    if not request.user.is_authenticated:
        return []
    if not hasattr(request, "_memberships"):
        mine = Lidmaatschap.objects.visible_to(request.user).filter(user=request.user)
        request._memberships = list(mine.select_related("bestuur").order_by("bestuur__name"))  # type: ignore[attr-defined] # noqa: SLF001 (kept on the request, for this request)
    memberships: list[Lidmaatschap] = request._memberships  # type: ignore[attr-defined] # noqa: SLF001
    return memberships


def role_in(memberships: Iterable[Lidmaatschap], bestuur: Bestuur | None) -> str:
    """'coordinator', 'communicatie', 'lezer' or ''."""
    return next((m.role for m in memberships if m.bestuur_id == getattr(bestuur, "pk", None)), "")


__all__: list[Any] = [
    "StaffRequest",
    "bestuur_for",
    "can_edit",
    "memberships_of",
    "programme_for",
    "programme_to_communicate",
    "role_in",
]
