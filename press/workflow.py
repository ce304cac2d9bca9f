"""What is done and what comes next on the days themselves (step 3): run sheets, consent, press, pictures, posts."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, Q

from invitations.models import Toestemming
from invitations.workflow import number_of
from press.models import Beeld, Persmap, Persmoment, Post, Vertraging
from programmes.models import PersonalLink, Programme
from programmes.overview import Step
from programmes.workflow import Count, Line, Situation, steps_of


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the days themselves are, in numbers."""

    guests: int = 0
    links: int = 0  # guests with a link that works
    consents: int = 0  # guests who said whether they may be on a picture
    press_moments: int = 0
    press_invited: int = 0
    has_kit: bool = False
    pictures: int = 0
    new_pictures: int = 0
    posts: int = 0
    planned_posts: int = 0
    delays: int = 0


def day_steps(situation: Situation) -> dict[int, list[Step]]:
    return {3: list(steps_of(situation, lines(progress_of(situation))))}


def lines(progress: Progress) -> Iterator[Line]:
    yield from _delays(progress.delays)
    yield Line(
        "draaiboek-list",
        "Naar de draaiboeken",
        "Zet klaar voor de dag",
        f"Druk de draaiboeken af; {progress.links} van {progress.guests} gasten hebben een link naar hun eigen dag.",
        0 < progress.guests <= progress.links,
    )
    yield Line(
        "beeldrecht",
        "Naar de toestemmingen",
        "Vraag toestemming voor beeld",
        f"Van {progress.consents} van {progress.guests} gasten weet je of ze op beeld mogen.",
        0 < progress.guests <= progress.consents,
    )
    yield from _press(progress)
    yield from _communication(progress)


def _delays(count: int) -> Iterator[Line]:
    if count:
        waits = "1 vertraging wacht op jou" if count == 1 else f"{count} vertragingen wachten op jou"
        text = "Iemand ter plaatse meldde dat het later wordt. Jij beslist wat verschuift."
        yield Line("vertraging-list", "Naar de vertragingen", "Beslis over de vertraging", text, False, waits)


def _press(progress: Progress) -> Iterator[Line]:
    moments, invited = progress.press_moments, progress.press_invited
    of_all = f"{invited} van {moments} {'persmoment' if moments == 1 else 'persmomenten'}"
    yield Line(
        "persmoment-list",
        "Naar de persmomenten",
        "Nodig de pers uit",
        f"Voor {of_all} vertrok een uitnodiging." if moments else "Kies waar en wanneer de pers welkom is.",
        0 < moments <= invited,
    )
    yield Line(
        "persmap",
        "Naar de persmap",
        "Maak de persmap",
        "Programma, cijfers, verhalen en foto's, in één map voor de pers.",
        progress.has_kit,
    )


def _communication(progress: Progress) -> Iterator[Line]:
    waiting, pictures = progress.new_pictures, progress.pictures
    wait = f"{waiting} van {pictures} {'beeld wacht' if pictures == 1 else 'beelden wachten'} op een beslissing."
    yield Line(
        "beeld-list",
        "Naar de beelden",
        "Keur beelden goed",
        wait if pictures else "Wie erbij is, stuurt foto's door met de eigen link.",
        pictures > 0 and waiting == 0,
    )
    planned, posts = progress.planned_posts, progress.posts
    has = f"{planned} van {posts} {'post heeft' if posts == 1 else 'posts hebben'} een dag."
    yield Line(
        "post-list",
        "Naar de posts",
        "Plan de posts",
        has if posts else "Wie plaatst wat, op welk kanaal, wanneer?",
        0 < posts <= planned,
    )


def progress_of(situation: Situation) -> Progress:
    return Progress(guests=situation.guests, **situation.counts["press"])


def day_counts(programme: Programme) -> dict[str, Count]:
    """By the names of Progress."""
    of_it = {"programme": programme}
    guests = programme.gasten.order_by().values("mandataris")
    pictures, posts = Beeld.objects.filter(**of_it), Post.objects.filter(**of_it)
    moments = Persmoment.objects.filter(**of_it)
    kit = Persmap.objects.filter(~Q(lead="") | Q(drawn_at__isnull=False), **of_it)
    links = PersonalLink.objects.filter(**of_it, revoked_at__isnull=True, mandataris__in=guests)
    said = Toestemming.objects.filter(bestuur=programme.bestuur_id, withdrawn_at__isnull=True)  # holds for years
    consents = said.filter(ends_on__gte=programme.first_day, mandataris__in=guests)
    return {
        "links": number_of(links),
        "consents": number_of(consents, models.Count("mandataris", distinct=True)),
        "press_moments": number_of(moments),
        "press_invited": number_of(moments.filter(invited_at__isnull=False)),
        "has_kit": Exists(kit),
        "pictures": number_of(pictures),
        "new_pictures": number_of(pictures.filter(state=Beeld.State.NIEUW)),
        "posts": number_of(posts),
        "planned_posts": number_of(posts.filter(Q(planned_at__isnull=False) | Q(state=Post.State.GEPLAATST))),
        "delays": number_of(Vertraging.objects.filter(**of_it, state=Vertraging.State.GEMELD)),
    }
