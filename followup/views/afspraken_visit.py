"""From an agreement to a visit with the same people, and how far that visit is on its way."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from followup.agreements.acts import AgreementError
from followup.agreements.following import When, plan_visit, standing_of
from followup.forms.afspraken import FollowUpForm
from followup.models import Afspraak
from followup.views.afspraken import one_of
from followup.views.pages import followup_page
from programmes.access import StaffRequest, programme_for


@require_http_methods(["GET", "POST"])
def afspraak_visit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    one = one_of(found, pk)
    form = FollowUpForm(request.POST if request.method == "POST" else None, afspraak=one)
    if form.is_valid() and _is_planned(request, one, form):
        return redirect("afspraak-visit", bestuur, programme, pk)
    people = list(one.mandatarissen.all())
    return followup_page(
        request, "afspraak_visit", found, form=form, afspraak=one, people=people, standing=standing_of(one)
    )


def _is_planned(request: StaffRequest, one: Afspraak, form: FollowUpForm) -> bool:
    said = form.cleaned_data
    when = When(said["day"], said["start"].hour * 60 + said["start"].minute, said["minutes"])
    try:
        programme, _ = plan_visit(one, when=when, service=said["zorgdienst"], by=request.user, now=timezone.now())
    except AgreementError as error:
        form.add_error(error.field or None, str(error))
        return False
    messages.success(request, f"Het opvolgbezoek staat op het bord van {programme.title}. Publiceer het nu.")
    return True
