"""The conflicts of the draft: all of them, or those of one visit; accepted with a note, or no longer."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from programmes.acceptances import accept, withdraw
from programmes.access import StaffRequest, programme_for
from programmes.conflicts import Conflict, find_conflicts
from programmes.forms.board import AcceptForm
from programmes.forms.widgets import whole_number
from programmes.loading import load_week
from programmes.proposals.together import ABOUT, Bundle, Bundles, about, bundles_of, name_of
from programmes.views.board_answer import answer, form_page, refuse
from programmes.views.board_parts import links
from programmes.views.pages import programme_page
from programmes.week import Week


@require_safe
def conflict_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """All of them, or those of one visit, one person, one service or one day."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    week = load_week(found)
    conflicts = find_conflicts(week)
    bundles = bundles_of(week, conflicts)
    shown = _narrowed(request, week, conflicts, bundles)
    groups = [
        ("houdt-tegen", "Houdt het publiceren tegen", [c for c in shown.conflicts if c.blocks]),
        ("let-op", "Om na te kijken", [c for c in shown.conflicts if not c.blocks and not c.accepted]),
        ("aanvaard", "Aanvaard", [c for c in shown.conflicts if c.accepted]),
    ]
    context = {"groups": groups, "shown": shown, "some": [] if shown.title else bundles.some}
    return programme_page(request, "conflict_list", found, **links(found) | context)


@dataclass(frozen=True, slots=True)
class _Narrowed:
    """`title` says of what ('' of all); `bundle` is what one proposal solves of it."""

    conflicts: list[Conflict]
    title: str = ""
    bundle: Bundle | None = None


def _narrowed(request: StaffRequest, week: Week, conflicts: list[Conflict], bundles: Bundles) -> _Narrowed:
    visit = week.by_id.get(whole_number(request.GET.get("bezoek", "")))
    if visit:
        return _Narrowed([c for c in conflicts if visit.id in c.visits], f"bij {week.name_of(visit)}")
    for what in ABOUT:
        key = request.GET.get(what, "")
        name = name_of(week, what, key)
        if name:
            own = [conflict for conflict in conflicts if (what, key) in about(week, conflict)]
            return _Narrowed(own, name, bundles.of(what, key))
    return _Narrowed(conflicts, bundle=bundles.everything)


@require_http_methods(["GET", "POST"])
def conflict_accept(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """Accepts with a note, changes the note, or takes it back (`withdraw`)."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    week = load_week(found)
    key = request.POST.get("key") or request.GET.get("key", "")
    conflict = next((c for c in find_conflicts(week) if c.key == key), None)
    if conflict is None and request.method == "POST":
        return refuse(request, found, "Dit conflict bestaat niet meer: er is intussen iets gewijzigd.")
    if conflict is None:
        raise Http404
    if not conflict.can_accept:
        return refuse(request, found, f"{conflict.title}: dit kan niemand aanvaarden. Los het op.")
    form = AcceptForm(request.POST if request.method == "POST" else None, initial={"note": conflict.accepted})
    if "withdraw" in request.POST:
        text = withdraw(found, conflict, by=request.user, now=timezone.now())
    elif form.is_valid():
        text = accept(found, conflict, note=form.cleaned_data["note"], by=request.user, now=timezone.now())
    else:
        return form_page(request, found, "conflict_accept", target="aanvaard-formulier", form=form, conflict=conflict)
    changed = set(conflict.visits)
    return answer(request, found, before=week, after=load_week(found), changed=changed, text=text, can_undo=False)
