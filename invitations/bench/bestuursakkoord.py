"""The agreement: what 60 services face against 120 pages, against reading the text of those pages out of the PDF."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from random import Random

from django.utils import timezone

import invitations.akkoorden
from invitations.akkoorden.blocks import HEADING, Block
from invitations.akkoorden.files import Agreement
from invitations.akkoorden.keeping import keep
from invitations.akkoorden.layout import blocks_of
from invitations.akkoorden.matching import propose
from invitations.akkoorden.passages import sentences
from invitations.akkoorden.pdf import Line, lines_of
from invitations.akkoorden.texts import blocks_in
from invitations.models import Bestuursakkoord, Fiche, Project, Raakvlak, Uitdaging
from programmes.bench import Figures, Result, measured, peak_mib
from programmes.bench.data import coordinator_of, make_programme
from programmes.models import Programme

SERVICES, PAGES = 60, 120
VISITS_EACH = 5  # as the week of the benches has them
CHALLENGES, PROJECTS = 4, 2
RATIO = 1
_numbers = count(1)


def run() -> Iterator[Result]:
    text = _text()
    pdf = agreement_pdf(text, pages=PAGES)
    answer = lines_of(pdf)
    programme = facing_programme(text, services=SERVICES)
    akkoord = kept(programme, [Line(*line) for line in answer["lines"]], answer["pages"])
    matching, reading = measured(match(programme, akkoord), lambda: read_out(pdf))
    yield _result(matching, round(matching.seconds / reading.seconds, 2))


def match(programme: Programme, akkoord: Bestuursakkoord) -> Callable[[], object]:
    """From an agreement that lies in the database to proposals that lie there, all of them new."""

    def action() -> None:
        Raakvlak.objects.filter(passage__akkoord=akkoord).delete()
        assert propose(programme, akkoord), "nothing was proposed"  # noqa: S101 (nothing would be fast)

    return action


def read_out(pdf: bytes) -> int:
    """Nothing but the text: our own reader also looks where it stands and how large it is."""
    import pypdfium2  # noqa: PLC0415 (a compiled library that only this needs)

    length = 0
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for page in document:
            with closing(page.get_textpage()) as text:
                length += len(text.get_text_range())
    return length


def kept(programme: Programme, lines: list[Line], pages: int) -> Bestuursakkoord:
    agreement = Agreement(list(blocks_of(lines)), pages)
    return keep(
        programme.bestuur,
        agreement,
        title="Meting",
        filename="meting.pdf",
        by=coordinator_of(programme),
        now=timezone.now(),
    )


def facing_programme(text: list[Block], *, services: int) -> Programme:
    """Each service with challenges and projects, in words like those of the agreement."""
    programme = make_programme(services * VISITS_EACH)
    random = Random(1)  # noqa: S311 (a text that is the same each time)
    said = [sentence for block in text if block.kind != HEADING for sentence in sentences(block.text)]
    fiches = Fiche.objects.bulk_create(
        Fiche(programme=programme, zorgdienst=service) for service in programme.diensten.all()
    )
    Uitdaging.objects.bulk_create(
        Uitdaging(fiche=fiche, theme="aanbod", title=_some(random, said, 4), text=_some(random, said, 25))
        for fiche in fiches
        for _ in range(CHALLENGES)
    )
    Project.objects.bulk_create(
        Project(fiche=fiche, title=_some(random, said, 4), text=_some(random, said, 15))
        for fiche in fiches
        for _ in range(PROJECTS)
    )
    return programme


def agreement_pdf(text: list[Block], *, pages: int) -> bytes:
    """Set in two sizes of heading, with lists, a header and page numbers; as many pages as asked."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 (takes 0.9 s to import)

    random = Random(2)  # noqa: S311
    style = CSS(string=_STYLE)
    drawn = [HTML(string=_chapter(random, text)).render(stylesheets=[style]) for _ in range(pages // 2)]
    whole = [page for chapter in drawn for page in chapter.pages][:pages]
    content: bytes = drawn[0].copy(whole).write_pdf()
    return content


_STYLE = """
@page { size: A4; margin: 2cm; @top-left { content: 'Bestuursakkoord' } @bottom-right { content: counter(page) } }
body { font: 11pt sans-serif; hyphens: auto; text-align: justify }
"""


def _chapter(random: Random, text: list[Block]) -> str:
    """Some two pages, each sentence somewhere else than in the chapter before."""
    said = [sentence for block in text if block.kind != HEADING for sentence in sentences(block.text)]
    heads = [block.text for block in text if block.kind == HEADING]
    parts = [f"<h1>{next(_numbers)}. {random.choice(heads)}</h1>"]
    for _ in range(6):
        parts.append(f"<h2>{_some(random, said, 4)}</h2>")
        parts += [f"<p>{' '.join(random.sample(said, 3))}</p>" for _ in range(2)]
        parts.append(f"<p>Daarom:</p><ul><li>{_some(random, said, 12)}</li><li>{_some(random, said, 12)}</li></ul>")
    return f"<html lang='nl'><title>Meting</title><body>{''.join(parts)}"


def _some(random: Random, said: list[str], words: int) -> str:
    """So many words from several sentences."""
    taken = re.findall(r"[\w-]{4,}", " ".join(random.sample(said, 6)))
    return " ".join(random.sample(taken, min(words, len(taken))))[:150].capitalize()


def _text() -> list[Block]:
    return list(blocks_in(Path(invitations.akkoorden.__file__).with_name("leiedorp.txt").read_text(encoding="utf-8")))


def _result(figures: Figures, ratio: float) -> Result:
    return Result(
        bench="bestuursakkoord",
        case="match",
        size=SERVICES,
        seconds=round(figures.seconds, 4),
        queries=figures.queries,
        peak_mib=peak_mib(),
        ratio=ratio,
        of="reading",
        limit=f"ratio<={RATIO}",
        ok=ratio <= RATIO,
    )
