"""Whose agreement it is, behind a personal link; and what somebody's own page says of it."""

from django.template.loader import render_to_string
from django.utils import timezone

from followup.agreements.listing import Line, agreements_of, lines
from followup.models import Afspraak
from programmes.links import find_link, owner_name
from programmes.models import PersonalLink

SHOWN = 3


def own_agreements(link: PersonalLink) -> list[Afspraak]:
    """What names them, and what they noted for others."""
    person, host, name = link.mandataris_id, link.contactpersoon_id, owner_name(link)[:150]
    return agreements_of(link.programme, person=person, host=host, noted_by=name)


def is_mine(line: Line, link: PersonalLink) -> bool:
    return line.afspraak.is_taken_on_by(person=link.mandataris_id, host=link.contactpersoon_id)


def agreements_card(token: str) -> str:
    """What they promised and is still open, the late ones first; in four queries."""
    link = find_link(token)
    if link is None:
        return ""
    running = [line for line in lines(own_agreements(link), today=timezone.localdate()) if line.afspraak.is_open]
    mine = [line for line in running if is_mine(line, link)]
    context = {"mine": mine[:SHOWN], "more": len(mine[SHOWN:]), "others": len(running) - len(mine), "token": token}
    return render_to_string("followup/_afspraken_card.html", context | {"is_host": link.contactpersoon_id is not None})
