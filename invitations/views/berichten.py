"""The outbox of a programme: for coordinators only, as its messages hold the personal links of others."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from invitations.forms.berichten import TROUBLE, BerichtFilterForm, BerichtForm
from invitations.mail.acts import ACTS, acts_for, address_now, edit
from invitations.mail.berichten import LOOKS, calendar_words, counts, in_short, meaning, person_key, story
from invitations.models import OPEN, Bericht, BerichtQuerySet
from invitations.views.pages import invitations_page
from programmes.access import StaffRequest, programme_for
from programmes.models import Programme

PER_PAGE = 100
NAMES_SHOWN = 12
READ_ONLY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
READ_ONLY_POLICY += "frame-ancestors 'self'; sandbox"


@require_safe
def bericht_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    form = BerichtFilterForm(request.GET, programme=shown)
    everything = Bericht.objects.filter(programme=shown)
    by_state = counts(form.without_state(everything))
    page = Paginator(form.applied_to(everything), PER_PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    for message in page:
        message.look, message.short = LOOKS.get(Bericht.State(message.state), ""), in_short(message, now=now)  # type: ignore[attr-defined]
        message.person = person_key(message.mandataris_id, message.contactpersoon_id, message.to_email)  # type: ignore[attr-defined]
    return invitations_page(
        request,
        "bericht_list",
        shown,
        filter=form,
        page=page,
        total=len(page.object_list) if not form.chosen else everything.count(),
        chips=chips(form, by_state),
        trouble=sum(by_state.get(state, 0) for state in TROUBLE),
        acts=possible_acts(form, by_state),
        rest=urlencode(form.chosen),
    )


def chips(form: BerichtFilterForm, by_state: dict[str, int]) -> list[dict[str, Any]]:
    """A link per state that occurs, with its number; the one that is on takes the filter off again."""
    current = form.chosen.get("toestand", "")
    others = {name: value for name, value in form.chosen.items() if name != "toestand"}
    return [
        {
            "label": state.label,
            "number": by_state[state],
            "look": LOOKS.get(state, ""),
            "is_on": state == current,
            "query": urlencode(others if state == current else others | {"toestand": state}),
        }
        for state in Bericht.State
        if by_state.get(state)
    ]


def possible_acts(form: BerichtFilterForm, by_state: dict[str, int]) -> list[dict[str, Any]]:
    """What can be done with what is listed, and with how many."""
    chosen = form.chosen.get("toestand", "")
    listed = set(TROUBLE) if chosen == "aandacht" else {chosen} if chosen else set(by_state)
    found = []
    for name, act in ACTS.items():
        number = sum(by_state.get(state, 0) for state in act.states if state in listed)
        if act.many and number and (chosen or not act.is_rare):
            found.append({"name": name, "act": act, "number": number})
    return found


@require_safe
def bericht(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    message = message_of(shown, pk)
    return invitations_page(
        request,
        "bericht",
        shown,
        message=message,
        look=LOOKS.get(Bericht.State(message.state), ""),
        meaning=meaning(message, now=timezone.now()),
        story=story(message),
        parts=calendar_words(message),
        acts=acts_for(message),
        can_edit_text=message.state in OPEN,
        address_now=address_now(message),
        person=person_key(message.mandataris_id, message.contactpersoon_id, message.to_email),
    )


def message_of(programme: Programme, pk: int) -> Bericht:
    messages = Bericht.objects.select_related("bestuur", "mandataris", "contactpersoon")
    return get_object_or_404(messages, programme=programme, pk=pk)


@require_safe
@xframe_options_sameorigin
def bericht_html(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """As the recipient's mail program shows it: nothing in it may run, load or lead anywhere from here."""
    message = message_of(programme_for(request.user, bestuur, programme, edit=True), pk)
    response = HttpResponse(message.html)
    response.headers["Content-Security-Policy"] = READ_ONLY_POLICY
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@require_http_methods(["GET", "POST"])
def bericht_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    message = message_of(shown, pk)
    form = BerichtForm(request.POST if request.method == "POST" else None, instance=message)
    if form.is_valid():
        subject, text = form.cleaned_data["subject"], form.cleaned_data["text"]
        if edit(message, subject=subject, text=text, by=request.user, now=timezone.now()):
            messages.success(request, "Het bericht is aangepast.")
            return redirect("bericht", bestuur, programme, pk)
        form.add_error(None, "Dit bericht is al vertrokken of geannuleerd: je aanpassing is niet bewaard.")
    return invitations_page(request, "bericht_form", shown, form=form, message=message)


@require_http_methods(["GET", "POST"])
def bericht_act(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """GET asks, naming the number; POST does it, when the number is still that."""
    shown = programme_for(request.user, bestuur, programme, edit=True)
    data = request.POST if request.method == "POST" else request.GET
    name = data.get("doe", "")
    keys = [int(key) for key in data.getlist("pk") if key.isascii() and key.isdecimal() and len(key) < 18]
    act = ACTS.get(name)
    if act is None or not (act.many or len(keys) == 1):
        messages.error(request, "Kies wat er met de berichten moet gebeuren.")
        return redirect("bericht-list", bestuur, programme)
    form = BerichtFilterForm(data, programme=shown)
    chosen = form.applied_to(Bericht.objects.filter(programme=shown))
    if keys:
        chosen = Bericht.objects.filter(programme=shown, pk__in=keys)
    fits = act.fitting(chosen)
    number = fits.count()
    if request.method == "POST" and number and data.get("aantal") == str(number):
        done = act.run(fits, by=request.user, now=timezone.now())
        messages.success(request, f"{berichten(done)} {act.done}.")
        return redirect(back(bestuur, programme, keys=keys, form=form))
    return invitations_page(
        request,
        "bericht_act",
        shown,
        act=act,
        name=name,
        number=number,
        what=berichten(number),
        others=chosen.count() - number,
        keys=keys,
        form=form,
        changed=request.method == "POST",
        names=some_names(fits),
        more=max(number - NAMES_SHOWN, 0),
        back=back(bestuur, programme, keys=keys, form=form),
    )


def some_names(chosen: BerichtQuerySet) -> list[Bericht]:
    return list(chosen.order_by("to_name", "pk")[:NAMES_SHOWN])


def back(bestuur: str, programme: str, *, keys: list[int], form: BerichtFilterForm) -> str:
    if len(keys) == 1 and not form.chosen:
        return reverse("bericht", args=[bestuur, programme, keys[0]])
    return f"{reverse('bericht-list', args=[bestuur, programme])}?{urlencode(form.chosen)}"


def berichten(number: int) -> str:
    return f"{number} {'bericht' if number == 1 else 'berichten'}"
