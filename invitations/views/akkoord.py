"""The agreement of the authority in a programme: uploading, reading, and judging what it says of each service."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from invitations.akkoorden.blocks import plain
from invitations.akkoorden.deciding import open_proposals, seen_of
from invitations.akkoorden.keeping import keep, remove
from invitations.akkoorden.matching import current, propose
from invitations.akkoorden.searching import found_in
from invitations.akkoorden.showing import counted, lost_by_replacing
from invitations.forms.akkoord import AkkoordForm
from invitations.views.pages import invitations_page
from programmes.access import StaffRequest, programme_for

PER_PAGE = 40


@require_safe
def akkoord(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    agreement = current(shown.bestuur)
    if agreement is None:
        return invitations_page(request, "akkoord_new", shown, form=AkkoordForm(bestuur=shown.bestuur))
    services = counted(shown, agreement)
    return invitations_page(
        request,
        "akkoord",
        shown,
        akkoord=agreement,
        passages=agreement.passages.count(),
        services=services,
        seen=seen_of(open_proposals(agreement, shown).values_list("pk", flat=True)),
        open=sum(one.open for one in services),
        confirmed=sum(one.confirmed for one in services),
    )


@require_http_methods(["GET", "POST"])
def akkoord_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """The first one, or one in place of the present one."""
    shown = programme_for(request.user, bestuur, programme, edit=True)
    is_posted = request.method == "POST"
    form = AkkoordForm(request.POST if is_posted else None, request.FILES if is_posted else None, bestuur=shown.bestuur)
    if form.is_valid():
        new = keep(
            shown.bestuur,
            form.agreement,
            title=form.cleaned_data["title"],
            filename=plain(form.cleaned_data["file"].name)[:200],
            by=request.user,
            now=timezone.now(),
        )
        number = propose(shown, new)
        messages.success(request, f"Het akkoord is ingelezen. {_proposals(number)}")
        return redirect("akkoord", bestuur, programme)
    agreement = current(shown.bestuur)
    lost = lost_by_replacing(shown.bestuur) if agreement else None
    return invitations_page(request, "akkoord_new", shown, form=form, akkoord=agreement, lost=lost)


@require_POST
def akkoord_match(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """Again, after fiches were filled in."""
    shown = programme_for(request.user, bestuur, programme, edit=True)
    if agreement := current(shown.bestuur):
        messages.success(request, _proposals(propose(shown, agreement)))
    return redirect("akkoord", bestuur, programme)


@require_http_methods(["GET", "POST"])
def akkoord_delete(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    agreement = current(shown.bestuur)
    if agreement is None:
        return redirect("akkoord", bestuur, programme)
    if request.method == "POST":
        remove(shown.bestuur)
        messages.success(request, f"'{agreement}' is verwijderd.")
        return redirect("akkoord", bestuur, programme)
    lost = lost_by_replacing(shown.bestuur)
    return invitations_page(request, "akkoord_delete", shown, akkoord=agreement, lost=lost)


@require_safe
def akkoord_passages(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """All of them in order, or those that fit what somebody looks for."""
    shown = programme_for(request.user, bestuur, programme, edit=True)
    agreement = current(shown.bestuur)
    if agreement is None:
        return redirect("akkoord", bestuur, programme)
    asked = plain(request.GET.get("q", ""))[:200]
    page = Paginator(found_in(agreement, asked), PER_PAGE).get_page(request.GET.get("page"))
    rest = urlencode({"q": asked}) if asked else ""
    return invitations_page(request, "akkoord_passages", shown, akkoord=agreement, page=page, asked=asked, rest=rest)


def _proposals(number: int) -> str:
    if not number:
        return (
            "We vonden geen passages om voor te stellen. "
            "Kijk na of dit het juiste akkoord is, en of er uitdagingen en projecten in de fiches staan."
        )
    if number == 1:
        return "Er wacht 1 voorstel op jou."
    return f"Er wachten {number} voorstellen op jou."
