"""Filling in a survey, behind a personal link or behind the one for staff. GET shows, POST acts."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from followup.forms.enquete import AntwoordForm
from followup.models import Enquete, Nazorglink
from followup.sharing import shared_url
from followup.surveys.answering import CHANGED, AlreadyError, AnswerError, answer, fingerprint, has_answered, sheet_of
from followup.surveys.asking import live_link
from followup.surveys.poster import poster
from followup.views.pages import by_shared_link
from invitations.inviting.letters import qr_code
from programmes.links import token_of
from programmes.models import PersonalLink, Programme
from programmes.views.personal import behind_link

ROLES = {"mandataris_id": Enquete.Role.MANDATARIS, "contactpersoon_id": Enquete.Role.GASTHEER}
THANKED = "bedankt"


@behind_link("mandataris", "contactpersoon", posts=True)
def nazorg_enquete(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    role = next(role for owner, role in ROLES.items() if getattr(link, owner))
    context: dict[str, Any] = {"token": token_of(link), "is_host": role == Enquete.Role.GASTHEER}
    if role == Enquete.Role.GASTHEER:
        context |= _for_colleagues(link.programme)
    return _survey(request, link.programme, role, link=link, **context)


@by_shared_link(Nazorglink.Kind.ENQUETE, "GET", "HEAD", "POST")
def enquete_invullen(request: HttpRequest, link: Nazorglink, *, token: str) -> HttpResponse:
    return _survey(request, link.programme, Enquete.Role.MEDEWERKER, shared=token)


@behind_link("contactpersoon")
def nazorg_enquete_affiche(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """For the wall of the canteen."""
    pdf = poster(link.programme) if _for_colleagues(link.programme) else None
    if pdf is None:
        context = {"token": token_of(link), "is_host": True, "is_poster": True}
        return _page(request, link.programme, None, **context)
    return pdf_response(pdf, link.programme)


def pdf_response(pdf: bytes, programme: Programme) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"{slugify(f'enquete {programme.title}')}.pdf"
    response.headers["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    return response


def _for_colleagues(programme: Programme) -> dict[str, Any]:
    """The link for staff, with its code, as long as their survey is open."""
    survey = _found(programme, Enquete.Role.MEDEWERKER)
    shared = live_link(programme) if survey and survey.is_open(timezone.localdate()) else None
    if survey is None or shared is None:
        return {}
    url = shared_url(shared)
    return {
        "staff_url": url,
        "staff_code": qr_code(url, "Code die de enquête voor medewerkers opent", scale=5),
        "staff_until": survey.closes_on,
    }


def _found(programme: Programme, role: str) -> Enquete | None:
    surveys = Enquete.objects.filter(programme=programme, role=role).prefetch_related("vragen")
    return surveys.select_related("programme__bestuur").first()


def _survey(
    request: HttpRequest, programme: Programme, role: str, *, link: PersonalLink | None = None, **context: Any
) -> HttpResponse:
    enquete, today = _found(programme, role), timezone.localdate()
    if enquete is None:
        return _page(request, programme, None, **context)
    sheet = sheet_of(enquete, link) if link and not enquete.is_anonymous else None
    context |= {"sheet": sheet, "is_thanked": THANKED in request.GET}
    if request.method == "POST":
        return _answer(request, enquete, link=link, **context)
    is_done = enquete.is_anonymous and (has_answered(enquete, link) if link else context["is_thanked"])
    form = AntwoordForm(enquete=enquete, given=sheet.answers if sheet else None, initial={"key": uuid4()})
    return _page(request, programme, enquete, form=form, is_done=is_done, is_open=enquete.is_open(today), **context)


def _answer(request: HttpRequest, enquete: Enquete, *, link: PersonalLink | None, **context: Any) -> HttpResponse:
    form, today = AntwoordForm(request.POST, enquete=enquete), timezone.localdate()
    if request.POST.get("seen") != fingerprint(enquete) and enquete.is_open(today):
        context["problem"] = CHANGED
        form = _on_the_questions_of_now(request, enquete)
    elif form.is_valid():
        said = form.cleaned_data
        try:
            answer(enquete, form.answers, key=_key(said["key"]), seen=said["seen"], link=link, today=today)
        except AnswerError as error:
            context |= {"problem": str(error), "is_final": isinstance(error, AlreadyError)}
        else:
            return HttpResponseRedirect(f"{request.path}?{THANKED}=1")
    return _page(request, enquete.programme, enquete, form=form, is_open=enquete.is_open(today), **context)


def _on_the_questions_of_now(request: HttpRequest, enquete: Enquete) -> AntwoordForm:
    """What was typed, so that who reads the questions anew can send it after all."""
    data = request.POST.copy()
    data["seen"] = fingerprint(enquete)
    return AntwoordForm(data, enquete=enquete)


def _key(text: str) -> UUID:
    """What the form brought along; something else counts as a form of its own."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _page(request: HttpRequest, programme: Programme, enquete: Enquete | None, **context: Any) -> HttpResponse:
    context |= {"programme": programme, "enquete": enquete, "today": timezone.localdate()}
    return render(request, "followup/enquete_page.html", context)
