"""What the dialogues with residents of a programme brought up: only what may be shared, and never by whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from programmes.models import Programme
from programmes.werkvormen.inwonersdialoog.harvest import Line, Subject, lines_of_all, subjects_of
from programmes.werkvormen.inwonersdialoog.naming import nameless
from programmes.werkvormen.inwonersdialoog.trajects import names_by_traject


@dataclass(frozen=True, slots=True)
class Dialogue:
    title: str
    theme: str
    subjects: tuple[Subject, ...]


def dialogues_of(programme: Programme) -> tuple[Dialogue, ...]:
    """Those in which something was said; three queries, however many there are."""
    rows = list(programme.trajecten.all())
    names = names_by_traject(row.pk for row in rows)
    said = lines_of_all(names)
    shown = [nameless(row, names[row.pk]) for row in rows if said[row.pk]]
    return tuple(Dialogue(row.title, row.theme, tuple(subjects_of(said[row.pk]))) for row in shown)


def dialogues_text(dialogues: Iterable[Dialogue]) -> SafeString:
    return format_html_join("", "<h3>{}</h3>{}{}", ((one.title, _theme(one), _subjects(one)) for one in dialogues))


def _theme(one: Dialogue) -> SafeString:
    return format_html("<p>Het ging over: {}.</p>", one.theme) if one.theme else SafeString()


def _subjects(one: Dialogue) -> SafeString:
    parts = ((subject.theme, _lines(subject)) for subject in one.subjects)
    return format_html_join("", "<p><strong>{}</strong></p><ul>{}</ul>", parts)


def _lines(subject: Subject) -> SafeString:
    lines = ((_said(line), line.group_name) for bundle in subject.bundles for line in bundle.lines)
    return format_html_join("", "<li>{} ({})</li>", lines)


def _said(line: Line) -> str:
    return f"‘{line.text}’" if line.is_quote else line.text
