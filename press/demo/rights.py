"""Who may be on a picture in Leiedorp: most said yes, one rather not, a group, and one who changed her mind."""

import datetime as dt

from invitations.models import Toestemming
from invitations.stories.consent import USUAL_YEARS, withdraw, years_after
from press.models import Beeld, Groep, Uitgifte
from press.rights.handed_out import note_handed_out
from press.rights.own import Said, keep_word
from press.rights.recognised import recognise
from press.rights.register import Register, why_not_used
from programmes.models import Mandataris, Programme, Zorgdienst
from programmes.times import local
from programmes.versions import published_week

Channel, Purpose = Toestemming.Channel, Toestemming.Purpose
EVERYWHERE = tuple(Channel.values)
ANSWERS = (  # of the guests in turn; None: never said anything
    Said(refuses=False, channels=EVERYWHERE),
    Said(refuses=False, channels=EVERYWHERE),
    Said(refuses=False, channels=(Channel.INTERN, Channel.SITE)),
    None,
    Said(refuses=False, channels=EVERYWHERE),
)
CREW = "Koffieploeg De Meersen"
MEMBERS = ("Lieve Claeys", "Roger Baert", "Nadia El Idrissi")
CHANGED_HER_MIND = "Godelieve Sioen"
AN_HOUR = dt.timedelta(hours=1)


def load_rights(programme: Programme, *, now: dt.datetime) -> None:
    if Groep.objects.filter(programme=programme, name=CREW).exists():
        return
    _guests(programme, now=now)
    crew = _crew(programme, now=now)
    pictures = list(Beeld.objects.filter(programme=programme, people_checked=True, herkend=None).order_by("pk"))
    at_meersen = [beeld for beeld in pictures if beeld.zorgdienst_id == crew.zorgdienst_id]
    if at_meersen:
        recognise(at_meersen[0], f"groep-{crew.pk}")
    for beeld in pictures:
        if beeld not in at_meersen[:1]:
            _somebody_of_the_visit(beeld, now=now)
    _change_of_mind(programme, pictures, now=now)


def _guests(programme: Programme, *, now: dt.datetime) -> None:
    """The last of the list rather not; whoever is on a picture already, has said so."""
    register = Register.of(programme.bestuur_id)
    adults = [guest for guest in programme.guests.filter(is_minor=False) if register.of_guest(guest) is None]
    for number, guest in enumerate(adults):
        answer = Said(refuses=True) if number == len(adults) - 1 else ANSWERS[number % len(ANSWERS)]
        if answer:
            keep_word(programme, guest, answer, now=now - AN_HOUR)


def _crew(programme: Programme, *, now: dt.datetime) -> Groep:
    service = programme.diensten.get(name__contains="De Meersen")
    crew = Groep.objects.create(programme=programme, zorgdienst=service, name=CREW, size=len(MEMBERS))
    crew.toestemmingen.set([_consent(programme, service, name, now=now) for name in MEMBERS])
    return crew


def _consent(programme: Programme, service: Zorgdienst, name: str, *, now: dt.datetime) -> Toestemming:
    today = local(now).date()
    return Toestemming.objects.create(
        bestuur=programme.bestuur,
        programme=programme,
        zorgdienst=service,
        person=name,
        purposes=[Purpose.BEELD_MAKEN, Purpose.BEELD_GEBRUIKEN],
        channels=list(EVERYWHERE),
        given_on=today - dt.timedelta(days=2),
        ends_on=years_after(today, USUAL_YEARS),
        proof="Getekend blad, map onthaal",
        created_at=now,
    )


def _somebody_of_the_visit(beeld: Beeld, *, now: dt.datetime) -> None:
    """One guest who may be shown anywhere, or else on the website."""
    week = published_week(beeld.programme)
    visit = week.by_id.get(beeld.visit or 0) if week else None
    register, today = Register.of(beeld.programme.bestuur_id), local(now).date()
    guests = Mandataris.objects.filter(pk__in=[part.person for part in visit.people] if visit else [])
    for channels in (EVERYWHERE, (Channel.SITE,)):
        for guest in guests:
            consent = register.of_guest(guest)
            if not any(why_not_used(consent, guest.name, channel, on=today) for channel in channels):
                recognise(beeld, f"gast-{guest.pk}")
                return


def _change_of_mind(programme: Programme, pictures: list[Beeld], *, now: dt.datetime) -> None:
    """Her picture was in a press kit already: somebody has to call."""
    service = programme.diensten.get(name__contains="De Brug")
    hers = [beeld for beeld in pictures if beeld.zorgdienst_id == service.pk]
    if not hers or Uitgifte.objects.filter(programme=programme).exists():
        return
    consent = _consent(programme, service, CHANGED_HER_MIND, now=now)
    recognise(hers[0], f"toestemming-{consent.pk}")
    note_handed_out(programme, "persmap", "redactie van De Leiebode", beelden=hers[:1], now=now - 2 * AN_HOUR)
    withdraw(consent, by="An De Smet", now=now - AN_HOUR)
