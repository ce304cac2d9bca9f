"""Who may come in, and through which door: accounts for staff; see programmes.links for visitors and hosts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from programmes.models import Bestuur, Programme, User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Nobody signs up by themselves: a coordinator adds colleagues."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (allauth calls it so)
        return False


class StaffRequest(HttpRequest):
    """A request that LoginRequiredMiddleware let through."""

    user: User


def bestuur_for(user: User | AnonymousUser, slug: str, *, edit: bool = False) -> Bestuur:
    besturen = Bestuur.objects.all()
    return get_object_or_404(besturen.editable_by(user) if edit else besturen.visible_to(user), slug=slug)


def programme_for(user: User | AnonymousUser, bestuur: str, slug: str, *, edit: bool = False) -> Programme:
    """The programme with its authority, or 404: for who may not see it, it does not exist."""
    programmes = Programme.objects.select_related("bestuur")
    programmes = programmes.editable_by(user) if edit else programmes.visible_to(user)
    return get_object_or_404(programmes, bestuur__slug=bestuur, slug=slug)


def can_edit(user: User | AnonymousUser, bestuur: Bestuur) -> bool:
    return Bestuur.objects.editable_by(user).filter(pk=bestuur.pk).exists()


__all__: list[Any] = ["AccountAdapter", "StaffRequest", "bestuur_for", "can_edit", "programme_for"]
