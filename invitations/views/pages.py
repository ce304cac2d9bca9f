"""How the pages of this step are answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from programmes.models import Programme


def invitations_page(request: HttpRequest, template: str, programme: Programme, **context: Any) -> HttpResponse:
    """For whoever may change things: the others have no pages here."""
    context |= {"bestuur": programme.bestuur, "programme": programme, "may_edit": True}
    return render(request, f"invitations/{template}.html", context)
