"""What has to be ready: sizes, diets and badges, for the coordinator and for each host behind their link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from invitations.forms.herinnering import BadgeForm
from invitations.hosting.badges import Badge, badges_pdf, hosts, visitors
from invitations.hosting.rollups import Rollup, coming_week, rollup
from invitations.views.pages import invitations_page
from programmes.access import StaffRequest, programme_for
from programmes.documents import document
from programmes.links import token_of
from programmes.models import PersonalLink, Programme
from programmes.versions import last_version
from programmes.views.pages import pdf_answer
from programmes.views.personal import behind_link
from programmes.week import Week


@require_safe
def praktisch(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """Holds what people told about their health: for the coordinator only."""
    shown = programme_for(request.user, bestuur, programme, edit=True)
    return invitations_page(request, "praktisch", shown, rollup=rollup(shown, today=timezone.localdate()))


@behind_link("contactpersoon")
def gastheer_praktisch(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    found = rollup(link.programme, today=timezone.localdate(), host=link.contactpersoon_id)
    context = {"programme": link.programme, "rollup": found, "token": token_of(link), "today": timezone.localdate()}
    return render(request, "invitations/gastheer_praktisch.html", context)


@require_safe
def praktisch_pdf(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    return _rollup_pdf(shown, rollup(shown, today=timezone.localdate()))


@behind_link("contactpersoon")
def gastheer_praktisch_pdf(request: HttpRequest, link: PersonalLink) -> HttpResponse:  # noqa: ARG001 (every such view has it)
    host = link.contactpersoon
    found = rollup(link.programme, today=timezone.localdate(), host=link.contactpersoon_id)
    return _rollup_pdf(link.programme, found, host=str(host))


def _rollup_pdf(programme: Programme, found: Rollup | None, *, host: str = "") -> HttpResponse:
    version = last_version(programme)
    if version is None or found is None or not found.days:
        raise Http404
    context = {"schedule": found, "version": version, "host": host}
    return _answer(document("praktisch", context), f"{programme.title} praktisch")


@require_safe
def badge_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    week = coming_week(shown)
    form = BadgeForm(request.GET, week=week) if week else None
    badges = _chosen(week, form) if week and form else []
    return invitations_page(request, "badge_list", shown, filter=form, badges=badges, query=request.GET.urlencode())


@require_safe
def badges_as_pdf(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    week = coming_week(shown)
    badges = _chosen(week, BadgeForm(request.GET, week=week)) if week else []
    return _pdf(shown, week, badges)


@behind_link("contactpersoon")
def gastheer_badges(request: HttpRequest, link: PersonalLink) -> HttpResponse:  # noqa: ARG001 (every such view has it)
    week = coming_week(link.programme)
    return _pdf(link.programme, week, visitors(week, host=link.contactpersoon_id) if week else [])


def _chosen(week: Week, form: BadgeForm) -> list[Badge]:
    day, service, who = form.chosen
    guests = visitors(week, day=day, service=service) if who != "gastheren" else []
    return guests + (hosts(week, day=day, service=service) if who else [])


def _pdf(programme: Programme, week: Week | None, badges: list[Badge]) -> HttpResponse:
    version = last_version(programme)
    if week is None or version is None or not badges:
        raise Http404
    return _answer(badges_pdf(week, badges, version=version), f"{programme.title} naamkaartjes")


def _answer(pdf: bytes, name: str) -> HttpResponse:
    return pdf_answer(pdf, name)
