"""The texts of the press kit, plain: to copy into an article."""

from collections.abc import Iterable, Sequence

from press.kit.content import Kit
from press.models import Beeld
from programmes.times import day_name, local


def release(kit: Kit) -> str:
    lines = [kit.title.upper(), f"{kit.bestuur}, {kit.period}", ""]
    if kit.embargo_until:
        lines += [f"EMBARGO TOT {moment_name(kit.embargo_until).upper()}", ""]
    lines += _paragraphs(kit.lead)
    for moment in kit.moments:
        lines += ["PERSMOMENT", f"{moment.title}: {moment_name(moment.starts_at)}, {moment.place}"]
        lines += _paragraphs(moment.photo_opportunity)
    lines += ["PROGRAMMA"]
    for day in kit.days:
        lines += ["", day.name.capitalize()]
        lines += [f"{entry.hours}  {entry.name}" + (f", {entry.where}" if entry.where else "") for entry in day.entries]
    lines += ["", "WOORDVOERDERS" if kit.spokespersons else ""]
    lines += [", ".join(part for part in (one.name, one.detail) if part) for one in kit.spokespersons]
    return "\n".join([*lines, "", *contact_lines(kit), ""])


def moment_name(value: object) -> str:
    """'dinsdag 3 maart 2026, 9.00 uur'"""
    at = local(value)  # type: ignore[arg-type] # a datetime
    return f"{day_name(at.date())} {at.year}, {at.hour}.{at.minute:02d} uur"


def contact_lines(kit: Kit) -> list[str]:
    said = kit.contact.parts
    return ["MEER INFORMATIE", ", ".join(said)] if said else []


def quotes_text(kit: Kit) -> str:
    lines: list[str] = []
    for quote in kit.quotes:
        lines += [f"‘{quote.text}’", ", ".join(part for part in (quote.name, quote.function) if part), ""]
    for story in kit.stories:
        lines += [f"‘{story.told.text}’", ", ".join(part for part in (story.told.signature, story.service) if part), ""]
    return "\n".join(lines) if lines else "Er zijn nog geen quotes of verhalen die de pers mag gebruiken.\n"


def services_text(kit: Kit) -> str:
    lines = _paragraphs(kit.about)
    for service in kit.services:
        lines += [service.name.upper(), ", ".join(part for part in (service.kind, service.address) if part)]
        lines += [f"- {figure.name}: {figure.value}" for figure in service.figures]
        lines += [service.about, ""] if service.about else [""]
    return "\n".join(lines)


def pictures_text(pictures: Iterable[tuple[str, Beeld]]) -> str:
    lines = ["Deze beelden mag de pers gebruiken, met de naam van de fotograaf erbij.", ""]
    for name, beeld in pictures:
        credit = f"Foto: {beeld.credit}" if beeld.credit else ""
        lines += [name, *(part for part in (beeld.caption, credit) if part), ""]
    return "\n".join(lines)


def contents(kit: Kit, names: Sequence[str]) -> str:
    head = [f"Persmap {kit.title}, {kit.bestuur}", ""]
    if kit.embargo_until:
        head.append(f"Embargo tot {moment_name(kit.embargo_until)}.")
    return "\n".join([*head, f"{len(names)} bestanden:", *(f"- {name}" for name in names), "", *contact_lines(kit), ""])


def _paragraphs(text: str) -> list[str]:
    return [*text.splitlines(), ""] if text else []
