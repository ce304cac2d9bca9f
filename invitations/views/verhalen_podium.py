"""The stories of a vrij podium, taken over into the stories of the programme."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from invitations.stories.from_stage import offers_of, take_over
from invitations.views.pages import invitations_page
from programmes.access import StaffRequest, programme_for
from programmes.forms.widgets import whole_number


@require_http_methods(["GET", "POST"])
def verhaal_podium(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    problem = ""
    if request.method == "POST":
        keys = {whole_number(key) for key in request.POST.getlist("verteller")}
        count = take_over(found, keys, by=str(request.user), now=timezone.now())
        if count:
            taken = "1 verhaal is" if count == 1 else f"{count} verhalen zijn"
            messages.success(request, f"{taken} overgenomen. Vraag nu wat ermee mag, en noteer de toestemming.")
            return redirect("verhaal-list", bestuur, programme)
        problem = "Kruis minstens één verhaal aan. Wat al overgenomen is, komt er geen tweede keer bij."
    return invitations_page(request, "verhaal_podium", found, offers=offers_of(found), problem=problem)
