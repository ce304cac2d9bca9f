"""Who holds which competences in the college, and which combinations are useful to a service."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from invitations.forms.bevoegdheden import BevoegdhedenForm
from invitations.views.pages import invitations_page
from programmes.access import StaffRequest, programme_for
from programmes.loading import load_services
from programmes.models import Mandataris, Segment
from programmes.portfolios import change_portfolios, competent, matrix


@require_http_methods(["GET", "POST"])
def bevoegdheid_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    college = Mandataris.objects.filter(bestuur=shown.bestuur).in_segment(Segment.COLLEGE, timezone.localdate())
    people = list(college.prefetch_related("bevoegdheden"))
    form = BevoegdhedenForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        count = change_portfolios(form.changes)
        text = "Er is niets veranderd." if not count else "De bevoegdheden zijn bewaard."
        messages.success(request, text)
        return redirect("bevoegdheid-list", bestuur, programme)
    services = load_services(shown)
    rows = matrix(
        {person: form.ticked(person) for person in people},
        labels=form.labels,
        kinds={service.kind for service in services.values()},
    )
    context = {"people": people, "rows": rows, "competent": competent(services.values(), people)}
    return invitations_page(request, "bevoegdheid_list", shown, form=form, **context)
