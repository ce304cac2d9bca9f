"""What a host has to do, behind their personal link: ticked here, one tap each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from invitations.checklist import ticking
from invitations.checklist.generating import sync
from invitations.checklist.tasklines import by_day, lines_of, place_for_host
from invitations.checklist.tasks import as_published, for_host, tasks_of
from invitations.hosting.hosts import own_services
from invitations.models.taak import TaakQuerySet
from programmes.links import owner_name, token_of
from programmes.models import PersonalLink
from programmes.versions import published_week
from programmes.views.personal import behind_link


@behind_link("contactpersoon", posts=True)
def gastheer_taken(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    own = set(own_services(link).values_list("pk", flat=True))
    mine = for_host(tasks_of(link.programme), link.contactpersoon_id or 0, own)
    if request.method == "POST":
        return _ticked(request, link, mine)
    sync([link.programme])
    shown = as_published(mine, published_week(link.programme))
    lines = lines_of(shown, today=timezone.localdate(), place=place_for_host(token_of(link), own=own))
    return render(
        request,
        "invitations/gastheer_taken.html",
        {
            "programme": link.programme,
            "token": token_of(link),
            "groups": by_day(lines),
            "done": sum(line.task.done_at is not None for line in lines),
            "total": len(lines),
            "has_services": len(own) > 1,
            "ticked": next((line for line in lines if str(line.task.pk) in request.GET.values()), None),
        },
    )


def _ticked(request: HttpRequest, link: PersonalLink, mine: TaakQuerySet) -> HttpResponse:
    done = "gedaan" in request.POST
    key = request.POST.get("gedaan" if done else "open", "")
    task = get_object_or_404(mine, pk=int(key) if key.isascii() and key.isdecimal() and len(key) < 18 else 0)
    if done:
        ticking.tick(task, by=owner_name(link), now=timezone.now())
    else:
        ticking.untick(task)
    return redirect(f"{reverse('gastheer-taken', args=[token_of(link)])}?{'gedaan' if done else 'open'}={task.pk}")
