"""Letters, read back: where the address stands, the pages, the tags, and that what did not change stays as it was."""

import subprocess
import sys
import time
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import segno
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from invitations.inviting.invitees import invitees
from invitations.inviting.letters import kept_letters, letters_with_text, merged, one_letter, print_letters
from invitations.inviting.printing import ALONE, print_all
from invitations.inviting.starting_texts import starting_text
from programmes import jobs
from programmes.booklets import BookletError
from programmes.links import make_links
from programmes.models import Opdracht, Programme, User
from tests.factories import make_bezoek
from tests.invitations.uitnodigingen import NOW, make_invited, make_uitnodiging, make_version

pytestmark = pytest.mark.usefixtures("no_complaints")

MM = 72 / 25.4  # in points
DOTS = 10
HOME = {"email": "", "street": "Lindestraat 12", "postcode": "8800", "city": "Leiedorp"}


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content), strict=True)


def words(pdf: PdfReader, page: int = 0) -> str:
    return " ".join(pdf.pages[page].extract_text().split())


def picture(content: bytes, **options: Any) -> Image.Image:
    """The first page at DOTS a millimetre: 255 where there is ink, 0 where there is none."""
    with closing(PdfDocument(content)) as pdf:
        page: Image.Image = pdf[0].render(scale=DOTS / MM, **options).to_pil().convert("L")
    return page.point([255] * 128 + [0] * 128)


