"""How the staff pages of this step are answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from programmes.models import Programme


def press_page(request: HttpRequest, template: str, programme: Programme, **context: Any) -> HttpResponse:
    context = {"bestuur": programme.bestuur, "programme": programme, "may_edit": True} | context
    return render(request, f"press/{template}.html", context)
