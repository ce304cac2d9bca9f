"""What a host may open of a format behind their link: a visit that they receive, as it was published."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from programmes.models import Bezoek, PersonalLink
from programmes.versions import last_version, week_for_host
from programmes.week import Visit, Week


def received(link: PersonalLink, pk: int, *related: str) -> tuple[Week, Visit, Bezoek]:
    """404 for one that was not published, or that somebody else receives; `related` as of select_related."""
    version = last_version(link.programme)
    week = week_for_host(version, link.contactpersoon_id or 0) if version else None
    visit = week.by_id.get(pk) if week else None
    if week is None or visit is None:
        raise Http404
    visits = Bezoek.objects.select_related("programme__bestuur", "zorgdienst", *related)
    return week, visit, get_object_or_404(visits, programme=link.programme_id, pk=pk)
