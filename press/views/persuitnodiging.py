"""The press invitation: its words, as each journalist gets it, a test to oneself, and sending it."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from press.forms.pers import InvitationForm
from press.relations.inviting import Journalist, Round, SendError, load_round, send, send_test
from press.relations.moments import when
from press.views.pages import press_page
from press.views.persmomenten import moment_for
from programmes.access import StaffRequest

FRAMED = {"default-src": [NONE], "style-src": [UNSAFE_INLINE], "frame-ancestors": [SELF]}
UPDATE = "nieuws"


@require_safe
def persmoment_invite(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    one = moment_for(request, bestuur, programme, pk)
    shown = load_round(one)
    journalist = _asked(shown, request.GET.get("contact", ""))
    return press_page(
        request,
        "persmoment_invite",
        one.programme,
        moment=one,
        when=when(one),
        round=shown,
        shown=journalist,
        mail=shown.mail(journalist) if journalist else None,
    )


@require_http_methods(["GET", "POST"])
def persmoment_text(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    one = moment_for(request, bestuur, programme, pk)
    form = InvitationForm(request.POST if request.method == "POST" else None, instance=one)
    if form.is_stored():
        messages.success(request, "De tekst is bewaard. Er is niets verstuurd.")
        return redirect("persmoment-invite", bestuur, programme, pk)
    return press_page(request, "persmoment_text", one.programme, form=form, moment=one)


@require_safe
@xframe_options_sameorigin
@csp(FRAMED)  # type: ignore[arg-type] # its types know no view with arguments
def persmoment_mail(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """The mail as it will look, for a frame that may do nothing."""
    shown = load_round(moment_for(request, bestuur, programme, pk))
    journalist = _asked(shown, request.GET.get("contact", ""))
    if journalist is None:
        raise Http404
    return HttpResponse(shown.mail(journalist).html)


def _asked(shown: Round, key: str) -> Journalist | None:
    """Whom `?contact=` asks for, or the first one."""
    found = (one for one in shown.journalists if str(one.contact.pk) == key)
    return next(found, shown.journalists[0] if shown.journalists else None)


@require_POST
def persmoment_test(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    send_test(moment_for(request, bestuur, programme, pk), to=request.user, now=timezone.now())
    messages.success(request, f"De proef is onderweg naar {request.user.email}.")
    return redirect("persmoment-invite", bestuur, programme, pk)


@require_http_methods(["GET", "POST"])
def persmoment_send(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """GET names exactly who gets what; POST does that, or says why not. `soort=nieuws`: who must know of a change."""
    one = moment_for(request, bestuur, programme, pk)
    asked = request.POST if request.method == "POST" else request.GET
    update = asked.get("soort") == UPDATE
    problem = ""
    if request.method == "POST":
        try:
            count = send(one, seen=asked.get("seen", ""), update=update, now=timezone.now())
        except SendError as error:
            problem = str(error)
        else:
            what = "Het nieuws" if update else "De uitnodiging"
            messages.success(request, f"{what} aan {count} {_people(count)} staat klaar en vertrekt meteen.")
            return redirect("persmoment-invite", bestuur, programme, pk)
    shown = load_round(one)
    context = {"chosen": shown.chosen(update=update), "seen": shown.fingerprint(update=update), "update": update}
    return press_page(request, "persmoment_send", one.programme, moment=one, round=shown, problem=problem, **context)


def _people(count: int) -> str:
    return "journalist" if count == 1 else "journalisten"
