"""Composing an invitation, once per audience."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from invitations.forms.uitnodiging import UitnodigingForm
from invitations.inviting.audiences import audiences
from invitations.inviting.composing import keep
from invitations.inviting.invited import invited_people
from invitations.inviting.placeholders import PLACEHOLDERS
from invitations.inviting.starting_texts import starting_text
from invitations.models import Uitnodiging
from invitations.views.pages import invitations_page
from invitations.views.uitnodiging_pages import invitation_for_edit
from programmes.access import StaffRequest, programme_for
from programmes.models import Programme, Segment
from programmes.versions import last_version


@require_safe
def uitnodiging_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    groups = audiences(shown)
    invited = invited_people(shown)
    made = [group for group in groups if group.uitnodiging]
    return invitations_page(
        request,
        "uitnodiging_list",
        shown,
        made=[(group, sum(gast.mandataris_id not in invited for gast in group.guests)) for group in made],
        others=[group for group in groups if not group.uitnodiging and group.guests],
        total=sum(len(group.guests) for group in groups),
        version=last_version(shown),
    )


@require_http_methods(["GET", "POST"])
def uitnodiging_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    if request.method == "POST":
        return _edited(request, shown, UitnodigingForm(request.POST, programme=shown))
    asked = request.GET.get("groep", "")
    segment = asked if asked in Segment.values else ""
    subject, body = starting_text(segment, is_published=last_version(shown) is not None)
    initial = {"segment": segment, "subject": subject, "body": body}
    return _edited(request, shown, UitnodigingForm(initial=initial, programme=shown))


@require_http_methods(["GET", "POST"])
def uitnodiging_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    uitnodiging = invitation_for_edit(request, bestuur, programme, pk)
    shown = uitnodiging.programme
    data = request.POST if request.method == "POST" else None
    return _edited(request, shown, UitnodigingForm(data, instance=uitnodiging, programme=shown))


def _edited(request: StaffRequest, programme: Programme, form: UitnodigingForm) -> HttpResponse:
    if form.is_valid():
        uitnodiging = keep(form.save(commit=False), now=timezone.now())
        messages.success(request, "De uitnodiging is bewaard. Er is niets verstuurd.")
        return redirect("uitnodiging-preview", programme.bestuur.slug, programme.slug, uitnodiging.pk)
    return invitations_page(
        request,
        "uitnodiging_form",
        programme,
        form=form,
        uitnodiging=form.instance if form.instance.pk else None,
        placeholders=PLACEHOLDERS.values(),
    )


@require_http_methods(["GET", "POST"])
def uitnodiging_delete(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """What was sent stays in the outbox; only what was composed goes."""
    uitnodiging = invitation_for_edit(request, bestuur, programme, pk)
    if request.method == "POST":
        Uitnodiging.objects.filter(pk=uitnodiging.pk).delete()
        messages.success(request, "De uitnodiging is verwijderd.")
        return redirect("uitnodiging-list", bestuur, programme)
    return invitations_page(request, "uitnodiging_delete", uitnodiging.programme, uitnodiging=uitnodiging)
