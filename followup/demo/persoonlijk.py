"""The personal reports of the first edition of Leiedorp: they left three weeks later, with what hosts wrote."""

import datetime as dt

from followup.models import Bedanking, Verslag
from followup.personal.sending import AT, KIND, send_versions, verslag_of
from invitations.models import Bericht, Toestemming
from press.models import Beeld
from press.rights.own import Said, keep_word
from press.rights.recognised import recognise
from programmes.models import Mandataris, Programme
from programmes.times import moment

THANKS = (
    "Bedankt dat je erbij was. Drie dagen lang werd zichtbaar wat zorg in Leiedorp is, en wie ze waarmaakt.\n\n"
    "Wat jullie elkaar vertelden, telt mee in het nieuwe meerjarenplan. En wat we afspraken, volgen we op."
)
WRITTEN = (  # (service, text, by)
    (
        "De Meersen",
        "Onze bewoners praten er nog over: een burgemeester die boterhammen smeert! Bedankt voor jullie tijd.",
        "Het team van afdeling De Wilg",
    ),
    (
        "De Brug",
        "Jullie bleven zitten toen de soep op was. Dat deed deugd. Kom gerust nog eens op een gewone dinsdag.",
        "De vrijwilligers van De Brug",
    ),
    (
        "Zorgzame buurt",
        "Jullie belden met ons aan bij mensen die anders niemand zien. Onthou hun namen. Bedankt.",
        "De buurtzorgers",
    ),
)
SEEN = ("Bensalem", "Coppens")  # can be recognised on the first photo of a visit of theirs
AN_HOUR = dt.timedelta(hours=1)


def load_persoonlijk(programme: Programme, *, now: dt.datetime) -> None:
    """For the first edition of Leiedorp, which is a year ago."""
    if Bedanking.objects.filter(programme=programme).exists():
        return
    verslag = verslag_of(programme, now=now)
    sent_at = moment(programme.last_day + dt.timedelta(days=verslag.personal_days), AT)
    for name, text, by in WRITTEN:
        for service in programme.diensten.filter(name__contains=name):
            Bedanking.objects.create(
                programme=programme, zorgdienst=service, text=text, by=by, changed_at=sent_at - AN_HOUR
            )
    _faces(programme, now=now)
    verslag.thanks, verslag.is_personal_on = THANKS, True
    if verslag.pk:
        Verslag.objects.filter(pk=verslag.pk).update(thanks=THANKS, is_personal_on=True)
    else:
        verslag.save()
    send_versions(programme, now=sent_at)
    made = Bericht.objects.filter(programme=programme, kind=KIND)
    made.update(state=Bericht.State.VERZONDEN, sent_at=sent_at + dt.timedelta(minutes=4))


def _faces(programme: Programme, *, now: dt.datetime) -> None:
    for person in Mandataris.objects.filter(gast_bij__programme=programme, last_name__in=SEEN):
        visits = [one.bezoek_id for one in person.deelnames.filter(bezoek__programme=programme)]
        rows = Beeld.objects.filter(programme=programme, visit__in=visits, people_checked=True, herkend=None)
        if beeld := rows.order_by("pk").first():
            keep_word(programme, person, Said(refuses=False, channels=tuple(Toestemming.Channel.values)), now=now)
            recognise(beeld, f"gast-{person.pk}")
