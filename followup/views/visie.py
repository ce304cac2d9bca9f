"""The agreements of a vision workshop, taken over in the aftercare."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from followup.agreements.workshops import take_over
from programmes.access import StaffRequest, programme_for
from programmes.models import Visieworkshop


@require_POST
def visie_overnemen(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    workshops = Visieworkshop.objects.select_related("bezoek__programme__bestuur", "bezoek__zorgdienst")
    workshop = get_object_or_404(workshops, bezoek__programme=found, bezoek=pk)
    taken = take_over(workshop, by=str(request.user), now=timezone.now())
    if taken.made:
        said = "1 afspraak is overgenomen" if taken.made == 1 else f"{taken.made} afspraken zijn overgenomen"
        messages.success(request, f"{said}: je vindt ze bij Nazorg, Afspraken.")
    elif not taken.problems and not taken.different:
        messages.info(request, "Alle afspraken stonden al in de nazorg.")
    for kept in taken.different:
        where = reverse("afspraak-view", args=[bestuur, programme, kept.pk])
        text = "‘<a href='{}'>{}</a>’ staat al in de nazorg, met een andere tekst, dag of wie dan hier."
        messages.warning(request, format_html(text, where, kept.title))
    for problem in taken.problems:
        messages.warning(request, problem)
    return redirect("visie-afspraken", bestuur, programme, pk)
