"""The speed date of a visit: tables, guests, who sits where, the clock."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from programmes.access import StaffRequest, programme_for
from programmes.forms.werkvormen.speeddate import ChangeForm, SpeeddateForm
from programmes.forms.widgets import whole_number
from programmes.links import token_of
from programmes.models import Bezoek, PersonalLink, Speeddate, Werkvorm
from programmes.races import TooLateError, all_or_too_late
from programmes.times import minutes_of
from programmes.views.pages import programme_page
from programmes.views.personal import behind_link
from programmes.views.werkvormen.received import received
from programmes.werkvormen.speeddate import arranging, keeping, quality
from programmes.werkvormen.speeddate.desk import Desk, desk_of, table_of
from programmes.werkvormen.speeddate.lines import rounds_in
from programmes.werkvormen.speeddate.remarks import disagreements, unmarked
from programmes.words import listed

CHANGED = "Intussen is deze speeddate gewijzigd. Kijk na wat er nu staat en doe het opnieuw."
MOST_NAMED = 8  # of whose card is another
View = Callable[..., HttpResponse]


def of_visit(view: View, *methods: str) -> Callable[..., HttpResponseBase]:
    """For coordinators; what cannot be done without a speed date leads to its settings."""

    @require_http_methods(list(methods or ("GET", "HEAD")))
    @wraps(view)
    def opened(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
        found = programme_for(request.user, bestuur, programme, edit=True)
        visits = Bezoek.objects.select_related("zorgdienst", "programme__bestuur")
        bezoek = get_object_or_404(visits, programme=found, pk=pk)
        return view(request, bezoek)

    return opened


def show(request: HttpRequest, template: str, bezoek: Bezoek, **context: Any) -> HttpResponse:
    start = minutes_of(bezoek.starts_at)
    visit = {"bezoek": bezoek, "day": bezoek.day, "start": start, "length": bezoek.minutes}
    visit["until"] = (start + bezoek.minutes) % 1440
    return programme_page(request, f"werkvormen/{template}", bezoek.programme, may_edit=True, **visit, **context)


def to(bezoek: Bezoek, name: str = "speeddate") -> HttpResponse:
    return redirect(name, bezoek.programme.bestuur.slug, bezoek.programme.slug, bezoek.pk)


def page(request: StaffRequest, bezoek: Bezoek) -> HttpResponse:
    desk = desk_of(bezoek)
    if desk is None:
        return show(request, "speeddate_empty", bezoek, other_format=bezoek.werkvorm != Werkvorm.SPEEDDATE)
    context: dict[str, Any] = {"desk": desk, "other_format": bezoek.werkvorm != Werkvorm.SPEEDDATE}
    now = timezone.now()
    context |= {
        "warnings": list(disagreements(desk)),
        "unmarked": list(unmarked(desk, now=now)),
        "begun": desk.begun(now),
    }
    if desk.is_seated:
        context |= {"lines": desk.lines(), "at_tables": desk.at_tables()}
        context["words"] = list(quality.words(desk.quality()))
        context["changed"] = cards_query(desk, request)
    return show(request, "speeddate", bezoek, **context)


def settings(request: StaffRequest, bezoek: Bezoek) -> HttpResponse:
    desk = desk_of(bezoek)
    date = desk.date if desk else Speeddate(bezoek=bezoek)
    parts = desk.parts if desk else rounds_in(table_of(bezoek))
    typed = request.POST if request.method == "POST" else None
    form = SpeeddateForm(typed, instance=date, desk=desk, follows=bool(parts), now=timezone.now())
    if form.is_valid():
        try:
            with all_or_too_late():
                keeping.keep_settings(date, form.cleaned_data["tafels"], form.cleaned_data.get("others", ()))
            return to(bezoek)
        except TooLateError as error:
            form.add_error(None, str(error))
    return show(request, "speeddate_settings", bezoek, form=form, desk=desk, parts=parts)


def make(request: StaffRequest, bezoek: Bezoek) -> HttpResponse:
    """The first time at once; afterwards the change page says what changes for whom."""
    desk = desk_of(bezoek)
    if desk is None or desk.is_seated:
        return to(bezoek)
    try:
        with all_or_too_late():
            arranging.make(bezoek)
    except TooLateError:
        messages.error(request, CHANGED)
    return to(bezoek)


def change(request: StaffRequest, bezoek: Bezoek) -> HttpResponse:
    """First the form, then what it would change, and only then it is kept."""
    desk = desk_of(bezoek)
    if desk is None or not desk.is_seated:
        return to(bezoek)
    if "agreed" in request.POST:
        return _keep(request, bezoek)
    form = ChangeForm(request.POST if request.method == "POST" else None, desk=desk, now=timezone.now())
    if form.is_valid():
        marked, desk.date.held = desk.held, form.unchanged
        proposal = arranging.propose(desk, leave=form.leaving, join=form.joining)
        return show(request, "speeddate_proposal", bezoek, marked=marked, **_proposed(proposal))
    return show(request, "speeddate_change", bezoek, form=form, desk=desk)


def _proposed(proposal: arranging.Proposal) -> dict[str, Any]:
    after = proposal.desk
    lines = {line.gast.pk: line for line in after.lines()}
    return {
        "proposal": proposal,
        "desk": after,
        "moves": proposal.moves,
        "joining": [lines[gast.pk] for gast in proposal.joining if gast.pk in lines],
        "words": list(quality.words(after.quality())) if after.present else [],
        "signed": proposal.signed(now=timezone.now()),
    }


def _keep(request: StaffRequest, bezoek: Bezoek) -> HttpResponse:
    try:
        with all_or_too_late():
            cards = arranging.keep(bezoek, request.POST["agreed"], now=timezone.now())
    except (arranging.ChangedError, TooLateError):
        messages.error(request, CHANGED)
        return to(bezoek)
    messages.success(request, f"De nieuwe indeling is bewaard. {to_print(cards)}")
    there = to(bezoek)
    if cards.changed and len(cards.changed) < cards.count:
        there["Location"] += f"?{urlencode({'gast': list(cards.changed)}, doseq=True)}"
    return there


def cards_query(desk: Desk, request: HttpRequest) -> dict[str, Any]:
    """The cards that were asked for in the address, `?gast=3&gast=8`: how many there are, and the address of those."""
    asked = {whole_number(key) for key in request.GET.getlist("gast")}
    keys = [line.gast.pk for line in desk.seated_lines() if line.gast.pk in asked]
    return {"count": len(keys), "query": urlencode({"gast": keys}, doseq=True)} if keys else {}


def to_print(cards: arranging.Cards) -> str:
    """Which cards whoever printed them already has to print again."""
    changed = len(cards.changed)
    if changed == 0:
        return "Geen enkel kaartje verandert."
    if changed == cards.count:
        return "Druk alle kaartjes opnieuw af."
    if changed > MOST_NAMED:
        return (
            f"Druk alleen de {changed} kaartjes af die anders of nieuw zijn; de andere {cards.count - changed} blijven."
        )
    names = list(cards.changed.values())
    if changed == 1:
        return f"Druk alleen het kaartje van {names[0]} af: de andere blijven zoals ze zijn."
    return f"Druk alleen deze {changed} kaartjes af: {listed(names, most=MOST_NAMED)}."


def held(request: StaffRequest, bezoek: Bezoek) -> HttpResponse:
    """What is no number changes nothing."""
    rounds = request.POST.get("rounds", "")
    if rounds == "0" or whole_number(rounds):
        arranging.mark_held(bezoek, whole_number(rounds))
    return to(bezoek)


def clock(request: StaffRequest, bezoek: Bezoek) -> HttpResponse:
    desk = desk_of(bezoek)
    if desk is None or not desk.runs:
        return to(bezoek)
    args = (bezoek.programme.bestuur.slug, bezoek.programme.slug, bezoek.pk)
    return show(request, "speeddate_clock", bezoek, back=reverse("speeddate", args=args), data=clock_data(desk))


@behind_link("contactpersoon")
def gastheer_clock(request: HttpRequest, link: PersonalLink, pk: int) -> HttpResponse:
    """The same for whoever receives; until the tables are ready, it says so."""
    _, visit, bezoek = received(link, pk)
    if visit.werkvorm != Werkvorm.SPEEDDATE:
        raise Http404
    desk, token = desk_of(bezoek), token_of(link)
    context = {"bezoek": bezoek, "visit": visit, "token": token, "programme": link.programme}
    if desk is None or not desk.runs:
        return render(request, "programmes/werkvormen/gastheer_speeddate.html", context)
    context |= {"back": reverse("gastheer", args=[token]), "data": clock_data(desk)}
    return render(request, "programmes/werkvormen/speeddate_clock.html", context)


def clock_data(desk: Desk) -> dict[str, Any]:
    """What static/js/speeddate-clock.js runs by."""
    return {
        "key": f"speeddate-{desk.date.pk}",
        "rounds": desk.date.rounds,
        "phases": [
            {"kind": phase.kind, "number": phase.number, "seconds": phase.minutes * 60} for phase in desk.phases
        ],
        "tables": [
            {
                "name": tafel.name,
                "who": tafel.who,
                "guests": [[gast.name for gast in group] for group in by_round],
            }
            for tafel, by_round in desk.at_tables()
        ],
    }
