"""The sessions of a carousel, when one can sign up, and how the seats are given."""

from collections.abc import Collection, Sequence
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.utils import timezone

from programmes.access import StaffRequest
from programmes.forms.werkvormen.carrousel import CarrouselForm, SessieForm
from programmes.models import Sessie
from programmes.races import TooLateError, all_or_too_late
from programmes.versions import published_week
from programmes.views.werkvormen.carrousel_desk import CarrouselDesk, agreed, for_carrousel, told
from programmes.werkvormen.carrousel.again import allocate_again
from programmes.werkvormen.carrousel.day import Day, remarks
from programmes.werkvormen.carrousel.door import renew_link
from programmes.werkvormen.carrousel.keeping import OtherwiseError, hits_of, keep_seats, tell_everybody
from programmes.werkvormen.carrousel.problem import Allocation, Bundle

SECONDS = 4.0
SALT, KEPT_SECONDS = "carrousel", 24 * 3600


@for_carrousel()
def carrousel(request: StaffRequest, desk: CarrouselDesk) -> HttpResponse:
    day = desk.day
    rows = [
        {"row": row, "seats": day.told(bundle), "missing": len(day.rounds) - len(bundle)}
        for row, bundle in zip(day.people, day.bundles, strict=True)
    ]
    placed = [row for row in day.people if row.is_placed]
    context = {"rows": rows, "remarks": remarks(day), "withdrawn": day.withdrawn, "placed": placed}
    return desk.page(request, "carrousel", **context)


@for_carrousel("GET", "POST", locks=True)
def carrousel_settings(request: StaffRequest, desk: CarrouselDesk) -> HttpResponse:
    form = CarrouselForm(request.POST if request.method == "POST" else None, instance=desk.day.carrousel)
    if request.method == "POST" and form.is_stored():
        return desk.back()
    return desk.page(request, "carrousel_form", form=form, title="Inschrijven")


@for_carrousel("POST")
def carrousel_link(request: StaffRequest, desk: CarrouselDesk) -> HttpResponse:
    renew_link(desk.day.carrousel)
    messages.success(request, "Er is een nieuwe link om in te schrijven. De oude werkt niet meer.")
    return desk.back("inschrijven")


@for_carrousel("GET", "POST", locks=True)
def carrousel_sessie_add(request: StaffRequest, desk: CarrouselDesk) -> HttpResponse:
    number = max((sessie.number for sessie in desk.day.sessies), default=0) + 1
    return _sessie(request, desk, Sessie(carrousel=desk.day.carrousel, number=number), title="Nieuwe sessie")


@for_carrousel("GET", "POST", locks=True)
def carrousel_sessie(request: StaffRequest, desk: CarrouselDesk, sessie: int) -> HttpResponse:
    row = _sessie_of(desk, sessie)
    return _sessie(request, desk, row, title=str(row), remove_url=desk.url("sessie-remove", sessie=row.pk))


def _sessie(request: StaffRequest, desk: CarrouselDesk, row: Sessie, **context: Any) -> HttpResponse:
    """What takes or gives somebody a seat is told before it is kept."""
    form = SessieForm(request.POST if request.method == "POST" else None, row=row, lines=desk.day.table.lines)
    if request.method == "POST" and form.is_valid():
        try:
            with all_or_too_late():
                hits_of(desk.day, form.save, keep=True, now=timezone.now(), seen=agreed(request))
            return desk.back()
        except OtherwiseError as error:
            form.unsave()
            context |= told(request, error.hits)
        except TooLateError as error:
            form.add_error(None, str(error))
    return desk.page(request, "carrousel_form", form=form, **context)


def _sessie_of(desk: CarrouselDesk, key: int) -> Sessie:
    found = desk.day.carrousel.sessies.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


@for_carrousel("GET", "POST")
def carrousel_sessie_remove(request: StaffRequest, desk: CarrouselDesk, sessie: int) -> HttpResponse:
    row = _sessie_of(desk, sessie)
    keep, removal = request.method == "POST", Sessie.objects.filter(pk=row.pk).delete
    try:
        hits = hits_of(desk.day, removal, keep=keep, now=timezone.now(), seen=agreed(request))
    except OtherwiseError as error:
        hits, keep = error.hits, False
    if keep:
        messages.success(request, f"Sessie {row} is weg.")
        return desk.back()
    wished = sum(row.pk in one.wishes for one in desk.day.people)
    return desk.page(request, "carrousel_remove", sessie=row, wished=wished, **told(request, hits))


