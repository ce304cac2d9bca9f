"""What one person was mailed, in all programmes of their authority, and whether it arrives."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from invitations.mail.berichten import LOOKS
from invitations.mail.outbox import recipient_of
from invitations.mail.undelivered import of_person, undelivered
from invitations.models import Bericht
from programmes.access import StaffRequest, bestuur_for
from programmes.models import Mandataris

LAST = 50


@require_safe
def mandataris_berichten(request: StaffRequest, bestuur: str, pk: int) -> HttpResponse:
    """The pages of this person take their warning from here, by name, and so need not know this app."""
    authority = bestuur_for(request.user, bestuur, edit=True)
    person = get_object_or_404(Mandataris, bestuur=authority, pk=pk)
    messages = Bericht.objects.filter(bestuur=authority, mandataris=person)
    context = {
        "bestuur": authority,
        "may_edit": True,
        "mandataris": person,
        "address": recipient_of(person).email,
        "undelivered": of_person(undelivered(messages), person),
        "sent": [(one, LOOKS.get(Bericht.State(one.state), "")) for one in messages.select_related("programme")[:LAST]],
        "last": LAST,
    }
    return render(request, "invitations/mandataris_berichten.html", context)
