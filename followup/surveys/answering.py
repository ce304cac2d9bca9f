"""Somebody fills in a survey, once: what is sent twice counts once, and who comes back is told what holds.

Of an anonymous survey nobody can find out who answered what, not even in the database: a sheet has no link and no hour,
its key is drawn by lot, and who answered is written anew at each answer, in an order that says nothing.
"""

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from typing import TypeAlias
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from followup.models import Antwoordblad, Enquete
from programmes.models import PersonalLink

Answers: TypeAlias = Mapping[str, int | str]

MOST = 5000  # sheets of one survey: a link that everybody has must not fill the disk
CLOSED = "Intussen is de enquête gesloten: dit is niet meer bewaard."
CHANGED = "De enquête is intussen gewijzigd. Lees ze nog eens na, en verstuur dan opnieuw."
ALREADY = "Je vulde deze enquête al in. Ze is anoniem: we weten niet welk antwoord het jouwe is, dus wijzigen kan niet."
SENT = "Dit formulier is al verstuurd. De enquête is anoniem: wijzigen kan niet meer, en dubbel tellen doen we niet."
FULL = "Er kwamen zo veel antwoorden binnen dat deze enquête geen nieuwe aanneemt. Bel of mail ons even."


class AnswerError(Exception):
    """Why this answer is not kept; the message is for whoever gave it."""


class AlreadyError(AnswerError):
    """They answered before, and that cannot be changed."""


def fingerprint(enquete: Enquete) -> str:
    """Of what somebody answers to, and whether that is anonymous."""
    asked = [(one.number, one.kind, one.text, one.options) for one in enquete.vragen.all()]
    return hashlib.sha256(repr((enquete.is_anonymous, asked)).encode()).hexdigest()[:16]


def locked(enquete: Enquete) -> Enquete:
    """As it is stored now, inside a transaction: who changes the questions and who answers, wait for each other."""
    return Enquete.objects.select_for_update(of=("self",)).select_related("programme__bestuur").get(pk=enquete.pk)


@transaction.atomic
def answer(
    enquete: Enquete, answers: Answers, *, key: UUID, seen: str, link: PersonalLink | None = None, today: dt.date
) -> None:
    """Keeps the answers ({number of the question: answer}); raises AnswerError when that cannot be."""
    enquete = locked(enquete)
    if not enquete.is_open(today):
        raise AnswerError(CLOSED)
    if fingerprint(enquete) != seen:
        raise AnswerError(CHANGED)
    if enquete.is_anonymous or link is None:
        _keep_nameless(enquete, answers, key=key, link=link)
    else:
        _keep_named(enquete, answers, link=link, today=today)


def _keep_nameless(enquete: Enquete, answers: Answers, *, key: UUID, link: PersonalLink | None) -> None:
    if sheet := Antwoordblad.objects.filter(key=key).first():
        if sheet.enquete_id == enquete.pk and sheet.answers == dict(answers):
            return
        raise AlreadyError(SENT)
    if link and has_answered(enquete, link):
        raise AlreadyError(ALREADY)
    if Antwoordblad.objects.filter(enquete=enquete).count() >= MOST:
        raise AnswerError(FULL)
    Antwoordblad.objects.create(pk=_by_lot(), enquete=enquete, key=key, answers=dict(answers))
    if link:
        everybody = {*enquete.answered.values_list("pk", flat=True), link.pk}
        enquete.answered.set(sorted(everybody), clear=True)


def _by_lot() -> int:
    """Keys that count up would tell in which order people answered."""
    return secrets.randbelow(2**53 - 1) + 1


def _keep_named(enquete: Enquete, answers: Answers, *, link: PersonalLink, today: dt.date) -> None:
    """Who answers again, changes what they said."""
    sheet = sheet_of(enquete, link) or Antwoordblad(enquete=enquete)
    sheet.link, sheet.answers, sheet.answered_on = link, dict(answers), today
    sheet.save()
    enquete.answered.add(link)


def links_of_the_same_person(link: PersonalLink) -> QuerySet[PersonalLink]:
    """A link that was renewed is another link of the same person."""
    owner = {"mandataris": link.mandataris_id, "contactpersoon": link.contactpersoon_id}
    return PersonalLink.objects.filter(programme=link.programme_id, **owner)


def has_answered(enquete: Enquete, link: PersonalLink) -> bool:
    return links_of_the_same_person(link).filter(enquetes=enquete).exists()


def sheet_of(enquete: Enquete, link: PersonalLink) -> Antwoordblad | None:
    """What this person answered; of an anonymous survey nobody knows."""
    return Antwoordblad.objects.filter(enquete=enquete, link__in=links_of_the_same_person(link)).first()
