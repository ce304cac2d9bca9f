"""An edition as it was held, smallest first."""

import datetime as dt
from typing import Any
from uuid import uuid4

from django.utils import timezone

from followup.models import Afspraak, Antwoordblad, Enquete, Knelpunt
from invitations.models import Verhaal
from press.models import Aanwezigheid, Beeld, Post, Quote, Verschenen
from programmes.loading import load_week
from programmes.models import Bezoek, Mandataris, Programme, Versie
from tests.factories import make_bezoek, make_mandataris


def publish(programme: Programme, *, number: int = 1) -> Versie:
    content = load_week(programme).for_publication().to_json()
    return Versie.objects.create(programme=programme, number=number, content=content, published_at=timezone.now())


def tick(bezoek: Bezoek, mandataris: Mandataris | None = None, *, is_present: bool = True, name: str = "") -> None:
    Aanwezigheid.objects.create(
        programme=bezoek.programme,
        visit=bezoek.pk,
        mandataris=mandataris,
        name=name,
        is_present=is_present,
        at=timezone.now(),
        received_at=timezone.now(),
    )


def make_afspraak(programme: Programme, state: str = "open", **fields: Any) -> Afspraak:
    now = timezone.now()
    fields = {"title": "Cijfers bezorgen", "made_at": now, "done_at": None if state == "open" else now} | fields
    return Afspraak.objects.create(programme=programme, state=state, **fields)


def make_knelpunt(programme: Programme, **fields: Any) -> Knelpunt:
    fields = {"title": "Te weinig handen", "theme": "medewerkers", "made_at": timezone.now()} | fields
    return Knelpunt.objects.create(programme=programme, **fields)


def make_enquete(programme: Programme, *figures: int, **fields: Any) -> Enquete:
    """One question with a figure, answered so many times, and one without; it is over."""
    over = programme.last_day + dt.timedelta(days=21)
    enquete = Enquete.objects.create(programme=programme, **{"role": "mandataris", "closes_on": over} | fields)
    enquete.vragen.create(number=1, text="Hoe was het?")
    enquete.vragen.create(number=2, kind="open", text="Wat kan beter?")
    for figure in figures:
        Antwoordblad.objects.create(enquete=enquete, answers={"1": figure, "2": "5"})
    return enquete


def make_picture(programme: Programme, **fields: Any) -> Beeld:
    fields = {"sha256": uuid4().hex, "state": "goedgekeurd", "uploaded_at": timezone.now()} | fields
    return Beeld.objects.create(programme=programme, **fields)


def fill(programme: Programme, *, times: int = 1) -> None:
    """Of each thing that is counted one that counts and, where there is such a thing, one that does not."""
    now = timezone.now()
    for _ in range(times):
        bezoek = make_bezoek(programme, people=[make_mandataris(programme.bestuur, segment="raad")])
        Verhaal.objects.create(programme=programme, zorgdienst=bezoek.zorgdienst, changed_at=now)
        for state in ("goedgekeurd", "nieuw"):
            Quote.objects.create(programme=programme, text="Warm onthaal", state=state, received_at=now)
            make_picture(programme, state=state)
            make_picture(programme, state=state, kind="film")
        for state in ("geplaatst", "ontwerp"):
            Post.objects.create(programme=programme, state=state)
        url = f"https://krant.example/{uuid4()}"
        Verschenen.objects.create(programme=programme, title="x", url=url, medium="De Krant", published_on=now)
        make_afspraak(programme, "gedaan", follow_up_visit=1)
        for state in ("open", "vervallen"):
            make_afspraak(programme, state)
        for state in ("open", "opgenomen", "opgelost"):
            make_knelpunt(programme, state=state)
