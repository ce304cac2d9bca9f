"""Judging what the agreement says of a service: one link at a time, or all that wait."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from invitations.akkoorden.deciding import decide, open_proposals, seen_of
from invitations.akkoorden.labels import Labels, labels_of
from invitations.akkoorden.matching import current, subjects_of
from invitations.akkoorden.showing import Row, grouped, links_of, rows_of
from invitations.forms.akkoord import AlleForm, RaakvlakForm
from invitations.models import Raakvlak
from invitations.views.pages import invitations_page
from programmes.access import StaffRequest, programme_for
from programmes.forms.widgets import whole_number
from programmes.models import Programme, Zorgdienst

GONE = "Dit voorstel bestaat niet meer: er is intussen opnieuw gezocht. Hieronder staat wat er nu is."


@require_safe
def akkoord_dienst(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    services = list(shown.diensten.order_by("name", "pk"))
    zorgdienst = next((one for one in services if one.pk == pk), None)
    if zorgdienst is None:
        raise Http404
    agreement = current(shown.bestuur)
    rows = _rows(shown, links_of(zorgdienst), labels_of(shown.bestuur))
    groups = grouped(rows, agreement)
    at = services.index(zorgdienst)
    return invitations_page(
        request,
        "akkoord_dienst",
        shown,
        akkoord=agreement,
        zorgdienst=zorgdienst,
        before=services[at - 1] if at else None,
        after=services[at + 1] if at + 1 < len(services) else None,
        seen=seen_of(row.link.pk for group in groups["groups"] for row in group.rows),
        **groups,
    )


@require_POST
def akkoord_raakvlak(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """htmx gets the card as it is now; without, one goes back to the page."""
    shown = programme_for(request.user, bestuur, programme, edit=True)
    link = (
        Raakvlak.objects.filter(pk=pk, zorgdienst__programmes=shown, passage__akkoord__bestuur=shown.bestuur)
        .select_related("passage__akkoord", "uitdaging", "project", "zorgdienst", "by")
        .first()
    )
    if link is None:
        return _gone(request, shown)
    labels = labels_of(shown.bestuur)
    (row,) = _rows(shown, [link], labels)
    form = RaakvlakForm(request.POST, row=row)
    problem = ""
    if form.is_valid():
        choice = (link, form.cleaned_data["domain"])
        decide([choice], act=form.cleaned_data["besluit"], by=request.user, now=timezone.now())
        (row,) = _rows(shown, [link], labels)
    else:
        problem = problems(form)
    if request.htmx:
        context = {"bestuur": shown.bestuur, "programme": shown, "row": row, "problem": problem, "is_swapped": True}
        return render(request, "invitations/_akkoord_row.html", context)
    if problem:
        messages.error(request, problem)
    return redirect(reverse("akkoord-dienst", args=[bestuur, programme, link.zorgdienst_id]) + f"#raakvlak-{link.pk}")


@require_POST
def akkoord_all(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """All open proposals of one service (`dienst`), or of the programme; each with the domain suggested for it."""
    shown = programme_for(request.user, bestuur, programme, edit=True)
    asked = request.POST.get("dienst", "")
    service = get_object_or_404(shown.diensten, pk=whole_number(asked)) if asked else None
    links = open_proposals(current(shown.bestuur), shown, service)
    open_links = list(links.select_related("passage__akkoord", "zorgdienst", "uitdaging", "project", "by"))
    form = AlleForm(request.POST)
    if not form.is_valid():
        messages.error(request, problems(form))
    elif form.cleaned_data["seen"] != seen_of(link.pk for link in open_links):
        messages.error(request, "Er is intussen iets veranderd. Kijk de voorstellen nog eens na en kies dan opnieuw.")
    else:
        rows = _rows(shown, open_links, labels_of(shown.bestuur))
        act = form.cleaned_data["besluit"]
        number = decide([(row.link, row.domain) for row in rows], act=act, by=request.user, now=timezone.now())
        messages.success(request, f"{number} {'bevestigd' if act == 'bevestig' else 'verworpen'}.")
    return _back(shown, service)


def _rows(programme: Programme, links: list[Raakvlak], labels: Labels) -> list[Row]:
    services = {link.zorgdienst_id for link in links}
    subjects = [subject for subject in subjects_of(programme) if subject.zorgdienst_id in services]
    return rows_of(links, subjects, labels)


def problems(form: Form) -> str:
    return " ".join(str(message) for errors in form.errors.values() for message in errors)


def _gone(request: StaffRequest, programme: Programme) -> HttpResponse:
    messages.error(request, GONE)
    response = _back(programme, None)
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": response.headers["Location"]})
    return response


def _back(programme: Programme, service: Zorgdienst | None) -> HttpResponse:
    where = (programme.bestuur.slug, programme.slug)
    return redirect("akkoord-dienst", *where, service.pk) if service else redirect("akkoord", *where)
