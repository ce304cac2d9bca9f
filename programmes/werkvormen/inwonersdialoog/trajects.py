"""A trajectory as a whole: begun with its four meetings, locked while it changes, and left by a resident."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q

from programmes.later import BEFORE_WITHDRAWAL, STILL_STANDS
from programmes.models import Bezoek, Bijeenkomst, Inwoner, Oogst, Programme, Traject
from programmes.times import local
from programmes.werkvormen.inwonersdialoog.guard import FEWEST_RESIDENTS, RESIDENTS, Course, Meeting
from programmes.werkvormen.inwonersdialoog.naming import fields_of, places_to_look, places_with, read, said_in, without
from programmes.werkvormen.inwonersdialoog.standard import MEETINGS, proposed_days
from programmes.werkvormen.nameless import names_in, without_names

LONGEST_TEXT, LONGEST_THEME = 500, 80
TITLE = "Dialoog met inwoners"


@transaction.atomic
def start(programme: Programme, *, title: str, today: dt.date, bezoek: Bezoek | None = None, by: str = "") -> Traject:
    """With the four standard meetings; the joint one is held in that visit, else on the first day of the programme."""
    joint = local(bezoek.starts_at).date() if bezoek else programme.first_day
    traject = Traject.objects.create(programme=programme, title=title, changed_by=by, revision=1)
    days: list[dt.date | None] = [*proposed_days(joint, today=today)]
    if bezoek and days[-1] != joint:  # it is too near for the others: its visit does not move for that
        days = [None, None, None, joint]
    for number, (one, day) in enumerate(zip(MEETINGS, days, strict=True), 1):
        Bijeenkomst.objects.create(
            traject=traject,
            revision=1,
            number=number,
            title=one.title,
            groups=list(one.groups),
            aim=one.aim,
            questions="\n".join(one.questions),
            day=day,
            bezoek=bezoek if number == len(MEETINGS) else None,
        )
    return traject


def of_visit(bezoek: Bezoek) -> Traject | None:
    return Traject.objects.filter(bijeenkomsten__bezoek=bezoek).order_by("pk").first()


def locked(traject: Traject) -> Traject | None:
    """Inside a transaction: whoever else changes it, waits. None when it is gone."""
    return Traject.objects.select_for_update(of=("self",)).filter(pk=traject.pk).first()


def meetings_of(traject: Traject) -> list[Bijeenkomst]:
    """By day, and then by number; those without a day come last. With `harvest` and `coming` (who comes) counted."""
    coming = Count("inwoners", filter=Q(inwoners__withdrew_at__isnull=True), distinct=True)
    rows = traject.bijeenkomsten.select_related("bezoek").annotate(coming=coming, harvest=Count("oogst", distinct=True))
    return sorted(rows, key=lambda one: (one.on_day is None, one.on_day or dt.date.min, one.number))


def course_of(traject: Traject, meetings: Iterable[Bijeenkomst] | None = None) -> Course:
    """What the guard looks at."""
    rows = meetings_of(traject) if meetings is None else meetings
    return Course(tuple(map(meeting, rows)), traject.fixed_by_id if traject.is_fixed else None)


def meeting(row: Bijeenkomst) -> Meeting:
    """Key 0 for one that is not stored."""
    residents = getattr(row, "coming", 0)
    return Meeting(row.pk or 0, row.title, frozenset(row.groups), row.on_day, row.is_held, residents)


def keep_hours(_: Programme, visits: Sequence[int]) -> None:
    """A meeting outlives the visit that it was held in, on the day and at the hour that it last had."""
    for one in Bijeenkomst.objects.filter(bezoek__in=visits).select_related("bezoek"):
        Bijeenkomst.objects.filter(pk=one.pk).update(day=one.on_day, starts=one.begins, minutes=one.length)


def meetings_in(visits: Collection[int]) -> dict[int, list[int]]:
    """{visit: keys of the meetings that are held in it}"""
    found: dict[int, list[int]] = defaultdict(list)
    for key, visit in Bijeenkomst.objects.filter(bezoek__in=visits).values_list("pk", "bezoek_id"):
        found[visit].append(key)
    return found


def hold_again(bezoek: int, meetings: Collection[int]) -> None:
    """In the visit that came back; not a meeting that was put in another one since."""
    Bijeenkomst.objects.filter(pk__in=meetings, bezoek=None).update(bezoek=bezoek)


def next_number(traject: Traject) -> int:
    return max((one.number for one in traject.bijeenkomsten.all()), default=0) + 1


def names_by_traject(trajects: Iterable[int]) -> dict[int, list[str]]:
    """The names of the residents of each of these dialogues, in one query."""
    found: dict[int, list[str]] = {key: [] for key in trajects}
    for key, name in Inwoner.objects.filter(traject__in=found).exclude(name="").values_list("traject_id", "name"):
        found[key].append(name)
    return found


def resident_names(traject: Traject) -> list[str]:
    return list(traject.inwoners.exclude(name="").values_list("name", flat=True))


@dataclass(frozen=True, slots=True)
class Leaving:
    """What happens, and to whom, when a resident withdraws; shown before it is kept."""

    meetings: tuple[tuple[Bijeenkomst, int], ...]  # still to come, and how many residents stay
    said: tuple[Oogst, ...]  # of whom they are
    named: tuple[Oogst, ...]  # in which the name stands
    headed: tuple[str, ...]  # where else the name stands: 'de titel en het thema van het traject'
    maybe: tuple[str, ...]  # where it may stand too: nothing is taken out there

    @property
    def too_small(self) -> list[tuple[Bijeenkomst, int]]:
        return [(row, left) for row, left in self.meetings if left < FEWEST_RESIDENTS]


def leaving(inwoner: Inwoner) -> Leaving:
    theirs = set(inwoner.bijeenkomsten.values_list("pk", flat=True))
    rows = meetings_of(inwoner.traject)
    left = {row.pk: row.coming - 1 for row in rows}  # type: ignore[attr-defined] # counted by meetings_of
    coming = tuple((row, left[row.pk]) for row in rows if row.pk in theirs and not row.is_held)
    harvest = Oogst.objects.filter(bijeenkomst__traject=inwoner.traject).select_related("bijeenkomst")
    said = tuple(one for one in harvest if one.inwoner_id == inwoner.pk)
    named = tuple(one for one in harvest if names_in(said_in(one), [inwoner.name]))
    own: list[Traject | Bijeenkomst] = [inwoner.traject, *rows]
    headed, maybe = places_with(own, inwoner.name), places_to_look(own, harvest, inwoner.name)
    return Leaving(coming, said, named, tuple(headed), tuple(maybe))


def standing(inwoner: Inwoner, found: Leaving) -> list[str]:
    """Where later steps took over what they said, or what was said of them; nothing here changes it there."""
    texts = {one.text for one in (*found.said, *found.named)}
    names = resident_names(inwoner.traject) if texts else []
    texts |= {without_names(one.text, names) for one in found.said}
    return [place for find in STILL_STANDS for place in find(inwoner.traject.programme, texts)]


def forget_messages(inwoner: Inwoner) -> None:
    """Of whoever leaves, or may no longer be reached there, later steps keep nothing and send nothing more."""
    for forget in BEFORE_WITHDRAWAL:
        forget(inwoner)


@transaction.atomic
def delete(traject: Traject) -> None:
    """With all of its residents; whoever mails them meanwhile, waits."""
    locked(traject)
    for inwoner in traject.inwoners.taking_part():
        forget_messages(inwoner)
    traject.delete()


@transaction.atomic
def withdraw(inwoner: Inwoner, *, removes: bool, now: dt.datetime) -> None:
    """Name, address and needs are erased at once; what they said goes too, or stays without their name."""
    if (traject := locked(inwoner.traject)) is None:
        return  # it went meanwhile, with all of them
    inwoner.traject = traject
    _forget_what_was_said(inwoner, leaving(inwoner), removes=removes)
    for row in (traject, *traject.bijeenkomsten.all()):
        _forget_in(row, inwoner.name)
    forget_messages(inwoner)
    inwoner.bijeenkomsten.clear()
    for name in ("name", "email", "phone", "interpreter", "other_needs", "changed_by"):
        setattr(inwoner, name, "")
    inwoner.needs_transport = inwoner.needs_child_care = inwoner.may_be_contacted = False
    inwoner.withdrew_at = now
    inwoner.revision += 1
    inwoner.save()


def _forget_what_was_said(inwoner: Inwoner, found: Leaving, *, removes: bool) -> None:
    for one in {*found.said, *found.named}:
        if removes and one.inwoner_id == inwoner.pk:
            one.delete()
            continue
        one.text = without_names(one.text, [inwoner.name])[:LONGEST_TEXT]
        one.theme = without_names(one.theme, [inwoner.name])[:LONGEST_THEME]
        one.inwoner = None if one.inwoner_id == inwoner.pk else one.inwoner
        one.revision, one.changed_by = one.revision + 1, ""  # a form that was open is told so, before it brings it back
        one.save(update_fields=["text", "theme", "inwoner", "revision", "changed_by"])


def _forget_in(row: Traject | Bijeenkomst, name: str) -> None:
    found = [field for field in fields_of(row) if names_in(read(field, getattr(row, field)), [name])]
    for field in found:
        setattr(row, field, without(field, getattr(row, field), [name])[: fields_of(row)[field][1]])
    if found:
        row.revision += 1
        row.changed_by = ""
        row.save(update_fields=[*found, "revision", "changed_by"])


def residents_meetings(traject: Traject) -> Sequence[Bijeenkomst]:
    return [one for one in meetings_of(traject) if RESIDENTS in one.groups]
