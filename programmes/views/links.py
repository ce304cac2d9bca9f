"""The personal links of a programme, for the coordinator: make, copy, renew, revoke."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from programmes.access import StaffRequest, programme_for
from programmes.forms.publish import LinkFilterForm
from programmes.links import NONE, OWNERS, link_owners, make_links, owner_name, renew, revoke
from programmes.models import PersonalLink
from programmes.versions import last_version
from programmes.views.pages import programme_page


@require_safe
def link_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    everybody = link_owners(shown, on=timezone.localdate())
    form = LinkFilterForm(request.GET)
    return programme_page(
        request,
        "link_list",
        shown,
        may_edit=True,
        filter=form,
        owners=form.applied_to(everybody),
        total=len(everybody),
        without=sum(owner.state == NONE for owner in everybody),
        version=last_version(shown),
    )


@require_POST
def link_make(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    made = make_links(programme_for(request.user, bestuur, programme, edit=True), now=timezone.now())
    if made:
        messages.success(request, "Er is één link gemaakt." if made == 1 else f"Er zijn {made} links gemaakt.")
    else:
        messages.info(request, "Iedereen had al een link.")
    return redirect("link-list", bestuur, programme)


@require_http_methods(["GET", "POST"])
def link_renew(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    link = get_object_or_404(PersonalLink.objects.select_related(*OWNERS), programme=shown, pk=pk)
    if request.method == "POST":
        renew(link, now=timezone.now())
        messages.success(request, f"{owner_name(link)} heeft een nieuwe link. De vorige werkt niet meer.")
        return redirect("link-list", bestuur, programme)
    return programme_page(request, "link_renew", shown, link=link, owner=owner_name(link), may_edit=True)


@require_http_methods(["GET", "POST"])
def link_revoke(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    link = get_object_or_404(PersonalLink.objects.select_related(*OWNERS), programme=shown, pk=pk)
    if request.method == "POST":
        revoke(link, now=timezone.now())
        messages.success(request, f"De link van {owner_name(link)} werkt niet meer.")
        return redirect("link-list", bestuur, programme)
    return programme_page(request, "link_revoke", shown, link=link, owner=owner_name(link), may_edit=True)
