"""Pages behind a personal link: no account, no cookie, and only what was published."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.text import slugify
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page, require_http_methods

from programmes import documents
from programmes.links import find_link, token_of
from programmes.models import Deelname, PersonalLink, Versie
from programmes.schedules import HostSchedule, Schedule, person_schedule
from programmes.versions import last_version, week_for, week_of
from programmes.werkvormen.beside import received
from programmes.werkvormen.carrousel.own import doors
from programmes.werkvormen.own import Told, told

View = Callable[..., HttpResponseBase]
Opened = Callable[..., HttpResponseBase]
HEADERS = {
    "Cache-Control": "private, no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
LAYOUT = 3  # raise it when the same version has to give other bytes: files are fetched by their ETag


def behind_link(*owners: str, posts: bool = False) -> Callable[[View], Opened]:
    """Opens a view for the live link of one of these (see links.OWNERS); otherwise says in plain words why not.

    A page that `posts` needs no CSRF token: no cookie comes with it, the secret in its address is all that counts.
    """

    def decorate(view: View) -> Opened:
        @login_not_required
        @require_http_methods(["GET", "HEAD", "POST"] if posts else ["GET", "HEAD"])
        @conditional_page
        @wraps(view)
        def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
            response: HttpResponseBase
            link = find_link(token)
            if link is None or all(getattr(link, f"{owner}_id") is None for owner in owners):
                response = render(request, "programmes/link_unknown.html", status=404)
            elif not link.is_live(timezone.localdate()):
                response = render(request, "programmes/link_closed.html", {"programme": link.programme}, status=410)
            else:
                response = view(request, link, **kwargs)
            for name, value in HEADERS.items():
                response.headers[name] = value
            return response

        return csrf_exempt(opened) if posts else opened

    return decorate


@behind_link("mandataris")
def mijn(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    feed = settings.SITE_URL + reverse("mijn-feed", args=[token_of(link)])
    webcal = "webcal:" + feed.split(":", 1)[1]
    said = Deelname.objects.filter(bezoek__programme=link.programme, mandataris=link.mandataris_id)
    answers = dict(said.values_list("bezoek_id", "answer"))
    return _page(request, link, "mijn", token=token_of(link), feed=feed, webcal=webcal, **_said(answers))


def _said(answers: dict[int, str]) -> dict[str, set[int]]:
    """The keys of visits by what this person answered."""
    found = {"coming": Deelname.Answer.JA, "declined": Deelname.Answer.NEE}
    return {name: {visit for visit, said in answers.items() if said == answer} for name, answer in found.items()}


@behind_link("mandataris")
def mijn_pdf(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    return _pdf_file(request, link)


@behind_link("contactpersoon")
def gastheer_pdf(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    return _pdf_file(request, link)


def _page(request: HttpRequest, link: PersonalLink, template: str, **context: Any) -> HttpResponse:
    version = last_version(link.programme)
    schedule = _schedule(link, version) if version else None
    if schedule is None:
        template = "nog_niet_bekend"
    context |= {"programme": link.programme, "version": version, "schedule": schedule, "today": timezone.localdate()}
    if isinstance(schedule, Schedule):
        visits = (entry.visit for entry in schedule.entries)
        context |= {
            "told": told(schedule),
            "doors": doors(visits, schedule.person.id, today=timezone.localdate()),
        }
    context["guest_token"] = token_of(link) if link.mandataris_id else ""
    return render(request, f"programmes/{template}.html", context)


def _pdf_file(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """Fetched by its ETag, not by the day of the version: what the formats tell changes without a new version."""
    version = last_version(link.programme)
    schedule = _schedule(link, version) if version else None
    if version is None or schedule is None:
        return _page(request, link, "mijn")
    formats = told(schedule) if isinstance(schedule, Schedule) else None
    etag = quote_etag(f"{version.pk}-{link.pk}-{LAYOUT}-{_fingerprint(formats, schedule)}")
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(_pdf(version, schedule, formats), content_type="application/pdf")
        name = f"{slugify(f'{schedule.info.title} {schedule.name}')}.pdf"
        response.headers["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    response.headers["ETag"] = etag
    return response


def _fingerprint(formats: Told | None, schedule: Schedule | HostSchedule) -> str:
    others = [entry.others for entry in schedule.entries]
    return sha256(repr((formats, others)).encode()).hexdigest()[:16]


def _schedule(link: PersonalLink, version: Versie) -> Schedule | HostSchedule | None:
    if link.mandataris_id:
        return person_schedule(week_for(version, link.mandataris_id), link.mandataris_id)
    return received(week_of(version), link.contactpersoon_id or 0)


def _pdf(version: Versie, schedule: Schedule | HostSchedule, formats: Told | None) -> bytes:
    template = "mijn" if isinstance(schedule, Schedule) else "gastheer"
    context = {"schedule": schedule, "version": version, "told": formats}
    return documents.document(template, context, pages=max(len(schedule.days), 1))
