"""Who can be recognised on a picture: named to a guest, a consent or a group, or by a name that blocks for now."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from invitations.models import Toestemming
from press.models import Beeld, Groep, Herkend
from press.rights.usable import is_about_pictures
from programmes.models import Mandataris
from programmes.versions import published_week


@dataclass(frozen=True, slots=True)
class Choices:
    """Whom one may name on a picture, without those who are on it already."""

    guests: list[Mandataris]
    consents: list[Toestemming]
    groepen: list[Groep]


def choices_for(beeld: Beeld) -> Choices:
    """The guests of its visit first (all guests when it has none)."""
    programme, on_it = beeld.programme, list(beeld.herkend.all())
    week = published_week(programme) if beeld.visit else None
    visit = week.by_id.get(beeld.visit or 0) if week else None
    guests = programme.guests.exclude(pk__in=[one.mandataris_id for one in on_it if one.mandataris_id])
    if visit:
        guests = guests.filter(pk__in=[part.person for part in visit.people])
    rows = Toestemming.objects.filter(bestuur=programme.bestuur_id, mandataris=None)
    rows = rows.exclude(pk__in=[one.toestemming_id for one in on_it if one.toestemming_id])
    groepen = Groep.objects.filter(programme=programme).exclude(pk__in=[one.groep_id for one in on_it if one.groep_id])
    return Choices(list(guests), [row for row in rows if is_about_pictures(row)], list(groepen))


def recognise(beeld: Beeld, said: Mapping[str, str]) -> bool:
    """Adds one, by key of `mandataris`, `toestemming` or `groep`, or by `name`; False when that is nobody here."""
    fields = _who(beeld, said)
    if fields is None:
        return False
    try:
        with transaction.atomic():
            Herkend.objects.create(beeld=beeld, **fields)
    except IntegrityError:  # somebody named the same person a moment ago
        pass
    return True


def _who(beeld: Beeld, said: Mapping[str, str]) -> dict[str, object] | None:
    programme = beeld.programme
    rows = {
        "mandataris": programme.guests.all(),
        "toestemming": Toestemming.objects.filter(bestuur=programme.bestuur_id),
        "groep": Groep.objects.filter(programme=programme),
    }
    for kind, known in rows.items():
        key = said.get(kind, "")
        if key:
            found = known.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
            return {kind: found, "name": str(found)[:150]} if found else None
    name = said.get("name", "").strip()[:150]
    return {"name": name} if name else None


def leave_out(beeld: Beeld, pk: int) -> None:
    """Somebody has to look again who is on it."""
    if Herkend.objects.filter(beeld=beeld, pk=pk).delete()[0]:
        Beeld.objects.filter(pk=beeld.pk).update(people_checked=False)
