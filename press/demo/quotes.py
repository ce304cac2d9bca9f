"""What people said in Leiedorp: two who approved it for the website, one who was asked, one who said no, one new."""

import datetime as dt
from hashlib import sha256
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import ContentFile

from invitations.models import Toestemming
from invitations.stories.consent import USUAL_YEARS, years_after
from press.models import Beeld, Persmap, Quote
from press.testimonials.asking import approve, ask, refuse
from programmes.models import Contactpersoon, Mandataris, Programme
from programmes.times import local
from programmes.versions import published_week

Channel, Purpose = Toestemming.Channel, Toestemming.Purpose
PUBLIC = (Channel.INTERN, Channel.SITE, Channel.SOCIAAL, Channel.PERS)
AN_HOUR = dt.timedelta(hours=1)
SKIN, HAIR, COAT, GROUND = "#d9a77f", "#3b2a20", "#14594f", "#f0d9c0"
QUOTES = (  # (service, who, what, state, on the public page)
    (
        "De Meersen",
        "Bensalem",
        "Ik dacht dat ik kwam kijken. Om tien uur schonk ik koffie, en ik ging naar huis met acht verhalen.",
        *(Quote.State.GOEDGEKEURD, True),
    ),
    (
        "De Meersen",
        "An De Smet",
        "Ze bleven langer dan gepland, en niemand keek op zijn telefoon. Onze mensen voelden zich gezien.",
        *(Quote.State.GOEDGEKEURD, True),
    ),
    (
        "De Meersen",
        "Lambrecht",
        "Een bewoonster vroeg of ik volgende week terugkom. Ik heb ja gezegd.",
        *(Quote.State.GEVRAAGD, False),
    ),
    (
        "De Speelboot",
        "Hoste",
        "De kinderraad stelde de moeilijkste vragen van het hele jaar.",
        *(Quote.State.GEWEIGERD, False),
    ),
    (
        "De Brug",
        "",
        "Hier kom je binnen voor soep en ga je buiten met een afspraak voor de kaartclub.",
        *(Quote.State.NIEUW, False),
    ),
)


def load_quotes(programme: Programme, *, now: dt.datetime) -> None:
    Persmap.objects.get_or_create(programme=programme, defaults={"is_public": True})
    if Quote.objects.filter(programme=programme).exists():
        return
    for number, (service, who, text, state, is_testimonial) in enumerate(QUOTES):
        quote = _quote(programme, service, who, text, now=now - AN_HOUR * (number + 1))
        quote.is_testimonial = is_testimonial
        if is_testimonial and quote.mandataris:
            quote.portrait = _portrait(quote, quote.mandataris, now=now)
        quote.save()
        _bring_to(quote, state, now=now)


def _quote(programme: Programme, service: str, who: str, text: str, *, now: dt.datetime) -> Quote:
    zorgdienst = programme.diensten.get(name__contains=service)
    week = published_week(programme)
    visits = [visit for visit in week.visits_at(zorgdienst.pk) if visit.is_visit] if week else []
    guest = programme.guests.filter(last_name=who).first() if who else None
    host = Contactpersoon.objects.filter(bestuur=programme.bestuur, name=who).first() if who else None
    person = guest or host
    return Quote(
        programme=programme,
        zorgdienst=zorgdienst,
        visit=visits[0].id if visits else None,
        key=uuid5(NAMESPACE_URL, f"demo-quote-{programme.pk}-{text}"),
        text=text,
        name=person.name if person else "Een vrijwilliger",
        function=person.function if person else "vrijwilliger",
        mandataris=guest,
        contactpersoon=host,
        received_at=now,
        received_from="Sofie Windels",
    )


def _bring_to(quote: Quote, state: str, *, now: dt.datetime) -> None:
    if state == Quote.State.GEVRAAGD:
        ask(quote, now=now)
    elif state == Quote.State.GOEDGEKEURD:
        approve(quote, PUBLIC, now=now)
    elif state == Quote.State.GEWEIGERD:
        refuse(quote, now=now)


def _portrait(quote: Quote, person: Mandataris, *, now: dt.datetime) -> Beeld:
    content = _drawing()
    files = {name: ContentFile(content, "portret.jpg") for name in ("original", "print", "web", "thumb")}
    beeld = Beeld.objects.create(
        programme=quote.programme,
        zorgdienst=quote.zorgdienst,
        sha256=sha256(content).hexdigest(),
        filename="portret.jpg",
        size=len(content),
        width=600,
        height=600,
        work=Beeld.Work.KLAAR,
        state=Beeld.State.GOEDGEKEURD,
        people_checked=True,
        alt=f"Portret van {person.name}",
        credit="communicatie Leiedorp",
        uploaded_at=now,
        **files,
    )
    beeld.herkend.create(name=person.name, mandataris=person, toestemming=_consent(quote, person, now=now))
    return beeld


def _consent(quote: Quote, person: Mandataris, *, now: dt.datetime) -> Toestemming:
    today = local(now).date()
    return Toestemming.objects.create(
        bestuur=quote.programme.bestuur,
        programme=quote.programme,
        mandataris=person,
        person=person.name,
        purposes=[Purpose.BEELD_MAKEN, Purpose.BEELD_GEBRUIKEN],
        channels=list(PUBLIC),
        given_on=today,
        ends_on=years_after(today, USUAL_YEARS),
        proof="Getekend blad, map onthaal",
        created_at=now,
    )


def _drawing() -> bytes:
    """A face of a few shapes: nobody's."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 (only the demo draws)

    picture = Image.new("RGB", (600, 600), GROUND)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((90, 420, 510, 840), fill=COAT)
    pen.ellipse((180, 95, 420, 335), fill=HAIR)
    pen.rectangle((255, 360, 345, 450), fill=SKIN)
    pen.ellipse((195, 130, 405, 410), fill=SKIN)
    pen.pieslice((185, 95, 415, 345), 180, 360, fill=HAIR)
    for left in (250, 330):
        pen.ellipse((left, 255, left + 22, 277), fill=HAIR)
    pen.arc((255, 290, 345, 360), 20, 160, fill=HAIR, width=6)
    out = BytesIO()
    picture.save(out, "JPEG", quality=82)
    return out.getvalue()
