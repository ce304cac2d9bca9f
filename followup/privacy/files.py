"""Files on disk go before the rows that point to them: whoever is killed in between, finds them again by the row."""

from collections.abc import Iterable
from typing import Any

from followup.privacy.rules import Rule
from press.models import Beeld, Upload
from press.pictures.crops import forget
from press.uploads.parts import path_of


def erase_files(rule: Rule, rows: Any, *, keep: tuple[str, ...] = ()) -> int:
    """Returns how many there were; what is gone already is no problem."""
    count = 0
    names = [name for name in rule.files.split() if name not in keep]
    for row in rows.iterator() if names or rule.model == "press.Upload" else ():
        count += sum(_erased(getattr(row, name)) for name in names)
        _also(row, is_whole=not keep)
    return count


def no_digests(files: Iterable[str]) -> dict[str, str]:
    """Values that go along with drawn papers, so that they are drawn anew: {'pdf', 'public_pdf'} have one each."""
    return {name.replace("pdf", "digest"): "" for name in files if name.endswith("pdf")}


def erase_papers(rule: Rule, rows: Any) -> None:
    """Papers that are drawn anew when somebody asks."""
    erase_files(rule, rows)
    files = dict.fromkeys(rule.files.split(), "")
    rows.update(**files, **no_digests(files))


def _erased(file: Any) -> bool:
    if not file:
        return False
    file.storage.delete(file.name)
    return True


def _also(row: Any, *, is_whole: bool) -> None:
    """What no field names: crops of a picture, parts of a file that was coming in."""
    if isinstance(row, Beeld) and is_whole:
        forget(row)
    if isinstance(row, Upload):
        for path in (path_of(row), path_of(row).with_suffix(".slot")):
            path.unlink(missing_ok=True)
