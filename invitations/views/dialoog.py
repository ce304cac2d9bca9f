"""Mails to the residents of a dialogue: looked at first, then put in the outbox."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from invitations.dialogues import round_of
from invitations.mail.outbox import post
from invitations.views.pages import invitations_page
from programmes.access import StaffRequest
from programmes.races import all_or_too_late
from programmes.views.werkvormen.dialoog import address, traject_for
from programmes.views.werkvormen.dialoog_inwoner import private
from programmes.werkvormen.inwonersdialoog import trajects


@require_http_methods(["GET", "POST"])
def inwoners_mail(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    traject = traject_for(request, bestuur, programme, pk)
    found = traject.programme
    if request.method == "POST":
        with all_or_too_late():
            trajects.locked(traject)  # who withdraws meanwhile, waits, and then takes the message along
            items = round_of(traject, today=timezone.localdate()).items
            count = post(found.bestuur, items, programme=found, now=timezone.now())
        many = "1 mail staat" if count == 1 else f"{count} mails staan"
        text = f"{many} klaar bij Berichten." if count else "Er was niets nieuws te melden: er vertrekt geen mail."
        messages.success(request, text)
        return redirect(address(traject, "inwoners"))
    mails = round_of(traject, today=timezone.localdate())
    return private(invitations_page(request, "dialoog_mailen", found, traject=traject, round=mails))
