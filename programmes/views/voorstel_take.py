"""A proposal taken over, whole or in part: one change of the draft, that the usual undo puts back."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from programmes.access import StaffRequest, programme_for
from programmes.drafts import DraftError, StaleError, last_change, store
from programmes.loading import load_week
from programmes.models import Programme, Voorstel
from programmes.proposals.changes import applied
from programmes.proposals.parts import Change
from programmes.removals import goes_along
from programmes.times import NonexistentTimeError
from programmes.voorstellen.plans import OutdatedError
from programmes.voorstellen.showing import LEVELS, SERVICES, Shown, shown_of

MOST_NAMED = 3
NOTHING_TICKED = "vink eerst aan wat je op het bord wil."
NOTHING_LEFT = "alles wat nog past, staat al op het bord."


@require_POST
def voorstel_accept(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """`all`, or the parts that were ticked with whatever they need."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    made = get_object_or_404(Voorstel.objects.select_related("programme__bestuur"), programme=found, pk=pk)
    if made.state != Voorstel.State.KLAAR:
        messages.warning(request, "Er is nog niets overgenomen: dit voorstel is niet klaar.")
        return redirect(made)
    try:
        shown = shown_of(made, load_week(found))
    except OutdatedError as error:
        messages.warning(request, str(error))
        return redirect(made)
    chosen = shown.changes.fitting if "all" in request.POST else shown.keys(request.POST.getlist("part"))
    level = request.POST.get("level", "")
    here = f"{made.get_absolute_url()}?toon={level if level in LEVELS else SERVICES}"
    done, extra = shown.changes.completed(chosen)
    if not done:
        nothing = NOTHING_LEFT if "all" in request.POST else NOTHING_TICKED
        messages.warning(request, f"Er is niets overgenomen: {nothing}")
        return redirect(here)
    lost = lost_by(shown, done)
    if not _is_stored(request, found, made, shown, done):
        return redirect(here)
    messages.success(request, _said(len(done), extra, lost))
    is_all = done >= shown.changes.fitting
    return redirect("board", bestuur, programme) if is_all else redirect(here)


def _is_stored(request: StaffRequest, found: Programme, made: Voorstel, shown: Shown, keys: set[str]) -> bool:
    """Written as one change; a refusal is told."""
    put, remove = applied(shown.week, shown.changes, keys)
    label = f"Voorstel overgenomen: {made.title} ({_many(len(keys))})"
    try:
        store(found, shown.week, label=label, by=request.user, now=timezone.now(), put=put, remove=remove)
    except StaleError:
        messages.error(
            request, "Niets overgenomen: iemand anders wijzigde intussen het bord. Bekijk het voorstel opnieuw."
        )
        return False
    except (DraftError, NonexistentTimeError) as error:
        messages.error(request, f"Niets overgenomen. {error}")
        return False
    except ValidationError as error:
        messages.error(request, " ".join(["Niets overgenomen.", *error.messages]))
        return False
    Voorstel.objects.filter(pk=made.pk).update(taken_as=last_change(found, by=request.user))
    return True


def lost_by(shown: Shown, keys: set[str]) -> tuple[str, ...]:
    """What hangs on the visits that these changes take off the board, and does not come back with undo."""
    _, remove = applied(shown.week, shown.changes, keys)
    return goes_along([visit.id for visit in remove]).lost


def _many(number: int) -> str:
    return "1 wijziging" if number == 1 else f"{number} wijzigingen"


def _said(number: int, extra: Sequence[Change], lost: Sequence[str]) -> str:
    """How much, and what came along because the rest cannot be without it."""
    without = f", maar dan zonder {', '.join(lost)}" if lost else ""
    text = f"Overgenomen: {_many(number)}. Met ‘Ongedaan maken’ op het bord draai je dat in één keer terug{without}."
    if not extra:
        return text
    named = "; ".join(change.text for change in extra[:MOST_NAMED])
    more = len(extra) - MOST_NAMED
    return (
        f"{text} Meegenomen omdat het ene niet zonder het andere kan: {named}{f', en nog {more}' if more > 0 else ''}."
    )
