"""The coordinator's overview of the services' preparation, and the mail that asks them for it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from invitations.forms.voorbereiding import AskForm, VoorbereidingFilterForm
from invitations.hosting.asking import AskError, ask, asking
from invitations.hosting.preparation import preparations
from invitations.views.pages import invitations_page
from programmes.access import StaffRequest, programme_for


@require_safe
def voorbereiding(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    everything = preparations(shown)
    form = VoorbereidingFilterForm(request.GET)
    return invitations_page(
        request,
        "voorbereiding",
        shown,
        filter=form,
        rows=form.applied_to(everything),
        total=len(everything),
        confirmed=sum(row.standing.is_confirmed for row in everything),
    )


@require_http_methods(["GET", "POST"])
def voorbereiding_ask(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """GET shows exactly who gets what, POST does that or says why not."""
    shown = programme_for(request.user, bestuur, programme, edit=True)
    form = AskForm(request.POST if request.method == "POST" else request.GET)
    also, problem = form.also, ""
    if request.method == "POST":
        try:
            count = ask(shown, seen=form.cleaned_data.get("seen", ""), now=timezone.now(), **also)
        except AskError as error:
            problem = str(error)
        else:
            people = "één contactpersoon" if count == 1 else f"{count} contactpersonen"
            messages.success(request, f"De mail aan {people} staat klaar en vertrekt over enkele minuten.")
            return redirect("voorbereiding", bestuur, programme)
    return invitations_page(
        request, "voorbereiding_ask", shown, asking=asking(shown, now=timezone.now(), **also), problem=problem
    )
