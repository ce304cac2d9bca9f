"""The stories of a host's own services, behind the link: who tells what, and the consent for it."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from invitations.forms.verhaal import VerhaalForm
from invitations.hosting.hosts import own_services
from invitations.models import Verhaal
from invitations.stories.consent import state_of, withdraw
from invitations.views.verhalen import consent_form, keep_consent, keep_story, locked_when_sent, sheet
from programmes.links import owner_name, token_of
from programmes.models import PersonalLink
from programmes.versions import published_week
from programmes.views.personal import behind_link
from programmes.week import Visit

SAID = {
    "bewaard": "Bedankt, het is bewaard.",
    "ingetrokken": "De toestemming is ingetrokken. Het verhaal wordt nergens meer getoond.",
    "verwijderd": "Het verhaal is verwijderd.",
}


@behind_link("contactpersoon")
def gastheer_verhaal_list(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    today = timezone.localdate()
    rows = _own(link)
    visits = {visit.id: visit for visit in _published(link)}
    stories = [
        (story, state_of(story.toestemming, today) if story.toestemming else "", visits.get(story.bezoek_id or 0))
        for story in rows
    ]
    services = [(one, [row for row in stories if row[0].zorgdienst_id == one.pk]) for one in own_services(link)]
    said = next((sentence for name, sentence in SAID.items() if name in request.GET), "")
    return _page(request, link, "gastheer_verhaal_list", services=services, said=said)


@behind_link("contactpersoon", posts=True)
def gastheer_verhaal_new(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    """`pk` is the service."""
    service = get_object_or_404(own_services(link), pk=pk)
    return _edit(request, link, Verhaal(zorgdienst=service))


@behind_link("contactpersoon", posts=True)
@transaction.atomic
def gastheer_verhaal(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    return _edit(request, link, get_object_or_404(locked_when_sent(request, _own(link)), pk=pk))


def _edit(request: HttpRequest, link: PersonalLink, story: Verhaal) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = VerhaalForm(
        data, instance=story, programme=link.programme, zorgdienst=story.zorgdienst, published=_published(link)
    )
    if form.is_valid():
        keep_story(form, by=owner_name(link), now=timezone.now())
        if form.instance.toestemming_id:
            return _back(link, "bewaard")
        consent = reverse("gastheer-verhaal-consent", args=[token_of(link), form.instance.pk])
        return HttpResponseRedirect(f"{consent}?bewaard=1")
    return _page(request, link, "gastheer_verhaal", form=form, story=story)


@behind_link("contactpersoon", posts=True)
def gastheer_verhaal_delete(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    story = get_object_or_404(_own(link), pk=pk)
    if request.method == "POST":
        story.delete()
        return _back(link, "verwijderd")
    return _page(request, link, "gastheer_verhaal_delete", story=story)


@behind_link("contactpersoon", posts=True)
def gastheer_verhaal_consent(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    story = get_object_or_404(_own(link), pk=pk)
    form = consent_form(request.POST, request.FILES, story) if request.method == "POST" else consent_form(story=story)
    if form.is_valid():
        keep_consent(form, story, now=timezone.now())
        return _back(link, "bewaard")
    return _page(request, link, "gastheer_toestemming", form=form, story=story)


@behind_link("contactpersoon", posts=True)
def gastheer_verhaal_withdraw(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    """Who told a story takes the consent back: the host notes it at once."""
    story = get_object_or_404(_own(link), pk=pk)
    if story.toestemming is None:
        raise Http404
    if request.method == "POST":
        withdraw(story.toestemming, by=owner_name(link), now=timezone.now())
        return _back(link, "ingetrokken")
    return _page(request, link, "gastheer_toestemming_withdraw", story=story)


@behind_link("contactpersoon")
def gastheer_toestemming_sheet(request: HttpRequest, link: PersonalLink) -> HttpResponse:  # noqa: ARG001 (every such view has it)
    return sheet(link.programme)


def _back(link: PersonalLink, what: str) -> HttpResponse:
    """To the list, which says what was done."""
    return HttpResponseRedirect(f"{reverse('gastheer-verhaal-list', args=[token_of(link)])}?{what}=1")


def _published(link: PersonalLink) -> tuple[Visit, ...]:
    """What a host may know of: not where the coordinator thinks of putting a visit."""
    week = published_week(link.programme)
    return week.visits if week else ()


def _own(link: PersonalLink) -> Any:
    stories = Verhaal.objects.filter(programme=link.programme, zorgdienst__in=own_services(link))
    return stories.select_related("programme__bestuur", "zorgdienst", "toestemming", "bezoek")


def _page(request: HttpRequest, link: PersonalLink, template: str, **context: Any) -> HttpResponse:
    context |= {"programme": link.programme, "token": token_of(link), "saved": "bewaard" in request.GET}
    return render(request, f"invitations/{template}.html", context)
