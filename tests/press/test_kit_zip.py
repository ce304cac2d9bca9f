"""The ZIP of the press kit: others can open it, its list is exact, and its memory stays flat."""

import subprocess
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from invitations.models import Verhaal
from invitations.stories.consent import withdraw
from press.kit.archive import kit_zip
from press.kit.pdf import kit_pdf
from press.models import Uitgifte
from programmes.models import Programme
from tests.press.kits import story_of
from tests.press.quotes import NOW, make_approved, make_picture, recognise

MIB = 1024 * 1024


def unzipped(programme: Programme, tmp_path: Path) -> tuple[dict[str, bytes], str]:
    """Its files, and what `unzip -t` says of it."""
    pdf, kit = kit_pdf(programme, now=NOW)
    path = tmp_path / "persmap.zip"
    path.write_bytes(b"".join(kit_zip(programme, kit, pdf, to="De Krant", now=NOW)))
    said = subprocess.run(["unzip", "-t", str(path)], capture_output=True, text=True, check=False).stdout
    with zipfile.ZipFile(path) as archive:
        return {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}, said


def test_the_zip_opens_and_its_list_is_exact(published: Programme, tmp_path: Path) -> None:
    make_picture(published, "teal", caption="Koffie in de living", credit="An")
    make_picture(published, "red", state="nieuw")
    files, said = unzipped(published, tmp_path)
    assert "No errors detected" in said
    picture = next(name for name in files if name.endswith(".jpg"))
    assert (picture, files[picture][:2]) == ("beeld/01-koffie-in-de-living.jpg", b"\xff\xd8")
    listed = [line[2:] for line in files["inhoud.txt"].decode("utf-8-sig").splitlines() if line.startswith("- ")]
    assert sorted([*listed, "inhoud.txt"]) == sorted(files)
    assert "Koffie in de living\r\nFoto: An" in files["beeld/bijschriften.txt"].decode("utf-8-sig")
    assert b"%PDF" in files["persmap.pdf"][:8]


def test_a_consent_that_goes_while_the_zip_leaves(published: Programme) -> None:
    """The PDF with it left already, which is noted; the picture itself is asked for again just before it goes."""
    beeld = make_picture(published, caption="Koffie")
    consent = recognise(beeld, "Maria", "pers")
    pdf, kit = kit_pdf(published, now=NOW)
    parts = kit_zip(published, kit, pdf, to="De Krant", now=NOW)
    first = next(parts)
    withdraw(consent, by="Maria", now=NOW)
    with zipfile.ZipFile(BytesIO(first + b"".join(parts))) as archive:
        assert [name for name in archive.namelist() if name.endswith(".jpg")] == []
    assert Uitgifte.objects.get().beelden == [beeld.pk]


def test_to_whom_it_went_is_kept(published: Programme, tmp_path: Path) -> None:
    beeld, quote = make_picture(published), make_approved(published, "pers")
    story_of(published, "pers")
    unzipped(published, tmp_path)
    handed = Uitgifte.objects.get()
    assert (handed.to, handed.beelden, handed.quotes) == ("De Krant", [beeld.pk], [quote.pk])
    assert handed.verhalen == [Verhaal.objects.get().pk]


def test_a_line_that_breaks_halfway_is_noted(published: Programme) -> None:
    beeld = make_picture(published)
    pdf, kit = kit_pdf(published, now=NOW)
    parts = kit_zip(published, kit, pdf, to="De Krant", now=NOW)
    next(parts)
    parts.close()
    handed = Uitgifte.objects.get()
    assert (handed.to, handed.beelden) == ("De Krant", [beeld.pk])


def test_a_file_that_went_meanwhile_does_not_break_the_rest(published: Programme) -> None:
    gone = make_picture(published, "teal", caption="Weg")
    make_picture(published, "red", caption="Koffie")
    pdf, kit = kit_pdf(published, now=NOW)
    gone.print.storage.delete(gone.print.name)
    with zipfile.ZipFile(BytesIO(b"".join(kit_zip(published, kit, pdf, to="De Krant", now=NOW)))) as archive:
        names = [name for name in archive.namelist() if name.endswith(".jpg")]
        listed = archive.read(next(name for name in archive.namelist() if name.endswith("inhoud.txt"))).decode()
    assert (len(names), names[0].endswith("-koffie.jpg"), "weg.jpg" in listed) == (1, True, False)


def large_picture(programme: Programme, number: int) -> None:
    """20 MiB in print, most of it nothing."""
    beeld = make_picture(programme, ("teal", "red", "blue", "green", "black", "white")[number])
    with Path(beeld.print.path).open("r+b") as file:
        file.truncate(20 * MIB)


@pytest.mark.parametrize("count", [1, 6])
def test_memory_stays_flat(published: Programme, count: int) -> None:
    for number in range(count):
        large_picture(published, number)
    pdf, kit = kit_pdf(published, now=NOW)
    tracemalloc.start()
    size = sum(len(part) for part in kit_zip(published, kit, pdf, to="De Krant", now=NOW))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (size > count * 20 * MIB, peak < 4 * MIB) == (True, True)
