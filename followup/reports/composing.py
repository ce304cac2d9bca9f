"""The first text of a report, made from the facts: sober sentences that a person makes their own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from followup.models import Afspraak, Sectie
from followup.reports.dialogues import dialogues_text
from followup.reports.facts import Facts, Service
from followup.reports.held import Attendee, HeldVisit, told_name
from followup.reports.visions import visions_text
from programmes.models import Werkvorm
from programmes.times import day_name
from programmes.words import counted

Kind = Sectie.Kind
TITLES = {
    Kind.PROGRAMMA: "Wie waar was",
    Kind.QUOTES: "Wat mensen zeiden",
    Kind.BEELDEN: "In beeld",
    Kind.CIJFERS: "De zorg in cijfers",
    Kind.UITDAGINGEN: "Wat op tafel lag",
    Kind.DIALOOG: "In gesprek met inwoners",
    Kind.VISIE: "Onze visie op een zorgzame buurt",
    Kind.AFSPRAKEN: "Wat we afspraken",
}
HOW = {
    Werkvorm.JOBRUIL: "Meewerken stond voorop.",
    Werkvorm.RONDLEIDING: "Medewerkers en gebruikers leidden de bezoekers rond.",
    Werkvorm.INFOSESSIE: "Er was tijd voor uitleg en voor vragen.",
    Werkvorm.GESPREK: "Er werd gepraat met wie er woont, komt en werkt.",
    Werkvorm.SPEEDDATE: "In korte gesprekken kwam iedereen aan het woord.",
    Werkvorm.VRIJ_PODIUM: "Mensen vertelden er hun eigen verhaal.",
    Werkvorm.RONDRIT: "Het bezoek was een halte op een rondrit langs verschillende diensten.",
    Werkvorm.CARROUSEL: "In rondes deed iedereen overal even mee.",
    Werkvorm.INWONERSDIALOOG: "Inwoners en bestuur gingen er in gesprek.",
    Werkvorm.VISIEWORKSHOP: "Samen werd er nagedacht over een zorgzame buurt.",
}
LONGEST = 600  # characters of what somebody typed in one field
NUMBERS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")


@dataclass(frozen=True, slots=True)
class Draft:
    """A section as the facts give it; `visit` only of a BEZOEK."""

    kind: Kind
    title: str
    text: str
    visit: int | None = None

    @property
    def key(self) -> tuple[str, int | None]:
        return (str(self.kind), self.visit)


def drafts(facts: Facts) -> list[Draft]:
    """In the order of the report; what there is nothing to say about, is left out."""
    visits = facts.held.visits if facts.held else ()
    found = [_section(Kind.PROGRAMMA, _programme(facts))]
    found += [Draft(Kind.BEZOEK, one.name, visit_text(one), one.visit.id) for one in visits]
    found += [Draft(Kind.QUOTES, TITLES[Kind.QUOTES], ""), Draft(Kind.BEELDEN, TITLES[Kind.BEELDEN], "")]
    found += [
        _section(Kind.CIJFERS, _joined(_figures(one) for one in facts.services if one.figures)),
        _section(Kind.UITDAGINGEN, _joined(_challenges(one) for one in facts.services if one.challenges)),
        _section(Kind.DIALOOG, dialogues_text(facts.dialogues)),
        _section(Kind.VISIE, visions_text(facts.visions)),
        _section(Kind.AFSPRAKEN, _agreements(facts)),
    ]
    return [one for one in found if one.text or one.kind in {Kind.QUOTES, Kind.BEELDEN}]


def _section(kind: Kind, text: str) -> Draft:
    return Draft(kind, TITLES[kind], text)


def lead_of(facts: Facts) -> str:
    """'Drie dagen lang stapten 16 bezoekers binnen bij vijf zorgdiensten ...'; empty until the last visit is over."""
    visits = facts.held.visits if facts.held else ()
    people = len({who.person for one in visits for who in one.present}) + sum(len(one.unexpected) for one in visits)
    services = len({one.service for one in visits})
    if facts.to_come or not people:
        return ""
    how_long = "Eén dag lang" if facts.days == 1 else f"{in_words(facts.days).capitalize()} dagen lang"
    who = "stapte 1 bezoeker" if people == 1 else f"stapten {people} bezoekers"
    where = "één zorgdienst" if services == 1 else f"{in_words(services)} zorgdiensten"
    made = sum(one.carried_from_id is None for rows in facts.agreements.values() for one in rows)
    agreed = "een afspraak" if made == 1 else f"{made} afspraken"
    did = ["werkten mee", "luisterden", *([f"maakten er {agreed}"] if made else [])]
    return f"{how_long} {who} binnen bij {where}. Ze {and_then(did)}."


def in_words(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def _programme(facts: Facts) -> str:
    if not facts.held or not facts.held.visits:
        return ""
    days = groupby(facts.held.visits, key=lambda one: one.visit.day)
    html = _joined(
        format_html("<h3>{}</h3>{}", day_name(day).capitalize(), _list(map(_line, rows))) for day, rows in days
    )
    if facts.held.dropped:
        html += format_html("<h3>{}</h3>{}", "Ging niet door", _list(facts.held.dropped))
    return html


def _line(one: HeldVisit) -> SafeString:
    here = counted(one.heads, "aanwezige", "aanwezigen")
    away = f", {len(one.absent)} afwezig" if one.absent else ""
    moved = f"; eerst gepland {one.was}" if one.was else ""
    return format_html("<strong>{}</strong> {}: {}{}{}", one.visit.hours, one.name, here, away, moved)


def visit_text(one: HeldVisit) -> str:
    visit = one.visit
    start, _, end = visit.hours.partition("–")
    when = f"Op {day_name(visit.day)}, van {start} tot {end},"
    went = "ging" if one.heads == 1 else "gingen"
    first = (
        f"{when} {went} {_names(one)} op bezoek bij {one.service_name or one.name}."
        if one.heads
        else f"{when} was {one.service_name or one.name} aan de beurt."
    )
    sentences = [first, HOW.get(Werkvorm(visit.werkvorm), "") if visit.werkvorm else ""]
    if visit.host and one.heads:
        sentences.append(f"{visit.host.name} ontving {'de bezoeker' if one.heads == 1 else 'de bezoekers'}.")
    paragraphs = [" ".join(filter(None, sentences)), _sentence("Op het programma:", visit.activity)]
    if one.absent:
        paragraphs.append(f"Niet aanwezig: {and_then([who.name for who in one.absent])}.")
    if one.was:
        paragraphs.append(f"Het bezoek stond eerst gepland {one.was}.")
    return format_html_join("", "<p>{}</p>", ((text,) for text in paragraphs if text))


def _sentence(before: str, text: str) -> str:
    text = _short(text).rstrip(".")
    return f"{before} {text}." if text else ""  # it may begin with a name: nobody knows whether to write that small


def _short(text: str) -> str:
    """On one line: somebody may have pasted pages in a fiche."""
    return Truncator(" ".join(text.split())).chars(LONGEST)


def _names(one: HeldVisit) -> str:
    return and_then([*(_described(who) for who in one.present), *one.unexpected])


def _described(who: Attendee) -> str:
    return f"{who.name} ({who.function})" if who.function and not who.is_minor else who.name


def and_then(names: Sequence[str]) -> str:
    """'An, Bo en Cas'"""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


def _figures(service: Service) -> str:
    rows = (
        format_html("<strong>{}</strong> {}", f"{one.typed} {one.unit}".strip(), one.name) for one in service.figures
    )
    return format_html("<h3>{}</h3>{}", service.name, _list(rows))


def _challenges(service: Service) -> str:
    rows = (
        format_html("<strong>{}</strong>{}", one.title, f": {_short(one.request)}" if one.request else "")
        for one in service.challenges
    )
    return format_html("<h3>{}</h3>{}", service.name, _list(rows))


def _agreements(facts: Facts) -> str:
    return _joined(
        format_html("<h3>{}</h3>{}", str(rows[0].zorgdienst) if key else "Voor iedereen", _list(map(_agreement, rows)))
        for key, rows in facts.agreements.items()
    )


def _agreement(one: Afspraak) -> SafeString:
    people = [told_name(person) for person in (*one.contactpersonen.all(), *one.mandatarissen.all())]
    until = f"tegen {day_name(one.due_on)} {one.due_on.year}" if one.due_on else ""
    done = {"gedaan": "gedaan", "vervallen": "niet meer nodig"}.get(one.state, "")
    before = "van de vorige editie" if one.carried_from_id else ""
    detail = ", ".join(filter(None, [and_then(people) if people else "", done or until, before]))
    return format_html("<strong>{}</strong>{}", one.title, f" ({detail})" if detail else "")


def _list(rows: Iterable[str]) -> SafeString:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((row,) for row in rows)))


def _joined(parts: Iterable[str] | Iterator[str]) -> str:
    return mark_safe("".join(conditional_escape(part) for part in parts))  # noqa: S308 (each part is escaped)
