"""What a guest says behind their own link, or an assistant in their place: when and what, and whether they come."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from invitations.forms.antwoord import AntwoordForm
from invitations.forms.wensen import MijnWensenForm
from invitations.rsvp.answers import AnswerError, TooLateError, answer, answers_until, is_open, let_go, take_offer
from invitations.rsvp.asked import AANBOD, Asked, asked_of, proposal_of
from invitations.rsvp.overview import guest_rows, wishes_said
from programmes.forms.widgets import whole_number
from programmes.links import token_of
from programmes.models import Gast, PersonalLink
from programmes.views.personal import behind_link

TOO_LATE = "Intussen is de termijn voorbij: dit is niet bewaard. Bel of mail ons, dan passen we het voor je aan."


@behind_link("mandataris", posts=True)
def mijn_wensen(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    return _wishes(request, link, link.mandataris_id, back=reverse("mijn", args=[token_of(link)]))


@behind_link("mandataris", posts=True)
def mijn_antwoord(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    return _answer(request, link, link.mandataris_id, back=reverse("mijn", args=[token_of(link)]))


@behind_link("assistent")
def assistent(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """Everybody for whom this assistant answers, with how far they are."""
    now = timezone.now()
    rows = guest_rows(link.programme, only=link.assistent, now=now)
    until, is_closed = answers_until(link.programme), not is_open(link.programme, now)
    return _page(request, link, "assistent", rows=rows, token=token_of(link), until=until, is_closed=is_closed)


@behind_link("assistent", posts=True)
def assistent_wensen(request: HttpRequest, link: PersonalLink, person: int) -> HttpResponse:
    return _wishes(request, link, _charge(link, person), back=reverse("assistent", args=[token_of(link)]))


@behind_link("assistent", posts=True)
def assistent_antwoord(request: HttpRequest, link: PersonalLink, person: int) -> HttpResponse:
    return _answer(request, link, _charge(link, person), back=reverse("assistent", args=[token_of(link)]))


def _charge(link: PersonalLink, person: int) -> int | None:
    """The key of somebody for whom this assistant answers; for all others, nobody is there."""
    own = link.assistent.mandatarissen.filter(pk=person) if link.assistent else None
    return person if own is not None and own.exists() else None


def _guest(link: PersonalLink, person: int | None) -> Gast | None:
    guests = Gast.objects.select_related("programme__bestuur", "mandataris")
    return guests.filter(programme=link.programme_id, mandataris=person).first()


def _page(
    request: HttpRequest, link: PersonalLink, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    context |= {"programme": link.programme, "saved": "bewaard" in request.GET}
    return render(request, f"invitations/{template}.html", context, status=status)


def _wishes(request: HttpRequest, link: PersonalLink, person: int | None, *, back: str) -> HttpResponse:
    gast, now = _guest(link, person), timezone.now()
    if gast is None:
        return _page(request, link, "geen_gast", status=404)
    form = MijnWensenForm(request.POST if request.method == "POST" else None, instance=gast)
    context: dict[str, Any] = {"gast": gast, "back": back, "own": link.mandataris_id is not None, "form": form}
    if not is_open(link.programme, now):
        return _page(request, link, "mijn_wensen", **context, is_closed=True, **_closed(request, gast))
    if form.is_valid():
        form.instance.answered_at = now
        form.save()
        return HttpResponseRedirect(f"{request.path}?bewaard=1")
    return _page(request, link, "mijn_wensen", **context, until=answers_until(link.programme))


def _closed(request: HttpRequest, gast: Gast) -> dict[str, Any]:
    """What was said, and what was typed when the deadline passed meanwhile."""
    stored = Gast.objects.select_related("programme").get(pk=gast.pk)
    return {"said": wishes_said(stored), "too_late": TOO_LATE if request.method == "POST" else ""}


def _answer(request: HttpRequest, link: PersonalLink, person: int | None, *, back: str) -> HttpResponse:
    gast, now = _guest(link, person), timezone.now()
    if gast is None:
        return _page(request, link, "geen_gast", status=404)
    if request.method == "POST" and {"take", "drop"} & request.POST.keys():
        return _decide_offer(request, link, gast, back=back)
    asked = asked_of(link.programme, gast.mandataris_id, now=now)
    form = _form(gast, asked, request.POST if request.method == "POST" else None)
    problem = ""
    if asked and form.is_valid():
        try:
            answer(
                link.programme,
                person=gast.mandataris,
                replies=form.replies,
                reason=form.cleaned_data["reason"],
                substitute=form.substitute,
                now=now,
            )
        except TooLateError:
            problem = TOO_LATE
        except AnswerError as error:
            problem = str(error)
        else:
            return HttpResponseRedirect(f"{request.path}?bewaard=1")
    return _answer_page(request, link, gast, back=back, form=form, problem=problem)


def _form(gast: Gast, asked: list[Asked], data: Any = None) -> AntwoordForm:
    proposal = proposal_of(gast.programme, gast.mandataris_id)
    return AntwoordForm(data, asked=asked, guests=others(gast), proposal=proposal)


def _decide_offer(request: HttpRequest, link: PersonalLink, gast: Gast, *, back: str) -> HttpResponse:
    now, problem = timezone.now(), ""
    decide = take_offer if "take" in request.POST else let_go
    visit = whole_number(request.POST.get("take") or request.POST.get("drop") or "")
    try:
        decide(link.programme, person=gast.mandataris, visit=visit, now=now)
    except AnswerError as error:
        problem = str(error)
    else:
        return HttpResponseRedirect(f"{request.path}?bewaard=1")
    asked = asked_of(link.programme, gast.mandataris_id, now=now)
    form = _form(gast, asked)
    return _answer_page(request, link, gast, back=back, form=form, problem=problem)


def _answer_page(
    request: HttpRequest, link: PersonalLink, gast: Gast, *, back: str, form: AntwoordForm, problem: str
) -> HttpResponse:
    is_closed = not is_open(link.programme, timezone.now())
    if is_closed and request.method == "POST" and not problem:
        problem = TOO_LATE
    return _page(
        request,
        link,
        "mijn_antwoord",
        gast=gast,
        back=back,
        own=link.mandataris_id is not None,
        form=form,
        asked=form.asked,
        offers=[one for one in form.asked if one.state == AANBOD],
        problem=problem,
        is_closed=is_closed,
        until=answers_until(link.programme),
    )


def others(gast: Gast) -> Any:
    """Who on the guest list could come in somebody's place."""
    return gast.programme.guests.exclude(pk=gast.mandataris_id)
