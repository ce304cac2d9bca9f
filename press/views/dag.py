"""Stand-in until the pages of the day are there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from press.day.senders import Sender
from press.views.day_links import by_sender


@by_sender()
def dag(request: HttpRequest, sender: Sender, *, token: str) -> HttpResponse:
    return render(request, "press/dag.html", {"programme": sender.programme, "sender": sender, "token": token})
