"""What participants, hosts and staff answered after the first edition of Leiedorp."""

import datetime as dt
from itertools import cycle

from followup.models import Antwoordblad, Enquete, Nazorglink
from followup.surveys.answering import answer, fingerprint
from followup.surveys.people import people_of
from followup.surveys.starting import QUESTIONS, start
from programmes.links import make_links
from programmes.models import PersonalLink, Programme

Role = Enquete.Role
INTROS: dict[str, str] = {
    Role.MANDATARIS: "Je stapte binnen in de zorg van Leiedorp. Met drie vragen help je ons verder.",
    Role.GASTHEER: "Jullie maakten de Expeditie mogelijk. Wat werkte, en wat moet er nu gebeuren?",
    Role.MEDEWERKER: "Er kwam bezoek van het bestuur. Hoe was dat voor jou?",
}
SCORES: dict[str, str] = {Role.MANDATARIS: "545434525", Role.GASTHEER: "4543", Role.MEDEWERKER: "45344525341"}
CHOICES: dict[str, str] = {Role.MANDATARIS: "01021003", Role.GASTHEER: "0110", Role.MEDEWERKER: "0110012103"}
WORDS: dict[str, tuple[str, ...]] = {
    Role.MANDATARIS: (
        "De wachtlijst voor het dagcentrum bespreken in het college, met de cijfers van de dienst erbij.",
        "",
        "Zorgen dat vrijwilligers hun verplaatsingen vergoed krijgen. Het gaat om kleine bedragen en veel goodwill.",
        "Minder verslagen vragen aan de mensen op de vloer.",
        "",
        "Met de sociale huisvesting rond de tafel zitten: wie uit het ziekenhuis komt, raakt geen trap meer op.",
        "Volgend jaar opnieuw, en dan een nachtdienst.",
    ),
    Role.GASTHEER: (
        "Dat de afspraak over de vergoeding van vrijwilligers er voor de zomer ligt.",
        "Een vast aanspreekpunt in het gemeentehuis. Nu bellen we drie diensten.",
        "",
        "Kom nog eens langs als het niet aangekondigd is.",
    ),
    Role.MEDEWERKER: (
        "Dat we het graag doen, maar dat twee handen te kort er twee te kort blijven.",
        "",
        "De mensen praten er nog over. Mevrouw De Smet vraagt wanneer ‘die van het schepencollege’ terugkomt.",
        "Het was gezellig, maar een gewone maandag ziet er anders uit.",
        "",
        "Hoeveel tijd we kwijt zijn aan papier.",
        "Bedankt dat jullie echt meewerkten en niet alleen kwamen kijken.",
        "",
    ),
}
STAFF = 24


def load_enquetes(programme: Programme, *, now: dt.datetime) -> None:
    """For the first edition of Leiedorp, which is a year ago; only the hosts answered with their name."""
    if Enquete.objects.filter(programme=programme).exists():
        return
    day = programme.last_day + dt.timedelta(days=1)
    make_links(programme, now=now)
    start(programme, now=now, today=day)
    Nazorglink.objects.filter(programme=programme, kind=Nazorglink.Kind.ENQUETE).update(created_at=now)
    people = people_of(programme)
    for enquete in Enquete.objects.filter(programme=programme):
        enquete.intro, enquete.is_anonymous = INTROS[enquete.role], enquete.role != Role.GASTHEER
        enquete.asked_at = dt.datetime.combine(day, dt.time(9), tzinfo=now.tzinfo)
        enquete.save()
        _answers(enquete, [one.pk for one in people[enquete.role]], day=day)


def _answers(enquete: Enquete, people: list[int], *, day: dt.date) -> None:
    """All but every sixth person; of staff as many as the town has of them on a good day."""
    owner = "mandataris" if enquete.role == Role.MANDATARIS else "contactpersoon"
    links: list[PersonalLink | None] = [None] * STAFF
    if not enquete.is_by_shared_link:
        rows = {getattr(one, f"{owner}_id"): one for one in PersonalLink.objects.filter(programme=enquete.programme_id)}
        links = [rows[key] for number, key in enumerate(people, start=1) if key in rows and number % 6]
    said = zip(cycle(SCORES[enquete.role]), cycle(CHOICES[enquete.role]), cycle(WORDS[enquete.role]), strict=False)
    options = QUESTIONS[enquete.role][1].options
    for number, (link, (score, choice, words)) in enumerate(zip(links, said, strict=False)):
        answers: dict[str, int | str] = {"1": int(score), "2": options[int(choice)]}
        if words and number < len(WORDS[enquete.role]):
            answers["3"] = words
        key = Antwoordblad().key
        answered_on = day + dt.timedelta(days=number % 9)
        answer(enquete, answers, key=key, seen=fingerprint(enquete), link=link, today=answered_on)
