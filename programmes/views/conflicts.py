"""The conflicts of the draft: all of them, or those of one visit; accepted with a note, or no longer."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from programmes.acceptances import accept, withdraw
from programmes.access import StaffRequest, programme_for
from programmes.conflicts import find_conflicts
from programmes.forms.board import AcceptForm
from programmes.forms.widgets import whole_number
from programmes.loading import load_week
from programmes.views.board_answer import answer, form_page, refuse
from programmes.views.board_parts import links
from programmes.views.pages import programme_page


@require_safe
def conflict_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    week = load_week(found)
    conflicts = find_conflicts(week)
    visit = week.by_id.get(whole_number(request.GET.get("bezoek", "")))
    if visit:
        conflicts = [conflict for conflict in conflicts if visit.id in conflict.visits]
    groups = [
        ("houdt-tegen", "Houdt het publiceren tegen", [c for c in conflicts if c.blocks]),
        ("let-op", "Om na te kijken", [c for c in conflicts if not c.blocks and not c.accepted]),
        ("aanvaard", "Aanvaard", [c for c in conflicts if c.accepted]),
    ]
    context = {"groups": groups, "total": len(conflicts), "visit": visit, "name": week.name_of(visit) if visit else ""}
    return programme_page(request, "conflict_list", found, **links(found) | context)


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