@for_carrousel("POST")
def carrousel_allocate(request: StaffRequest, desk: CarrouselDesk) -> HttpResponse:
    """Shows who would get what; what was shown comes back signed, and is kept when nothing changed meanwhile."""
    day = desk.day
    if not day.rounds or not day.people:
        messages.error(request, "Er is nog niets te verdelen: er zijn sessies met een ronde nodig, en inschrijvingen.")
        return desk.back()
    shown = request.POST.get("shown", "")
    stays = [number for number, row in enumerate(day.people) if row.is_placed] if "blijf" in request.POST else []
    seen = _seen(day, shown)
    if seen is not None and _is_kept(request, day, *seen):
        return desk.back("mensen")
    found = allocate_again(day.problem, day.bundles, stays=stays, seconds=SECONDS)
    placed = [day.people[number].pk for number in stays]
    signed = signing.dumps([day.state, found.bundles, placed], salt=SALT, compress=True)
    context = {"signed": signed, "was": shown, "stays": [day.people[number] for number in stays]}
    return desk.page(request, "carrousel_allocate", **context, **_shown(day, found))


def _seen(day: Day, shown: str) -> tuple[list[Bundle], list[int]] | None:
    """The seats that somebody looked at, and who stays; None when there were none, or when something changed since."""
    try:
        state, bundles, placed = signing.loads(shown, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return None
    return ([tuple((s, n) for s, n in bundle) for bundle in bundles], placed) if state == day.state else None


def _is_kept(request: StaffRequest, day: Day, bundles: Sequence[Bundle], placed: Collection[int]) -> bool:
    """False when somebody changed something in this very moment."""
    try:
        changed = keep_seats(day, bundles, now=timezone.now(), placed=placed)
    except TooLateError:
        return False
    messages.success(request, f"De plaatsen zijn verdeeld. {_told(changed, 'met het programma')}")
    return True


def _shown(day: Day, found: Allocation) -> dict[str, Any]:
    """How many got which wishes, and who lacks something."""
    problem, wishes = day.problem, [0, 0, 0]
    rows = []
    for row, person, old, bundle in zip(day.people, problem.people, day.bundles, found.bundles, strict=True):
        mine = {session for session, _ in bundle}
        granted = [session in mine for session in person.wishes]
        for place, is_granted in enumerate(granted[: len(wishes)]):
            wishes[place] += is_granted
        rows.append(
            {"row": row, "seats": day.told(bundle), "granted": sum(granted), "is_changed": set(old) != set(bundle)}
        )
    missing = sum(len(day.rounds) - len(bundle) for bundle in found.bundles)
    room = f"{max(found.gap, 0.001):.1%}".replace(".", ",").replace("%", " %")
    return {"allocation": found, "rows": rows, "wishes": wishes, "missing": missing, "room": room}


@for_carrousel("POST")
def carrousel_tell(request: StaffRequest, desk: CarrouselDesk) -> HttpResponse:
    """Other hours or rooms than everybody was told: a mail to whoever has a seat."""
    week = published_week(desk.programme)
    visit = week.by_id.get(desk.day.visit.id) if week else None
    if visit is None or (visit.day, visit.hours) != (desk.day.visit.day, desk.day.visit.hours):
        messages.error(request, "Publiceer dit bezoek eerst: de mail zegt wat gepubliceerd is.")
        return desk.back()
    count = tell_everybody(desk.day)
    messages.success(request, _told(count, "met het programma zoals het nu is"))
    return desk.back()


def _told(count: int, what: str) -> str:
    """How many get a mail."""
    if count == 0:
        return "Niemand krijgt een mail: er is geen e-mailadres bij van iemand voor wie iets verandert."
    return f"{'1 persoon krijgt' if count == 1 else f'{count} mensen krijgen'} een mail {what}."
