"""The stories of Leiedorp: one that may be told, one without consent yet, one that was taken back."""

import datetime as dt

from invitations.models import Toestemming, Verhaal
from invitations.stories.consent import USUAL_YEARS, years_after
from programmes.models import Programme

Teller, Form, ShownAs = Verhaal.Teller, Verhaal.Form, Verhaal.ShownAs
STORIES = (  # (service, who, first name, last name, shown as, form, text, consent: given, none or taken back)
    (
        "De Meersen",
        *(Teller.GEBRUIKER, "Maria", "Vandamme", ShownAs.VOORNAAM, Form.GESPREK),
        "Toen ik hier kwam, kende ik niemand. Nu schenk ik op maandag voor heel de gang de koffie in.",
        "given",
    ),
    (
        "De Meersen",
        *(Teller.MEDEWERKER, "Karim", "", ShownAs.VOORNAAM, Form.RONDLEIDING),
        "Kom eens mee om zeven uur. Dan zie je wat een goede ochtend waard is.",
        "given",
    ),
    (
        "De Brug",
        *(Teller.VRIJWILLIGER, "Godelieve", "Sioen", ShownAs.VOORNAAM, Form.TEKST),
        "Ik kom soep scheppen, en ik ga naar huis met een hoofd vol verhalen.",
        "",
    ),
    (
        "De Kade",
        *(Teller.FAMILIE, "", "", ShownAs.GEEN, Form.TEKST),
        "Twee dagen in de week weet ik dat moeder goed zit. Dan kan ik gaan werken zonder schuldgevoel.",
        "withdrawn",
    ),
)


def load_stories(programme: Programme, *, now: dt.datetime) -> None:
    if Verhaal.objects.filter(programme=programme).exists():
        return
    for name, teller, first_name, last_name, shown_as, form, text, state in STORIES:
        service = programme.diensten.get(name__contains=name)
        story = Verhaal(programme=programme, zorgdienst=service, teller=teller, form=form, shown_as=shown_as, text=text)
        story.first_name, story.last_name = first_name, last_name
        story.changed_at, story.changed_by = now, str(service.contactpersonen.first())
        if state:
            story.toestemming = _consent(story, now=now, is_withdrawn=state == "withdrawn")
        story.save()


def _consent(story: Verhaal, *, now: dt.datetime, is_withdrawn: bool) -> Toestemming:
    today = now.date()
    return Toestemming.objects.create(
        bestuur=story.programme.bestuur,
        programme=story.programme,
        zorgdienst=story.zorgdienst,
        person=story.name or "Dochter van een gebruiker",
        purposes=[Toestemming.Purpose.VERHAAL],
        channels=[Toestemming.Channel.INTERN, Toestemming.Channel.SITE],
        given_on=today - dt.timedelta(days=3),
        ends_on=years_after(today, USUAL_YEARS),
        proof="Getekend blad, map onthaal",
        withdrawn_at=now if is_withdrawn else None,
        withdrawn_by=story.changed_by if is_withdrawn else "",
        created_at=now,
    )
