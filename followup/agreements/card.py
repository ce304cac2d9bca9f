"""Whose agreement it is, behind a personal link; and what somebody's own page says of it."""

from django.template.loader import render_to_string
from django.utils import timezone

from followup.agreements.listing import Line, agreements_of, lines
from followup.models import Afspraak
from programmes.links import find_link
from programmes.models import PersonalLink

SHOWN = 3


def own_agreements(link: PersonalLink) -> list[Afspraak]:
    return agreements_of(link.programme, person=link.mandataris_id, host=link.contactpersoon_id)


def is_mine(line: Line, link: PersonalLink) -> bool:
    """They are named, and theirs is the side that takes the initiative."""
    one = line.afspraak
    if link.contactpersoon_id:
        return one.initiative == Afspraak.Initiative.DIENST and link.contactpersoon in one.contactpersonen.all()
    return one.initiative == Afspraak.Initiative.BESTUUR and link.mandataris in one.mandatarissen.all()


def agreements_card(token: str) -> str:
    """What they promised and is still open, the late ones first; in four queries."""
    link = find_link(token)
    if link is None:
        return ""
    running = [line for line in lines(own_agreements(link), today=timezone.localdate()) if line.afspraak.is_open]
    mine = [line for line in running if is_mine(line, link)]
    context = {"mine": mine[:SHOWN], "more": len(mine[SHOWN:]), "others": len(running) - len(mine), "token": token}
    return render_to_string("followup/_afspraken_card.html", context | {"is_host": link.contactpersoon_id is not None})
