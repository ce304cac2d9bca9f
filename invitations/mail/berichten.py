"""What the pages of the outbox show: which messages, how many in each state, and their story in plain words."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from invitations.models import Bericht, BerichtQuerySet
from programmes.models import Programme
from programmes.models.base import words_of
from programmes.times import clock, day_name, local, minutes_of

State = Bericht.State
LOOKS = {  # the colour of a state's badge
    State.WACHT: "info",
    State.BEZIG: "info",
    State.IN_AFLEVERING: "info",
    State.VERZONDEN: "ok",
    State.VASTGEHOUDEN: "warn",
    State.ONZEKER: "warn",
    State.MISLUKT: "stop",
    State.TERUGGEKOMEN: "stop",
}
MEANS = {
    State.ONTWERP: "Een ontwerp: vertrekt pas als je het vrijgeeft.",
    State.VASTGEHOUDEN: "Wordt vastgehouden: vertrekt pas als je het vrijgeeft.",
    State.BEZIG: "Vertrekt nu.",
    State.IN_AFLEVERING: "De mailserver krijgt het op dit moment.",
    State.VERZONDEN: "De mailserver van de ontvanger, of die ervoor, heeft het bericht aangenomen.",
    State.ONZEKER: "We weten niet of het aangekomen is. Vraag het na, of stuur het nog eens: vanzelf gaat het niet.",
    State.MISLUKT: "Het bericht is geweigerd. Kijk het e-mailadres na en stuur het opnieuw.",
    State.GEANNULEERD: "Vertrekt niet meer.",
    State.TERUGGEKOMEN: "De ontvanger heeft het niet gekregen. Verbeter het e-mailadres en stuur het opnieuw.",
}


def moment_words(value: dt.datetime, *, now: dt.datetime) -> str:
    """'maandag 24 februari om 9.30', or 'vandaag om 9.30'"""
    day, today = local(value).date(), local(now).date()
    near = {today: "vandaag", today + dt.timedelta(days=1): "morgen", today - dt.timedelta(days=1): "gisteren"}
    return f"{near.get(day) or day_name(day)} om {clock(minutes_of(value))}"


def meaning(message: Bericht, *, now: dt.datetime) -> str:
    """What its state means, and when it leaves."""
    if message.state != State.WACHT:
        return MEANS[State(message.state)]
    if message.send_after <= now:
        return "Vertrekt binnen enkele seconden."
    again = f", na {message.attempts} {'poging' if message.attempts == 1 else 'pogingen'}" if message.attempts else ""
    return f"Vertrekt {moment_words(message.send_after, now=now)}{again}."


def in_short(message: Bericht, *, now: dt.datetime) -> str:
    """Beside its state in the list: when it left or leaves, or what is wrong."""
    if message.state == State.VERZONDEN:
        return moment_words(message.sent_at, now=now) if message.sent_at else ""
    leaves = meaning(message, now=now) if message.state == State.WACHT else ""
    return f"{leaves} {message.problem}".strip()


def story(message: Bericht) -> list[tuple[dt.datetime, str]]:
    """Everything that happened to it, the oldest first."""
    lines = [(message.created_at, f"Gemaakt: {message.cause}")]
    for step in message.stappen.select_related("by"):
        by = f", door {step.by}" if step.by else ""
        lines.append((step.at, f"{step.text[:1].upper()}{step.text[1:]}".rstrip(".") + by))
    if message.sent_at:
        lines.append((message.sent_at, f"Verzonden naar {message.to_email}"))
    return sorted(lines, key=lambda line: line[0])


def counts(messages: BerichtQuerySet) -> dict[str, int]:
    return dict(messages.order_by().values_list("state").annotate(number=Count("pk")))


def searched(messages: BerichtQuerySet, text: str) -> BerichtQuerySet:
    for word in words_of(text):
        messages = messages.filter(
            Q(subject__icontains=word)
            | Q(text__icontains=word)
            | Q(to_name__icontains=word)
            | Q(to_email__icontains=word)
            | Q(cause__icontains=word)
        )
    return messages


def people_of(programme: Programme) -> list[tuple[str, str]]:
    """(key, name) of everybody with a message, for a choice."""
    fields = ("mandataris_id", "contactpersoon_id", "to_name", "to_email")
    rows = programme.berichten.order_by("to_name", "to_email", "pk").values_list(*fields)
    found: dict[str, str] = {}
    for mandataris, contactpersoon, name, email in rows:
        found.setdefault(person_key(mandataris, contactpersoon, email), name or email)
    return list(found.items())


def person_key(mandataris: int | None, contactpersoon: int | None, email: str) -> str:
    if mandataris:
        return f"m{mandataris}"
    return f"c{contactpersoon}" if contactpersoon else email.casefold()


def to_person(messages: BerichtQuerySet, key: str) -> BerichtQuerySet:
    kind, number = key[:1], key[1:]
    if number.isdecimal() and kind in {"m", "c"}:
        return messages.filter(**{"mandataris" if kind == "m" else "contactpersoon": number})
    return messages.filter(to_email__iexact=key, mandataris=None, contactpersoon=None)


@dataclass(frozen=True, slots=True)
class Part:
    """An event of the calendar part, in words."""

    heading: str
    lines: list[tuple[str, str]]


def calendar_words(message: Bericht) -> list[Part]:
    """What a calendar program makes of it; nothing when it cannot be read."""
    from icalendar import Calendar  # noqa: PLC0415 (heavy, and only this page needs it)

    if not message.calendar:
        return []
    try:
        events = Calendar.from_ical(message.calendar).walk("VEVENT")
        return [Part(_heading(message, event), list(_lines(event))) for event in events]
    except ValueError:
        return []


def _heading(message: Bericht, event: Any) -> str:
    what = str(event.get("SUMMARY", "Agendapunt"))
    return f"Schrapt: {what}" if message.method == "CANCEL" else what


def _lines(event: Any) -> Iterator[tuple[str, str]]:
    start, end = event.get("DTSTART"), event.get("DTEND")
    if start and isinstance(start.dt, dt.datetime):
        until = f" tot {clock(minutes_of(end.dt))}" if end and isinstance(end.dt, dt.datetime) else ""
        yield "Wanneer", f"{day_name(local(start.dt).date())}, {clock(minutes_of(start.dt))}{until}"
    if event.get("LOCATION"):
        yield "Waar", str(event["LOCATION"])
    if event.get("DESCRIPTION"):
        yield "Toelichting", str(event["DESCRIPTION"])
    yield "Versie in de agenda", str(event.get("SEQUENCE", 0))
