"""Plan voor mij: asked for, followed while a worker plans, stopped, removed."""

import hashlib
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from programmes.access import StaffRequest, programme_for
from programmes.drafts import last_change
from programmes.forms.voorstel import VoorstelForm, usual
from programmes.loading import load_week
from programmes.models import Programme, Voorstel
from programmes.planner.whatif import variants
from programmes.proposals.bridge import Bridge
from programmes.proposals.problems import bridge_of
from programmes.proposals.settings import EVERYTHING, scope_text
from programmes.proposals.together import wanted_of
from programmes.views.board_parts import links
from programmes.views.pages import programme_page
from programmes.voorstellen import work
from programmes.voorstellen.asking import Asked
from programmes.voorstellen.curve import draw
from programmes.voorstellen.plans import OutdatedError
from programmes.voorstellen.showing import BOARD, LEVELS, SERVICES, Shown, shown_of
from programmes.voorstellen.taking import lost_by
from programmes.voorstellen.ticking import ticks_of
from programmes.voorstellen.words import how_good, points, searched
from programmes.week import Week

RECENT = 3


@require_http_methods(["GET", "POST"])
def voorstel_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """The form, for what `wat` says. What stands and contradicts itself is told first: `anyway` says that it was read.
    `quick` asks at once with what is usual: the list of conflicts, where it is pressed, tells it already.
    """
    found = programme_for(request.user, bestuur, programme, edit=True)
    week = load_week(found)
    wanted = request.POST.get("scope") or request.GET.get("wat") or EVERYTHING
    data = usual(wanted) if "quick" in request.POST else request.POST
    form = VoorstelForm(
        data if request.method == "POST" else None,
        week=week,
        wanted=wanted_of(week, wanted),
        initial={"scope": wanted},
    )
    asked = form.asked() if form.is_valid() else Asked(form.scope_of(wanted))
    bridge = bridge_of(found, week, scope=asked.scope, settings=asked.settings)
    clashes = bridge.contradictions()
    seen = _stamp(clashes)
    is_known = "quick" in request.POST or request.POST.get("anyway") == seen
    if form.is_valid() and (is_known or not clashes):
        return _ask(request, found, week, asked, bridge, form=form)
    return _form_page(request, found, form=form, clashes=clashes, seen=seen)


def _form_page(request: StaffRequest, found: Programme, **context: Any) -> HttpResponse:
    recent = Voorstel.objects.filter(programme=found).light()[:RECENT]
    return programme_page(request, "voorstel_new", found, recent=recent, **context, **links(found))


def _stamp(clashes: tuple[Any, ...]) -> str:
    return hashlib.sha256("\n".join(str(clash) for clash in clashes).encode()).hexdigest()[:20]


def _ask(
    request: StaffRequest, found: Programme, week: Week, asked: Asked, bridge: Bridge, *, form: VoorstelForm
) -> HttpResponse:
    words = scope_text(week, asked.scope)
    try:
        made = work.ask(
            found,
            title=words[0].upper() + words[1:],
            asked=asked.to_json(),
            problem=bridge.to_json(),
            by=request.user,
            now=timezone.now(),
        )
    except work.TooManyError as error:
        form.add_error(None, str(error))
        return _form_page(request, found, form=form)
    return redirect(made)


@require_safe
def voorstel_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    work.revive(found, now=timezone.now())
    rows = Voorstel.objects.filter(programme=found).light()
    return programme_page(request, "voorstel_list", found, rows=[_head(row) for row in rows], **links(found))


def _head(voorstel: Voorstel) -> dict[str, Any]:
    return {
        "row": voorstel,
        "points": points(voorstel.score),
        "room": how_good(voorstel),
        "took": searched(voorstel),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def voorstel(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """While it is made the page asks for its own progress; afterwards it is the difference to the draft.

    A POST changes nothing: it brings what is ticked along to another level (too long for an address).
    """
    found = programme_for(request.user, bestuur, programme, edit=True)
    work.revive(found, now=timezone.now())
    shown = get_object_or_404(Voorstel.objects.light(), programme=found, pk=pk)
    context: dict[str, Any] = {"voorstel": shown, **_head(shown)}
    context["curve"] = draw(shown.curve, seconds=shown.seconds_asked if shown.is_open else 0)
    if shown.is_open:
        context["busy_for"] = round((timezone.now() - shown.started_at).total_seconds()) if shown.started_at else 0
        if request.htmx:
            context |= {"bestuur": found.bestuur, "programme": found}
            return render(request, "programmes/_voorstel_progress.html", context)
    elif request.htmx:
        return HttpResponseClientRefresh()
    elif shown.state == Voorstel.State.KLAAR:
        context |= _result(request, found, shown)
    return programme_page(request, "voorstel", found, **context, **links(found))


def ready_page(request: StaffRequest, found: Programme, made: Voorstel, **context: Any) -> HttpResponse:
    """Of a proposal that is ready, with the ticks that were sent."""
    context |= {"voorstel": made, **_head(made), "curve": draw(made.curve, seconds=0)}
    return programme_page(request, "voorstel", found, **context, **_result(request, found, made), **links(found))


def _result(request: StaffRequest, found: Programme, made: Voorstel) -> dict[str, Any]:
    """All of a proposal that is ready, at the level that `toon` says."""
    try:
        shown = shown_of(made, load_week(found))
    except OutdatedError as error:
        return {"outdated": str(error)}
    level = request.POST.get("toon") or request.POST.get("level") or request.GET.get("toon", "")
    level = level if level in LEVELS else SERVICES
    last = last_change(found, by=request.user)
    chosen = _chosen(request, shown)
    is_settled = shown.asked.scope.is_repair and not shown.changes.items
    return ({"room": ""} if is_settled else {}) | {
        "shown": shown,
        "levels": LEVELS,
        "level": level,
        "board": shown.board() if level == BOARD else None,
        "ticks": ticks_of(shown.parts(level), chosen) if level != BOARD else [],
        "chosen": " ".join(sorted(chosen)),
        "is_few": chosen != shown.changes.fitting,
        "variants": variants(shown.bridge.problem, is_repair=shown.bridge.is_repair),
        "lost": lost_by(shown, shown.changes.fitting),
        "can_undo": last is not None and last.voorstel_id == made.pk,
    }


def _chosen(request: StaffRequest, shown: Shown) -> set[str]:
    """All that fits, unless somebody ticked a few; with what those cannot be without."""
    if request.method == "POST":
        return shown.changes.completed(shown.keys(request.POST.getlist("part")))[0]
    return set() if request.GET.get("aan") == "niets" else shown.changes.fitting


@require_POST
def voorstel_stop(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    shown = get_object_or_404(Voorstel.objects.light(), programme=found, pk=pk)
    work.stop(shown, now=timezone.now())
    return redirect("voorstel", bestuur, programme, pk)


@require_POST
def voorstel_remove(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    shown = get_object_or_404(Voorstel.objects.light(), programme=found, pk=pk)
    Voorstel.objects.filter(pk=shown.pk).throw_away()
    messages.success(request, f"Het voorstel ‘{shown.title}’ is weg. Aan het bord is niets veranderd.")
    return redirect("voorstel-list", bestuur, programme)
