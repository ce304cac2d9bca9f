"""'We zijn 15 minuten later', said behind a link; a script that sends what waited gets a few words of JSON."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from press.day.senders import Sender, visits_of_sender
from press.delays.reporting import ReportError, report
from press.forms.vertraging import DelayForm
from press.models import Vertraging
from press.views.day_answers import back_to_day, json_refused, wants_json
from press.views.day_links import by_sender
from programmes.versions import published_week
from programmes.week import Visit, Week

TOLD = "De coördinator weet het. Zodra het doorgevoerd is, krijg je bericht."
NOT_YOURS = "Je kan alleen een vertraging melden van een bezoek waar je zelf bij bent."


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks what of which of their visits; None for one that is not theirs."""

    request: HttpRequest
    sender: Sender
    token: str
    week: Week | None
    visit: Visit | None
    form: DelayForm

    @property
    def name(self) -> str:
        return self.week.name_of(self.visit) if self.week and self.visit else ""


@by_sender("GET", "POST")
def dag_vertraging(request: HttpRequest, sender: Sender, token: str) -> HttpResponse:
    """By GET the form alone, for who comes from an old tab."""
    week = published_week(sender.programme) if sender.link else None  # who scanned a code is nobody we know
    typed = request.POST.get("visit", "") if request.method == "POST" else request.GET.get("bezoek", "")
    form = DelayForm(request.POST) if request.method == "POST" else DelayForm()
    asking = Asking(request, sender, token, week, _visit_in(week, sender, typed), form)
    if asking.visit is None:
        return _refused(asking, NOT_YOURS, status=403)
    if request.method != "POST":
        return _page(asking)
    if not form.is_valid():
        return _refused(asking, form.sentence)
    try:
        one = _report(asking, asking.visit)
    except ReportError as error:
        return _refused(asking, str(error))
    return _told(request, token, one)


def _visit_in(week: Week | None, sender: Sender, key: str) -> Visit | None:
    visits = {str(visit.id): visit for visit in visits_of_sender(week, sender)} if week else {}
    return visits.get(key)


def _report(asking: Asking, visit: Visit) -> Vertraging:
    now, values = timezone.now(), asking.form.cleaned_data
    return report(
        asking.sender.programme,
        visit=visit,
        minutes=values["minutes"],
        reason=values["reason"],
        key=values["key"],
        at=asking.form.moment(now=now),
        by=asking.sender.name[:150],
        now=now,
        name=asking.name,
    )


def _told(request: HttpRequest, token: str, one: Vertraging) -> HttpResponse:
    message = f"Gemeld: {one}. {TOLD}"
    if wants_json(request):
        return JsonResponse({"ok": True, "state": one.state, "minutes": one.minutes, "message": message})
    return back_to_day(token, message, visit=one.visit)


def _refused(asking: Asking, message: str, *, status: int = 422) -> HttpResponse:
    """A script gets a status that says not to try again; a person gets the form, with what was typed."""
    if wants_json(asking.request):
        return json_refused(message, status=status)
    return _page(asking, problem=message, status=200 if status == 422 else status)


def _page(asking: Asking, *, problem: str = "", status: int = 200) -> HttpResponse:
    context = {
        "programme": asking.sender.programme,
        "sender": asking.sender,
        "token": asking.token,
        "entry": {"visit": asking.visit},
        "name": asking.name,
        "typed": asking.form.data,
        "problem": problem,
    }
    return render(asking.request, "press/dag_vertraging.html", context, status=status)
