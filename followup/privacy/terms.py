"""How long the personal data of a programme is kept: a year unless a coordinator says why it must be otherwise."""

import datetime as dt

from django.db import transaction

from followup.models import Bewaartermijn
from programmes.models import Programme, User
from programmes.times import day_and_year, local

KEPT = dt.timedelta(days=365)  # after the last day, unless somebody chose another day
NOTICE = dt.timedelta(days=30)  # nothing goes before the coordinators knew it so long
LONGEST = dt.timedelta(days=5 * 365)


class TermError(Exception):
    """Why the term cannot be that; the message is for the coordinator."""


def term_of(programme: Programme) -> Bewaartermijn:
    """As it was stored, or as it is as long as nobody chose another: then without a key."""
    found = Bewaartermijn.objects.filter(programme=programme).first()
    if found:
        found.programme = programme
    return found or Bewaartermijn(programme=programme, ends_on=programme.last_day + KEPT)


def stored_term(programme: Programme) -> Bewaartermijn:
    term = term_of(programme)
    if term.pk is None:
        defaults = {"ends_on": term.ends_on}
        term, _ = Bewaartermijn.objects.get_or_create(programme=programme, defaults=defaults)
    return term


def clears_on(term: Bewaartermijn) -> dt.date:
    """The day on which the data goes: the one after the term, and never before the notice is over."""
    after = _kept_until(term) + dt.timedelta(days=1)
    return max(after, local(term.warned_at).date() + NOTICE) if term.warned_at else after


def _kept_until(term: Bewaartermijn) -> dt.date:
    """At least until it was held: a programme may be put off after somebody chose a day."""
    return max(term.ends_on, term.programme.last_day)


def is_due(term: Bewaartermijn, *, today: dt.date) -> bool:
    return term.cleared_at is None and term.warned_at is not None and clears_on(term) <= today


def must_warn(term: Bewaartermijn, *, today: dt.date) -> bool:
    return term.cleared_at is None and term.warned_at is None and _kept_until(term) - NOTICE <= today


def earliest(programme: Programme, *, today: dt.date) -> dt.date:
    """The first day until which one may choose to keep it."""
    return max(programme.last_day, today + NOTICE)


@transaction.atomic
def move_term(programme: Programme, *, ends_on: dt.date, reason: str, by: User, now: dt.datetime) -> Bewaartermijn:
    """Keeps the data until another day; who was warned of the old one, is warned anew. Raises TermError."""
    stored_term(programme)
    term = Bewaartermijn.objects.select_for_update().get(programme=programme)
    if term.cleared_at:
        raise TermError("De persoonsgegevens van dit programma zijn al opgeruimd.")
    first, last = earliest(programme, today=local(now).date()), programme.last_day + LONGEST
    if not first <= ends_on <= last:
        raise TermError(
            f"Kies een dag van {day_and_year(first)} tot en met {day_and_year(last)}: "
            "zo is er altijd nog een maand om iets te bewaren."
        )
    today = local(now).date().isoformat()
    term.extensions.append([today, term.ends_on.isoformat(), ends_on.isoformat(), reason, str(by)])
    term.ends_on, term.warned_at = ends_on, None
    term.save(update_fields=["ends_on", "warned_at", "extensions"])
    return term
