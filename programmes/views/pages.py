"""How staff pages are answered: always with the authority, and whether this person may change things."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from programmes.access import can_edit
from programmes.models import Bestuur, Programme


def bestuur_page(request: HttpRequest, template: str, bestuur: Bestuur, **context: Any) -> HttpResponse:
    if "may_edit" not in context:
        context["may_edit"] = can_edit(request.user, bestuur)
    return render(request, f"programmes/{template}.html", {"bestuur": bestuur, **context})


def programme_page(request: HttpRequest, template: str, programme: Programme, **context: Any) -> HttpResponse:
    return bestuur_page(request, template, programme.bestuur, programme=programme, **context)
