"""A proposal taken over, and what is said of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from programmes.access import StaffRequest, programme_for
from programmes.drafts import DraftError, StaleError
from programmes.models import Voorstel
from programmes.times import NonexistentTimeError
from programmes.views.voorstel import ready_page
from programmes.voorstellen.plans import OutdatedError
from programmes.voorstellen.showing import LEVELS, SERVICES
from programmes.voorstellen.taking import ANYWAY, BRING, CHANGES, Taken, take
from programmes.words import counted

MOST_NAMED = 3
NOTHING_TICKED = "Er is niets overgenomen: vink eerst aan wat je op het bord wil."
NOTHING_LEFT = "Er is niets overgenomen: alles wat nog past, staat al op het bord."
GONE = "Er is niets overgenomen: iemand gooide dit voorstel intussen weg."


@require_POST
def voorstel_accept(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """`all`, or the parts that were ticked with whatever they need."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    made = get_object_or_404(Voorstel.objects.light(), programme=found, pk=pk)
    made.programme = found
    if made.state != Voorstel.State.KLAAR:
        messages.warning(request, "Er is nog niets overgenomen: dit voorstel is niet klaar.")
        return redirect(made)
    try:
        taken = _taken(request, made)
    except OutdatedError as error:
        messages.warning(request, str(error))
        return redirect(made)
    except Voorstel.DoesNotExist:
        messages.warning(request, GONE)
        return redirect("voorstel-list", bestuur, programme)
    if taken and taken.short:
        brings = any(one.brings for one in taken.short)
        return ready_page(request, found, made, short=taken.short, brings=brings, bring=BRING, anyway=ANYWAY)
    if taken and taken.is_all:
        return redirect("board", bestuur, programme)
    level = request.POST.get("level", "")
    return redirect(f"{made.get_absolute_url()}?toon={level if level in LEVELS else SERVICES}")


def _taken(request: StaffRequest, made: Voorstel) -> Taken | None:
    """Told, as is what the board refuses: then None."""
    ticked = None if "all" in request.POST else request.POST.getlist("part")
    try:
        when_short = request.POST.get("weinig", "")
        taken = take(made, ticked=ticked, when_short=when_short, by=request.user, now=timezone.now())
    except StaleError:
        messages.error(
            request, "Niets overgenomen: iemand anders wijzigde intussen het bord. Bekijk het voorstel opnieuw."
        )
        return None
    except (DraftError, NonexistentTimeError) as error:
        messages.error(request, f"Niets overgenomen. {error}")
        return None
    except ValidationError as error:
        messages.error(request, " ".join(["Niets overgenomen.", *error.messages]))
        return None
    if taken.number:
        messages.success(request, _said(taken))
    elif not taken.short:
        messages.warning(request, NOTHING_LEFT if ticked is None else NOTHING_TICKED)
    return taken


def _said(taken: Taken) -> str:
    """How much, and what came along because the rest cannot be without it."""
    without = f", maar dan zonder {', '.join(taken.lost)}" if taken.lost else ""
    undo = f"Met ‘Ongedaan maken’ op het bord draai je dat in één keer terug{without}."
    text = f"Overgenomen: {counted(taken.number, *CHANGES)}. {undo}"
    if not taken.extra:
        return text
    named = "; ".join(change.text for change in taken.extra[:MOST_NAMED])
    more = len(taken.extra) - MOST_NAMED
    return (
        f"{text} Meegenomen omdat het ene niet zonder het andere kan: {named}{f', en nog {more}' if more > 0 else ''}."
    )
