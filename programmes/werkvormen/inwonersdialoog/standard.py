"""The four meetings with which a trajectory begins, and days for them: proposals that a person changes."""

import datetime as dt
from dataclasses import dataclass

from programmes.werkvormen.inwonersdialoog.guard import RESIDENTS

PROFESSIONALS = ("professionals", "managers", "bestuurders")
BEFORE_JOINT = (16 * 7, 10 * 7, 6 * 7)  # days: from May to September
LEAST_ROOM = 12  # days between today and the joint meeting in which the three others still fit
FROM_TODAY = (14, 35, 63, 112)


@dataclass(frozen=True, slots=True)
class Standard:
    title: str
    groups: tuple[str, ...]
    aim: str
    questions: tuple[str, ...]


MEETINGS = (
    Standard(
        "Startgroep",
        PROFESSIONALS,
        "De grootste knelpunten bespreken, en thema en afbakening kiezen waarmee de inwoners verder werken.",
        (
            "Wat zijn vandaag de grootste knelpunten in zorg en welzijn?",
            "Welke knelpunten zien we de komende jaren op ons afkomen?",
            "Waarover hebben we inwoners het meest nodig?",
            "Wat hoort bij het thema, en wat niet?",
        ),
    ),
    Standard(
        "Inwoners onder elkaar, eerste keer",
        (RESIDENTS,),
        "Elkaar leren kennen en vrij vertellen: herkennen inwoners het thema en waar hebben zij behoefte aan?",
        (
            "Wat betekent dit thema in jouw leven?",
            "Waar loop je tegenaan?",
            "Waar heb je eigenlijk behoefte aan?",
            "Missen we iets in de afbakening?",
        ),
    ),
    Standard(
        "Inwoners onder elkaar, tweede keer",
        (RESIDENTS,),
        "Kansen en een eigen rol benoemen, en samen kiezen wat naar de gezamenlijke dialoog gaat.",
        (
            "Welke kansen zie je?",
            "Wat kun je zelf, met je buren of je familie?",
            "Wat heb je daarvoor nodig van anderen?",
            "Wat willen we zeker zeggen aan professionals en bestuur?",
        ),
    ),
    Standard(
        "Gezamenlijke dialoog",
        (*PROFESSIONALS, RESIDENTS),
        "Met inwoners, professionals en bestuur samen denken en tot een gezamenlijk antwoord komen.",
        (
            "Wat raakt je in wat de andere groepen zeiden?",
            "Waar zien we hetzelfde, en waar niet?",
            "Wat doen inwoners, wat doen professionals, wat doet het bestuur?",
            "Wat spreken we af, en hoe horen de inwoners wat ermee gebeurt?",
        ),
    ),
)


def proposed_days(joint: dt.date, *, today: dt.date) -> list[dt.date]:
    """Four days, on weekdays and in order. A joint day that is too near for the three before it, gives way."""
    ideal = [joint - dt.timedelta(days=days) for days in BEFORE_JOINT]
    room = (joint - today).days
    if ideal[0] > today:
        found = [*ideal, joint]
    elif room >= LEAST_ROOM:
        found = [*(today + dt.timedelta(days=room * part // 4) for part in (1, 2, 3)), joint]
    else:
        found = [today + dt.timedelta(days=days) for days in FROM_TODAY]
    return [*map(weekday, found[:3]), found[3] if found[3] == joint else weekday(found[3])]


def weekday(day: dt.date) -> dt.date:
    """The Friday before a weekend."""
    return day - dt.timedelta(days=max(0, day.weekday() - 4))