def ink(content: bytes, left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
    """The box around all ink in a part of the first page, in millimetres from its top left corner."""
    x, y = int(left * DOTS), int(top * DOTS)
    box = picture(content).crop((x, y, int(right * DOTS), int(bottom * DOTS))).getbbox()
    assert box is not None
    return tuple(side / DOTS for side in (x + box[0], y + box[1], x + box[2], y + box[3]))


def test_the_address_stands_in_the_window_and_nothing_else_does(programme: Programme) -> None:
    """However the paper slides: A4 in three has 10 mm of room in an envelope of 220 by 110 mm, and 11 mm in height.

    The window measures 100 by 45 mm, 20 mm from the right and 20 mm from below. The address here takes five lines.
    """
    name = {"first_name": "Marie-Josephine Antoinette", "last_name": "Vandenbroucke-Van Overmeire de Lichtervelde"}
    street = {"street": "Burgemeester Vandenbogaerdelaan 112 bus 0301"}
    make_invited(programme, **HOME | name | street, is_minor=True, guardian="Bo Maes, 0470 1")
    letter = one_letter(invitees(make_uitnodiging(programme))[0])
    seen = ink(letter, left=90, top=34, right=200, bottom=90)
    assert (seen[0] >= 100, seen[1] >= 45, seen[2] <= 190, seen[3] <= 79) == (True, True, True, True), seen


def code_on(content: bytes, modules: int) -> list[list[int]]:
    """The QR code as a camera sees it: 1 where the middle of a module is dark."""
    with closing(PdfDocument(content)) as pdf:
        page = pdf[0]
        width, height = page.get_size()
        boxes = [one.get_bounds() for one in page.get_objects(filter=[FPDF_PAGEOBJ_PATH])]
        ((left, bottom, right, top),) = [box for box in boxes if 20 * MM < box[2] - box[0] < 30 * MM]
    code = picture(content, crop=(left, bottom, width - right, height - top))
    code = code.crop(code.getbbox())
    middles = [(number + 0.5) * code.width / modules for number in range(modules)]
    return [[int(bool(code.getpixel((int(x), int(y))))) for x in middles] for y in middles]


def test_the_code_opens_the_page_of_this_person(programme: Programme) -> None:
    make_invited(programme, "An", **HOME)
    make_invited(programme, "Bo", **HOME)
    make_links(programme, now=NOW)
    for invitee in invitees(make_uitnodiging(programme)):
        expected = [list(row) for row in segno.make(invitee.url, error="m").matrix]
        assert code_on(one_letter(invitee), len(expected)) == expected


def test_a_letter_says_it_all(programme: Programme) -> None:
    gast = make_invited(programme, **HOME)
    make_bezoek(programme, people=[gast.mandataris])
    make_version(programme)
    uitnodiging = make_uitnodiging(
        programme, video_url="https://video.example.be/x", body="{programma}\n\n{video}\n\n{knop_antwoord}"
    )
    pdf = read(one_letter(invitees(uitnodiging)[0]))
    text = words(pdf)
    for part in (
        "An Peeters Lindestraat 12 8800 Leiedorp",
        "maandag 3 februari 2025 Kom mee, An",
        "Maandag 24 februari",
        "9.30–10.30",
        "Bekijk de korte video: https://video.example.be/x",
        "De code en het adres om te antwoorden staan onderaan deze brief.",
        "Richt de camera van je telefoon op de code, of typ dit adres: http://localhost:8000/mijn/persoonlijke-link/",
        "1 / 1",
    ):
        assert part in text


@pytest.mark.parametrize("is_published", [True, False])
def test_the_text_of_a_letter_tells_of_the_personal_page_once(programme: Programme, *, is_published: bool) -> None:
    programme.answer_by = NOW.date()
    gast = make_invited(programme, **HOME)
    make_bezoek(programme, people=[gast.mandataris])
    make_version(programme)
    _, body = starting_text("raad", is_published=is_published)
    (letter,) = letters_with_text(invitees(make_uitnodiging(programme, body=body)))
    assert (letter.html.count("persoonlijke pagina"), letter.html.count("onderaan deze brief")) == (1, 1)


def test_a_letter_is_tagged_with_a_language_a_title_and_a_named_code(programme: Programme) -> None:
    make_invited(programme, **HOME)
    content = one_letter(invitees(make_uitnodiging(programme))[0])
    root: Any = read(content).trailer["/Root"]
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == ("nl-BE", True)
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert read(content).metadata.title == "Kom mee, An · An Peeters"  # type: ignore[union-attr]
    pdf = read(content)
    objects = [pdf.get_object(number) for number in range(1, pdf.trailer["/Size"])]
    figures = [one["/Alt"] for one in objects if isinstance(one, DictionaryObject) and "/Alt" in one]
    assert figures == ["Persoonlijke pagina van An Peeters"]


def test_a_hostile_name_is_only_a_name(programme: Programme) -> None:
    hostile = '<img src="file:///etc/passwd">'
    make_invited(programme, hostile, last_name="", **HOME | {"street": "<h1>Straat</h1>", "email": ""})
    text = words(read(one_letter(invitees(make_uitnodiging(programme))[0])))
    assert f"{hostile} <h1>Straat</h1> 8800 Leiedorp" in text


def test_of_a_minor_the_letter_goes_to_the_guardian(programme: Programme) -> None:
    make_invited(programme, **HOME, is_minor=True, guardian="Bo Maes, 0470 1")
    text = words(read(one_letter(invitees(make_uitnodiging(programme))[0])))
    assert "Aan de ouder of voogd van An Peeters Lindestraat 12" in text


def test_all_letters_come_in_one_file_by_name(programme: Programme) -> None:
    for name in ("An", "Bo", "Cas"):
        make_invited(programme, name, last_name=f"{'ZYX'['ABC'.index(name[0])]}", **HOME)
    make_invited(programme, "Metmail")
    make_uitnodiging(programme)
    told: list[tuple[int, int]] = []
    pdf = read(print_letters(programme, lambda done, total: told.append((done, total))))
    assert [words(pdf, page).split("Kom mee, ")[1].split()[0] for page in range(3)] == ["Cas", "Bo", "An"]
    assert [len(pdf.pages), told] == [3, [(0, 3), (1, 3), (2, 3), (3, 3)]]
    assert all("/mijn/" in words(pdf, page) for page in range(3))


def test_what_did_not_change_is_kept_byte_for_byte(programme: Programme) -> None:
    first = make_invited(programme, "An", **HOME)
    make_invited(programme, "Bo", **HOME)
    make_uitnodiging(programme)
    before = words(read(print_letters(programme, lambda *_: None)))
    old = kept_letters(programme)
    told: list[tuple[int, int]] = []
    assert words(read(print_letters(programme, lambda done, total: told.append((done, total))))) == before
    assert kept_letters(programme) == old
    assert told == [(2, 2)]
    first.mandataris.street = "Nieuwstraat 1"
    first.mandataris.save()
    print_letters(programme, lambda *_: None)
    new = kept_letters(programme)
    assert [len(old), len(new), len(old.keys() & new.keys())] == [2, 2, 1]
    assert [old[key] == new[key] for key in old.keys() & new.keys()] == [True]


def test_two_processes_print_the_same_as_one(programme: Programme) -> None:
    for number in range(ALONE + 1):
        make_invited(programme, f"P{number:02}", **HOME)
    letters = letters_with_text(invitees(make_uitnodiging(programme)))
    told: list[int] = []
    many = print_all(letters, told.append)
    assert [words(read(pdf)).count("Kom mee, P") for pdf in many] == [1] * len(letters)
    assert many[3] == print_all([letters[3]])[0]
    assert told[-1] == len(letters)


def test_nobody_to_write_to_is_a_sentence(programme: Programme) -> None:
    make_invited(programme)
    make_uitnodiging(programme)
    with pytest.raises(BookletError, match="Niemand krijgt een brief"):
        print_letters(programme, lambda *_: None)


def test_a_worker_prints_the_letters(
    programme: Programme, coordinator: User, django_capture_on_commit_callbacks: Any
) -> None:
    make_invited(programme, **HOME)
    make_uitnodiging(programme)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.start(programme, "brieven", by=coordinator, now=NOW)
    job = Opdracht.objects.get()
    assert (job.state, job.done, job.total) == ("klaar", 1, 1)
    with job.file.open() as file:
        assert len(read(file.read()).pages) == 1


def test_joined_letters_look_as_each_of_them_does(programme: Programme) -> None:
    make_invited(programme, **HOME)
    letter = one_letter(invitees(make_uitnodiging(programme))[0])
    pdf = read(merged([letter, letter]))
    assert len(pdf.pages) == 2
    assert words(pdf, 0) == words(pdf, 1) == words(read(letter))


KILLED = """
import multiprocessing
import django
django.setup()
from invitations.inviting.letters import Letter
from invitations.inviting.printing import print_all
letter = Letter("", "An", ("Markt 1",), "Dag", "<p>Dag</p>", "", "vandaag", ("Leiedorp",), ())
def told(count):
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
print_all([letter] * 1000, told)
"""


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes the way Linux shows them")
def test_who_prints_leaves_when_the_worker_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED], stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        printing = [int(pid) for pid in worker.stdout.readline().split()]
        worker.kill()
    for _ in range(100):
        if not any(map(alive, printing)):
            break
        time.sleep(0.1)
    assert [len(printing), [pid for pid in printing if alive(pid)]] == [2, []]
