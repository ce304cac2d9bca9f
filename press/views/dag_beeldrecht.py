"""A guest's own word about pictures of themselves, behind their link. GET shows, POST acts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from press.day.senders import Sender
from press.forms.beeldrecht import OwnConsentForm
from press.rights.own import keep_word, last_word
from press.rights.register import standing
from press.views.day_links import by_sender


@by_sender("GET", "HEAD", "POST")
def dag_beeldrecht(request: HttpRequest, sender: Sender, *, token: str) -> HttpResponse:
    person = sender.link.mandataris if sender.link else None
    if person is None:
        return render(request, "programmes/link_unknown.html", status=404)
    word = last_word(sender.programme, person)
    initial = {"where": word.channels, "refuses": word.refuses, "age": word.age} if word else {}
    if word:
        initial |= {"given_by": word.given_by, "child_agrees": word.child_agrees}
    elif person.guardian:
        initial["given_by"] = person.guardian[:150]
    form = OwnConsentForm(request.POST if request.method == "POST" else None, person=person, initial=initial)
    if form.is_valid():
        keep_word(sender.programme, person, form.said, now=timezone.now())
        return redirect(f"{reverse('dag-beeldrecht', args=[token])}?bewaard=1")
    context = {
        "programme": sender.programme,
        "person": person,
        "form": form,
        "word": word,
        "standing": standing(word, person.name, on=timezone.localdate()),
        "saved": "bewaard" in request.GET and request.method != "POST",
        "token": token,
    }
    return render(request, "press/dag_beeldrecht.html", context)
