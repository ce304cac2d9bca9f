"""What a guest says of pictures of themselves, behind their own link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from invitations.stories.consent import withdraw
from press.day.senders import Sender
from press.forms.rechten import OwnConsentForm
from press.rights.own import keep_own_consent, own_consent
from press.rights.register import standing
from press.views.day_links import by_sender


@by_sender("GET", "HEAD", "POST")
def dag_beeldrecht(request: HttpRequest, sender: Sender, token: str) -> HttpResponse:
    person = sender.link.mandataris if sender.link else None
    if person is None:
        raise Http404
    consent, here = own_consent(sender.programme, person.pk), reverse("dag-beeldrecht", args=[token])
    if request.method == "POST" and "intrekken" in request.POST:
        if consent and not consent.withdrawn_at:
            withdraw(consent, by=person.name, now=timezone.now())
        return redirect(f"{here}?bewaard=ingetrokken")
    form = OwnConsentForm(request.POST if request.method == "POST" else None, person=person, consent=consent)
    if form.is_valid():
        keep_own_consent(sender.programme, person, form.answer, now=timezone.now())
        return redirect(f"{here}?bewaard=ja")
    state, words = standing(consent, on=timezone.localdate())
    said = request.GET.get("bewaard", "") if request.method != "POST" else ""
    context = {"form": form, "person": person, "token": token, "consent": consent, "state": state, "words": words}
    return render(request, "press/dag_beeldrecht.html", context | {"programme": sender.programme, "said": said})
