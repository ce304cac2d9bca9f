"""The press kit of a day with many photos: made for the first time, and once more after one caption changed."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from statistics import median
from time import process_time

from django.core.files.base import ContentFile
from django.test import override_settings
from django.utils import timezone
from PIL import Image, ImageChops

from press.kit.archive import kit_zip
from press.kit.pdf import kit_pdf
from press.models import Beeld, Persmap
from press.pictures.drawing import draw_picture
from programmes.bench import Result, peak_mib
from programmes.bench.data import make_programme
from programmes.models import Programme

FIRST, AGAIN, PEAK = 3, 0.1, 400


@dataclass(frozen=True, slots=True)
class Day:
    photos: int = 40
    size: tuple[int, int] = (4000, 3000)  # 12 megapixels
    baseline: tuple[int, int] = (1600, 1200)
    runs: int = 3


LARGE = Day()


def run(day: Day = LARGE) -> Iterator[Result]:
    with tempfile.TemporaryDirectory(prefix="expeditie-kit-") as folder, override_settings(MEDIA_ROOT=folder):
        programme = with_photos(day.photos, day.size)
        times: dict[str, list[float]] = {"baseline": [], "first": [], "again": []}
        for turn in range(day.runs):
            times["baseline"].append(_clock(lambda: _decode_and_scale(programme, day.baseline)))
            times["first"].append(_clock(lambda: _first(programme)))
            Beeld.objects.filter(sha256="0").update(caption=f"Een ander bijschrift {turn}")
            times["again"].append(_clock(lambda: _make(programme)))
    baseline, first, again = (median(times[name]) for name in ("baseline", "first", "again"))
    yield _result(
        "first", first, size=day.photos, ratio=round(first / baseline, 2), of="decoding and scaling once", most=FIRST
    )
    yield _result("again", again, size=day.photos, ratio=round(again / first, 3), of="first", most=AGAIN)


def photo(number: int, size: tuple[int, int]) -> bytes:
    """A JPEG with as much in it as a camera leaves: another one for each number."""
    small = (size[0] // 4, size[1] // 4)
    bands = [ImageChops.offset(Image.effect_noise(small, 60), number * 7, number * 3) for _ in range(3)]
    out = BytesIO()
    Image.merge("RGB", bands).resize(size).save(out, "JPEG", quality=88)
    return out.getvalue()


def with_photos(count: int, size: tuple[int, int]) -> Programme:
    """Approved, and nobody on them can be recognised; not drawn yet. They stay on disk, so as not to count as ours."""
    programme = make_programme(8)
    for number in range(count):
        Beeld.objects.create(
            programme=programme,
            sha256=str(number),
            original=ContentFile(photo(number, size), f"{number}.jpg"),
            caption=f"Foto {number}",
            credit="Gemeente Leiedorp",
            alt="Bezoekers aan een lange tafel",
            state=Beeld.State.GOEDGEKEURD,
            people_checked=True,
            uploaded_at=timezone.now(),
        )
    return programme


def _decode_and_scale(programme: Programme, size: tuple[int, int]) -> None:
    for beeld in Beeld.objects.filter(programme=programme):
        with beeld.original.open("rb") as file, Image.open(file) as image:
            image.load()
            image.resize(size, Image.Resampling.LANCZOS)


def _first(programme: Programme) -> None:
    Persmap.objects.filter(programme=programme).delete()
    for beeld in Beeld.objects.filter(programme=programme):
        draw_picture(beeld)
    _make(programme)


def _make(programme: Programme) -> None:
    """The PDF and the ZIP, whose parts nobody keeps."""
    now = timezone.now()
    pdf, kit = kit_pdf(programme, now=now)
    size = sum(len(part) for part in kit_zip(programme, kit, pdf, to="bench", now=now))
    assert size > len(pdf) > 0  # noqa: S101 (nothing would be fast)
    assert len(kit.pictures) == Beeld.objects.filter(programme=programme).count()  # noqa: S101


def _clock(action: Callable[[], object]) -> float:
    begin = process_time()
    action()
    return process_time() - begin


def _result(case: str, seconds: float, *, size: int, ratio: float, of: str, most: float) -> Result:
    has_peak = case == "first"
    return Result(
        bench="kit",
        case=case,
        size=size,
        seconds=round(seconds, 3),
        queries=None,
        peak_mib=peak_mib(),
        ratio=ratio,
        of=of,
        limit=f"ratio<={most:g}" + (f" peak<={PEAK}" if has_peak else ""),
        ok=ratio <= most and (not has_peak or peak_mib() <= PEAK),
    )
