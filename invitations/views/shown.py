"""How the staff pages about answers are shown."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from programmes.models import Programme


def shown(request: HttpRequest, template: str, programme: Programme, **context: Any) -> HttpResponse:
    """Only coordinators come here."""
    context |= {"bestuur": programme.bestuur, "programme": programme, "may_edit": True}
    return render(request, f"invitations/{template}.html", context)
