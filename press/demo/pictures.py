"""Pictures of Leiedorp, drawn: a hall, a table, people without a face. Nothing is anybody's likeness."""

import datetime as dt
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import NAMESPACE_URL, uuid5

from PIL import Image, ImageDraw

from press.models import Beeld, Upload
from press.pictures.drawing import draw_picture
from press.pictures.receiving import receive
from programmes.models import Programme
from programmes.versions import published_week

SIZE = (1600, 1200)
WALLS = ("#dfe9e4", "#f3e3cf", "#dbe4ef", "#efdfe2", "#e6ead2", "#e9e0ee")
COATS = ("#14594f", "#b4532a", "#2f4b7c", "#8a3b57", "#5c6b2f", "#6b4a8a")
SKINS = ("#d9a77f", "#8d5a3b", "#f0c9a4", "#b07a52")
PICTURES = (  # (service, caption, alt, approved)
    ("De Meersen", "Koffie in de living", "Twee bezoekers schenken koffie in aan een lange tafel.", True),
    ("De Meersen", "Mee aan het werk", "Drie mensen in werkkledij rond een kar met soep.", True),
    ("De Speelboot", "De kinderraad vraagt uit", "Bezoekers zitten in een kring met de kinderraad.", True),
    ("De Brug", "Soep voor iedereen", "Een vrijwilliger schept soep voor twee bezoekers.", True),
    ("De Brug", "", "", False),
    ("De Kade", "", "", False),
)


def demo_picture(number: int) -> bytes:
    """A JPEG of 1600 x 1200; another one for each number."""
    image = Image.new("RGB", SIZE, WALLS[number % len(WALLS)])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 860, 1600, 1200), fill="#c9b79c")
    left = 120 + number * 90 % 300
    draw.rectangle((left, 120, left + 420, 520), fill="#bfe0ea", outline="#ffffff", width=18)
    draw.line((left + 210, 120, left + 210, 520), fill="#ffffff", width=12)
    draw.ellipse((left + 60, 330, left + 190, 540), fill="#5f8f5a")
    for place in range(3 + number % 3):
        _figure(draw, 330 + place * 250 + number * 37 % 90, 640 - (place + number) % 2 * 40, number + place)
    draw.rounded_rectangle((200, 880, 1450, 960), 20, fill="#7a5230")
    for cup in range(4):
        draw.ellipse((330 + cup * 290, 840, 420 + cup * 290, 905), fill="#ffffff", outline="#a0a0a0", width=4)
    out = BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def _figure(draw: ImageDraw.ImageDraw, x: int, y: int, number: int) -> None:
    draw.rounded_rectangle((x - 95, y, x + 95, y + 330), 80, fill=COATS[number % len(COATS)])
    draw.ellipse((x - 68, y - 135, x + 68, y + 10), fill=SKINS[number % len(SKINS)])
    draw.chord((x - 74, y - 145, x + 74, y), 180, 360, fill=("#3b2a20", "#d8d4cc", "#7a4a22")[number % 3])


def load_pictures(programme: Programme, *, now: dt.datetime) -> None:
    for number, (service, caption, alt, is_approved) in enumerate(PICTURES):
        key = uuid5(NAMESPACE_URL, f"demo-beeld-{programme.pk}-{number}")
        if Beeld.objects.filter(key=key).exists():
            continue
        upload = Upload(programme=programme, key=key, filename=f"IMG_{4100 + number}.jpg", meta={"name": "Karim"})
        upload.visit = _visit_at(programme, service)
        beeld = _received(upload, demo_picture(number), now=now - dt.timedelta(minutes=number))
        beeld.caption, beeld.alt, beeld.credit = caption, alt, "Gemeente Leiedorp" if is_approved else ""
        beeld.state = Beeld.State.GOEDGEKEURD if is_approved else Beeld.State.NIEUW
        beeld.people_checked = is_approved
        beeld.save()


def _visit_at(programme: Programme, name: str) -> int | None:
    week = published_week(programme)
    visits = [visit for visit in week.visits if name in week.name_of(visit)] if week else []
    return visits[0].id if visits else None


def _received(upload: Upload, content: bytes, *, now: dt.datetime) -> Beeld:
    with NamedTemporaryFile(suffix=".jpg", delete=False) as file:
        file.write(content)
    path = Path(file.name)
    try:
        beeld = receive(upload, path, now=now)
    finally:
        path.unlink(missing_ok=True)
    if beeld.work == Beeld.Work.WACHT:
        draw_picture(beeld)
    beeld.refresh_from_db()
    return beeld
