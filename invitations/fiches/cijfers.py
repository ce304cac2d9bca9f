"""Which figures say most per kind of service, and how one edition compares with the last."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.text import slugify

from invitations.fiches.figures import signed
from invitations.models import Cijfer
from programmes.imports.words import fold
from programmes.models import Soort

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Voorstel:
    """A proposed figure; by its key it is found again in each edition."""

    key: str
    name: str
    unit: str = ""


def _figures(*texts: str) -> tuple[Voorstel, ...]:
    """'gepresteerde uren | uur per jaar' -> name and unit; the key comes from the name."""
    parts = [(name.strip(), unit.strip()) for name, _, unit in (text.partition("|") for text in texts)]
    return tuple(Voorstel(slugify(name)[:60], name, unit) for name, unit in parts)


VTE = "medewerkers | VTE"
VOLUNTEERS = "vrijwilligers | personen"
USERS = "gebruikers | personen per jaar"
HOURS = "gepresteerde uren | uur per jaar"
WAITING = "wachtlijst | personen"

VOORSTELLEN: dict[str, tuple[Voorstel, ...]] = {
    Soort.WOONZORGCENTRUM: _figures(
        "erkende woongelegenheden | plaatsen",
        "waarvan met bijkomende erkenning | plaatsen",
        WAITING,
        VTE,
        VOLUNTEERS,
    ),
    Soort.KORTVERBLIJF: _figures("verblijfseenheden | plaatsen", "verblijven | per jaar", VTE),
    Soort.DAGVERZORGING: _figures("plaatsen | plaatsen", USERS, "aanwezigheidsdagen | dagen per jaar", VTE),
    Soort.ASSISTENTIEWONINGEN: _figures("wooneenheden | woningen", "bewoners | personen", WAITING),
    Soort.DIENSTENCENTRUM: _figures(
        "bezoekers | per week",
        "activiteiten | per jaar",
        "maaltijden | per jaar",
        VOLUNTEERS,
        "openingsuren | per week",
    ),
    Soort.GEZINSZORG: _figures(
        "urencontingent | uur per jaar", HOURS, "gezinnen | gezinnen per jaar", "verzorgenden | VTE"
    ),
    Soort.OPPASHULP: _figures(USERS, HOURS, VOLUNTEERS),
    Soort.GASTOPVANG: _figures(USERS, "opvangdagen | dagen per jaar", "gastgezinnen | gezinnen"),
    Soort.HERSTELVERBLIJF: _figures("plaatsen | plaatsen", "verblijven | per jaar", VTE),
    Soort.THUISVERPLEGING: _figures(USERS, "huisbezoeken | per jaar", "verpleegkundigen | VTE"),
    Soort.MAATSCHAPPELIJK_WERK: _figures(USERS, "gesprekken | per jaar", VTE),
    Soort.MANTELZORG: _figures("leden | personen", "activiteiten | per jaar", VOLUNTEERS),
    Soort.GROEPSOPVANG: _figures(
        "vergunde plaatsen | plaatsen",
        "plaatsen met inkomenstarief | plaatsen",
        "kinderen | per jaar",
        WAITING,
        "kindbegeleiders | VTE",
    ),
    Soort.GEZINSOPVANG: _figures("vergunde plaatsen | plaatsen", "onthaalouders | personen", "kinderen | per jaar"),
    Soort.BUITENSCHOOLSE_OPVANG: _figures(
        "kinderen per schooldag | kinderen",
        "kinderen per vakantiedag | kinderen",
        "locaties | locaties",
        "begeleiders | VTE",
    ),
    Soort.HUIS_VAN_HET_KIND: _figures("bezoekers | per jaar", "partners | organisaties", "activiteiten | per jaar"),
    Soort.SOCIALE_DIENST: _figures(
        "dossiers | dossiers", "leefloners | personen", "gezinnen in budgetbeheer | gezinnen", VTE
    ),
    Soort.LOI: _figures("plaatsen | plaatsen", "bewoners | personen", "gezinnen | gezinnen", VTE),
    Soort.SOCIAAL_RESTAURANT: _figures("maaltijden | per jaar", "bezoekers | per dag", VOLUNTEERS),
    Soort.MAALTIJDEN: _figures("maaltijden | per jaar", "gebruikers | personen", VOLUNTEERS),
    Soort.MINDERMOBIELENCENTRALE: _figures("ritten | per jaar", "leden | personen", "chauffeurs | vrijwilligers"),
    Soort.POETSDIENST: _figures("huishoudens | huishoudens", HOURS, VTE),
    Soort.ZORGZAME_BUURT: _figures("bereikte buren | personen", VOLUNTEERS, "partners | organisaties"),
    Soort.SOCIALE_KRUIDENIER: _figures("gezinnen | gezinnen", "bezoekers | per week", VOLUNTEERS),
    Soort.SENIORENWONINGEN: _figures("woningen | woningen", "bewoners | personen", WAITING),
    Soort.ANDERE: (),
}


@dataclass(frozen=True, slots=True)
class Verschil:
    """How far a figure is from that of the last edition; `percent` is None when that was nought."""

    number: Decimal
    percent: Decimal | None

    def __str__(self) -> str:
        if not self.number:
            return "gelijk gebleven"
        return signed(self.number) + (f" ({signed(self.percent)} %)" if self.percent is not None else "")


def verschil(new: Cijfer, old: Cijfer | None) -> Verschil | None:
    """None unless both are numbers in the same unit, and not one and the same measurement."""
    if old is None or new.value is None or old.value is None or fold(new.unit) != fold(old.unit):
        return None
    if new.measured_on and (new.measured_on, new.value) == (old.measured_on, old.value):
        return None
    number = new.value - old.value
    percent = (100 * number / abs(old.value)).quantize(TENTH, ROUND_HALF_UP) if old.value else None
    return Verschil(number, percent)


class Earlier:
    """The figures of the last edition, to be found by key or else by name."""

    def __init__(self, cijfers: Iterable[Cijfer]) -> None:
        known = [one for one in cijfers if one.typed]
        self.by_key = {one.key: one for one in known if one.key}
        self.by_name = {(one.section, fold(one.name)): one for one in known}

    def of(self, cijfer: Cijfer) -> Cijfer | None:
        return self.by_key.get(cijfer.key) or self.by_name.get((cijfer.section, fold(cijfer.name)))
