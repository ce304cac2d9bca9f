"""Invitations on paper: a letter for a window envelope, and all letters of a programme in one file for the printer.

A letter is plain data, so that another process can print it, and has a key of all that is in it: what did not change is
kept byte for byte from the last time. The kept letters of a programme are one file, replaced as a whole at each print.
"""

import hashlib
import zipfile
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import astuple, dataclass, replace
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from invitations.inviting.invitees import LETTER, Invitee, invitees
from invitations.inviting.printing import print_all
from invitations.inviting.values import Address, Made, Value, Words
from invitations.models import Uitnodiging
from programmes.booklets import BookletError
from programmes.links import make_links
from programmes.models import Programme
from programmes.times import day_name

LAYOUT = "2"  # raise it when the same letter has to look otherwise
NOBODY = "Niemand krijgt een brief: iedereen heeft een e-mailadres, of er ontbreekt een postadres."
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Letter:
    """All that stands on it. `html` is the text, filled in and safe."""

    key: str
    name: str
    lines: tuple[str, ...]
    subject: str
    html: str
    url: str
    written_on: str
    sender: tuple[str, ...]
    contact: tuple[str, ...]
    is_for_guardian: bool = False

    @property
    def context(self) -> dict[str, Any]:
        """For templates/documents/brief.html."""
        return {"letter": self, "qr": qr_code(self.url, f"Persoonlijke pagina van {self.name}") if self.url else ""}


def qr_code(url: str, title: str, *, scale: int = 3) -> str:
    """Inline SVG with a title for who cannot see it; on a screen, so many pixels for each of its squares."""
    import segno  # noqa: PLC0415 (only letters and badges need it)

    svg: str = segno.make(url, error="m", micro=False).svg_inline(title=title, border=0, scale=scale)
    return svg


def letter_of(invitee: Invitee) -> Letter:
    programme = invitee.uitnodiging.programme
    bestuur = programme.bestuur
    written = timezone.localdate(invitee.uitnodiging.changed_at)
    return Letter(
        key="",
        name=Words(invitee.person.name).text,
        lines=tuple(Words(line).text for line in invitee.person.postal_lines),
        subject=invitee.subject,
        html="",
        url=invitee.url,
        written_on=f"{day_name(written)} {written.year}",
        sender=tuple(part for part in (bestuur.name, bestuur.address) if part),
        contact=tuple(
            part for part in (programme.contact_name, programme.contact_phone, programme.contact_email) if part
        ),
        is_for_guardian=invitee.person.is_minor,
    )


def _with_key(invitee: Invitee) -> Letter:
    """The plain text holds all that the text of the letter says, and how it is marked up stands in the source."""
    letter = letter_of(invitee)
    content = (LAYOUT, astuple(letter), invitee.uitnodiging.body, invitee.text)
    return replace(letter, key=hashlib.sha256(repr(content).encode()).hexdigest())


def _with_text(letter: Letter, invitee: Invitee) -> Letter:
    """On paper there is no button to push, and an address has to be read."""
    video = Address(invitee.uitnodiging.video_url)
    on_paper: dict[str, Value] = {
        "knop_antwoord": Made("knop_brief", {}, is_filled=bool(invitee.url)),
        "video": replace(video, label=f"Bekijk de korte video: {video.text}"),
    }
    values: dict[str, Value] = {**invitee.values, **on_paper}
    return replace(letter, html=replace(invitee, values=values).html)


def one_letter(invitee: Invitee) -> bytes:
    """A PDF of one letter, tagged, for the screen or the printer."""
    return print_all(letters_with_text([invitee]))[0]


def on_paper(programme: Programme) -> list[Invitee]:
    """Who has a postal address and no e-mail address, over all invitations, by name."""
    made = Uitnodiging.objects.filter(programme=programme).select_related("programme__bestuur")
    everybody = [invitee for uitnodiging in made for invitee in invitees(uitnodiging)]
    chosen = [invitee for invitee in everybody if invitee.way == LETTER]
    return sorted(chosen, key=lambda one: (one.person.last_name.casefold(), one.person.first_name.casefold()))


def letters_with_text(chosen: Iterable[Invitee]) -> list[Letter]:
    return [_with_text(_with_key(invitee), invitee) for invitee in chosen]


def print_letters(programme: Programme, progress: Progress) -> bytes:
    """The work of a job: one file with all letters; raises BookletError when there are none."""
    make_links(programme, now=timezone.now())
    chosen = on_paper(programme)
    if not chosen:
        raise BookletError(NOBODY)
    letters = [_with_key(invitee) for invitee in chosen]
    kept = kept_letters(programme)
    new = [_with_text(one, who) for one, who in zip(letters, chosen, strict=True) if one.key not in kept]
    done = len(letters) - len(new)
    progress(done, len(letters))
    printed = print_all(new, lambda count: progress(done + count, len(letters)))
    kept |= {letter.key: pdf for letter, pdf in zip(new, printed, strict=True)}
    kept = {letter.key: kept[letter.key] for letter in letters}
    if new:
        _keep(programme, kept)
    return merged(kept[letter.key] for letter in letters)


def merged(files: Iterable[bytes]) -> bytes:
    """One PDF for the printer, with all their pages in that order. The letters themselves keep their tags."""
    import pypdfium2  # noqa: PLC0415 (a compiled library that only the joining needs)

    whole = pypdfium2.PdfDocument.new()
    for content in files:
        with closing(pypdfium2.PdfDocument(content)) as letter:
            whole.import_pages(letter)
    out = BytesIO()
    with closing(whole):
        whole.save(out)
    return out.getvalue()


def _place(programme: Programme) -> str:
    return f"brieven/{programme.pk}.zip"


def kept_letters(programme: Programme) -> dict[str, bytes]:
    """{key: PDF} of the last print; nothing when there was none, or when it cannot be read."""
    try:
        with default_storage.open(_place(programme)) as file, zipfile.ZipFile(file) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (OSError, zipfile.BadZipFile):
        return {}


def _keep(programme: Programme, letters: dict[str, bytes]) -> None:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for key, pdf in letters.items():
            archive.writestr(zipfile.ZipInfo(key), pdf)
    throw_away(programme)
    default_storage.save(_place(programme), ContentFile(content.getvalue()))


def throw_away(programme: Programme) -> None:
    """What was kept of the last print."""
    default_storage.delete(_place(programme))
