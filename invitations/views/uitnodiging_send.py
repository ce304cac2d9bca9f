"""Stepping through an invitation for each real recipient, a test to oneself, and sending it."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from invitations.forms.uitnodiging import SendForm
from invitations.inviting.audiences import NAMES
from invitations.inviting.invitation_mails import invitation_mail
from invitations.inviting.invitees import Invitee, invitees
from invitations.inviting.letters import one_letter
from invitations.inviting.sending import SendError, dispatch, send, send_test
from invitations.models import Uitnodiging
from invitations.views.pages import invitations_page
from invitations.views.uitnodiging_pages import chosen_index, invitation_for_edit
from programmes.access import StaffRequest
from programmes.views.pages import pdf_answer

FRAMED = {"default-src": [NONE], "style-src": [UNSAFE_INLINE], "frame-ancestors": [SELF]}


@require_safe
def uitnodiging_preview(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    uitnodiging = invitation_for_edit(request, bestuur, programme, pk)
    everybody = invitees(uitnodiging)
    index = chosen_index(everybody, request.GET.get("persoon"))
    shown = everybody[index] if everybody else None
    return invitations_page(
        request,
        "uitnodiging_preview",
        uitnodiging.programme,
        uitnodiging=uitnodiging,
        audience=NAMES[uitnodiging.segment],
        everybody=everybody,
        shown=shown,
        mail=invitation_mail(shown) if shown else None,
        number=index + 1,
        previous=everybody[index - 1] if index else None,
        following=everybody[index + 1] if index + 1 < len(everybody) else None,
        incomplete=[invitee for invitee in everybody if invitee.empty],
        without_email=[invitee for invitee in everybody if not invitee.email],
    )


@require_safe
@xframe_options_sameorigin
@csp(FRAMED)  # type: ignore[arg-type] # its types know no view with arguments
def uitnodiging_mail(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """The mail as it will look, for a frame that may do nothing: no script, no picture, no form."""
    return HttpResponse(invitation_mail(_asked(request, bestuur, programme, pk)).html)


@require_safe
def uitnodiging_letter(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    return pdf_answer(one_letter(_asked(request, bestuur, programme, pk)), "brief")


def _asked(request: StaffRequest, bestuur: str, programme: str, pk: int) -> Invitee:
    """Whoever is asked for, or the first one."""
    everybody = invitees(invitation_for_edit(request, bestuur, programme, pk))
    if not everybody:
        raise Http404
    return everybody[chosen_index(everybody, request.GET.get("persoon"))]


@require_POST
def uitnodiging_test(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    uitnodiging = invitation_for_edit(request, bestuur, programme, pk)
    everybody = invitees(uitnodiging)
    if not everybody:
        messages.error(request, "Er zit nog niemand in deze groep. Zet eerst mensen op de gastenlijst.")
        return redirect("uitnodiging-preview", bestuur, programme, pk)
    shown = everybody[chosen_index(everybody, request.POST.get("persoon"))]
    send_test(shown, to=request.user, now=timezone.now())
    messages.success(
        request, f"De proef is onderweg naar {request.user.email}, zoals {shown.person.name} de uitnodiging krijgt."
    )
    url = reverse("uitnodiging-preview", args=[bestuur, programme, pk])
    return redirect(f"{url}?persoon={shown.gast.pk}")


@require_http_methods(["GET", "POST"])
def uitnodiging_send(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """GET shows exactly what will happen, POST does that or says why not."""
    uitnodiging = invitation_for_edit(request, bestuur, programme, pk)
    form = SendForm(request.POST if request.method == "POST" else request.GET)
    also = {"to_everybody": form.is_valid() and form.cleaned_data["iedereen"]}
    also["to_failed"] = form.is_valid() and form.cleaned_data["mislukt"]
    problem = _sent(request, uitnodiging, form, also) if request.method == "POST" else None
    if problem == "":
        return redirect("uitnodiging-list", bestuur, programme)
    return invitations_page(
        request,
        "uitnodiging_send",
        uitnodiging.programme,
        uitnodiging=uitnodiging,
        audience=NAMES[uitnodiging.segment],
        dispatch=dispatch(uitnodiging, **also),
        problem=problem,
    )


def _sent(request: StaffRequest, uitnodiging: Uitnodiging, form: SendForm, also: dict[str, bool]) -> str:
    """Why it was not sent; '' when it was."""
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    try:
        count = send(uitnodiging, seen=seen, now=timezone.now(), **also)
    except SendError as error:
        return str(error)
    people = "één persoon" if count == 1 else f"{count} mensen"
    messages.success(request, f"De uitnodiging aan {people} staat klaar en vertrekt meteen.")
    return ""
