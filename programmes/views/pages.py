"""How pages and papers are answered; a page of staff: with the authority, and whether this person may change things."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from programmes.access import can_edit
from programmes.models import Bestuur, Programme


def pdf_answer(content: bytes, title: str) -> HttpResponse:
    """To be looked at in the browser; the title names the file. No cache keeps it: it tells of people."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{slugify(title)}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def bestuur_page(request: HttpRequest, template: str, bestuur: Bestuur, **context: Any) -> HttpResponse:
    if "may_edit" not in context:
        context["may_edit"] = can_edit(request.user, bestuur)
    return render(request, f"programmes/{template}.html", {"bestuur": bestuur, **context})


def programme_page(request: HttpRequest, template: str, programme: Programme, **context: Any) -> HttpResponse:
    return bestuur_page(request, template, programme.bestuur, programme=programme, **context)
