"""Every URL that exists, walked: closed by default, and to another authority it does not exist."""

import re
from collections.abc import Iterable, Iterator
from copy import copy, deepcopy
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models
from django.http.response import HttpResponseBase
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils import timezone

from followup.models import (
    Afspraak,
    Antwoordblad,
    Balans,
    Bedanking,
    Bewaartermijn,
    Enquete,
    Knelpunt,
    Moment,
    Nazorglink,
    Sectie,
    Verslag,
    Verslagversie,
    Verzoek,
    Vraag,
)
from invitations.models import (
    Agendapunt,
    Belnota,
    Bericht,
    Bestuursakkoord,
    Fiche,
    Herinneringsregel,
    Passage,
    Raakvlak,
    Taak,
    Toestemming,
    Uitnodiging,
    Verhaal,
    Vervanging,
    Wachtplaats,
)
from press.models import (
    Aanwezigheid,
    Beeld,
    Chauffeur,
    Deellink,
    Groep,
    Herkend,
    Perscontact,
    Persmap,
    Persmoment,
    Post,
    Quote,
    Uitgifte,
    Upload,
    Verschenen,
    Vertraging,
)
from programmes.loading import load_week
from programmes.models import (
    Aanvaarding,
    Assistent,
    Bestuur,
    Bezoek,
    Carrousel,
    Dienstwijziging,
    Inlezing,
    Lidmaatschap,
    Onderdeel,
    Opdracht,
    PersonalLink,
    Plaats,
    Programme,
    Reistijd,
    Ronde,
    User,
    Versie,
    Voorstel,
    Wijziging,
)
from programmes.models.base import TenantQuerySet
from programmes.tokens import hash_of, new_nonce, token_from
from tests.factories import (
    make_bestuur,
    make_bezoek,
    make_contactpersoon,
    make_deelname,
    make_gast,
    make_mandataris,
    make_programme,
    make_user,
    make_zorgdienst,
)
from tests.programmes.werkvormen.carrousel_rows import make_inschrijving, make_sessie
from tests.programmes.werkvormen.dialoog_rows import JOINT, make_bijeenkomst, make_inwoner, make_oogst, make_traject
from tests.programmes.werkvormen.podium_rows import make_stage, make_verteller
from tests.programmes.werkvormen.speeddate_rows import make_speeddate
from tests.programmes.werkvormen.visie_rows import make_visieworkshop
from tests.worlds import left_open, undone

PK = 4242  # every object of the walked authority has this key, so that any URL with a key hits something that exists
PARTS = 8  # so that workers share them
PUBLIC_WITHOUT_TOKEN = {
    "accessibility",
    "publiek",
    "publiek-beeld",
    "dag-worker",
    "verslag-publiek",
    "verslag-publiek-beeld",
    "verslag-publiek-pdf",
}  # names of URLs that anybody may open; behind a personal link: `token`
KWARGS: dict[str, Any] = {
    "bestuur": "leiedorp",
    "programme": "2025",
    "pk": PK,
    "person": PK,
    "verteller": PK,
    "sessie": PK,
    "bijeenkomst": PK,
    "inwoner": PK,
    "regel": PK,
    "inschrijving": PK,
    "number": 1,
    "kind": "mandatarissen",
    "key": UUID(int=PK),
    "size": "klein",
    "paper": "carrousel",
    "about": str(PK),
}


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern)
        else:
            yield pattern


def is_ours(pattern: URLPattern) -> bool:
    return pattern.callback.__module__.split(".")[0] in {"programmes", "invitations", "press", "followup"}


def kwargs_of(pattern: URLPattern) -> list[str]:
    return list(pattern.pattern.converters)


OURS = {pattern.name or "": pattern for pattern in patterns() if is_ours(pattern)}
BY_TOKEN = {name for name, pattern in OURS.items() if "token" in kwargs_of(pattern)}
OF_A_BESTUUR = sorted(
    name for name, pattern in OURS.items() if "bestuur" in kwargs_of(pattern) and name not in PUBLIC_WITHOUT_TOKEN
)
COMMUNICATED = (
    *("beeld", "groep", "herkend", "quote", "pers-", "perscontact", "perslink", "persmap", "persmoment"),
    *("post", "publiek", "sectie", "verschenen", "verslag"),
)


def url_of(name: str) -> str:
    names = kwargs_of(OURS[name])
    unknown = set(names) - set(KWARGS)
    assert unknown == set(), f"'{name}': geef in KWARGS een waarde die bestaat voor {unknown}"
    return reverse(name, kwargs={key: KWARGS[key] for key in names})


@pytest.fixture
def everything(db: None) -> Programme:
    return make_everything()


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Once for all addresses, with files of its own."""
    with left_open(django_db_blocker), override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        make_everything()
        yield


@pytest.fixture
def walked(built: None, db: None) -> Programme:
    """What `everything` is, for a test that leaves its files alone."""
    return Programme.objects.select_related("bestuur").get(pk=PK)


def make_everything() -> Programme:
    """An authority with one of each, all with the same key."""
    bestuur = make_bestuur(pk=PK, slug="leiedorp")
    now = timezone.now()
    programme = make_programme(bestuur, pk=PK, slug="2025")
    contact = make_contactpersoon(bestuur, pk=PK)
    zorgdienst = make_zorgdienst(bestuur, pk=PK, contact=contact)
    other = make_zorgdienst(bestuur)
    mandataris = make_mandataris(bestuur, pk=PK)
    mandataris.mandaten.create(pk=PK, segment="raad")
    user = make_user(pk=PK)
    bestuur.lidmaatschappen.create(pk=PK, user=user, role="coordinator")
    ronde = Ronde.objects.create(pk=PK, programme=programme)
    bezoek = make_bezoek(programme, pk=PK, zorgdienst=zorgdienst, ronde=ronde, host=contact)
    make_gast(programme, mandataris, pk=PK)
    make_deelname(bezoek, mandataris, pk=PK)
    Onderdeel.objects.create(pk=PK, bezoek=bezoek, minutes=15, title="Onthaal")
    Reistijd.objects.create(pk=PK, bestuur=bestuur, van=zorgdienst, naar=other, minutes=5)
    Inlezing.objects.create(pk=PK, bestuur=bestuur, kind="mandatarissen", filename="x.csv", created_at=now)
    Wijziging.objects.create(pk=PK, programme=programme, at=now)
    Aanvaarding.objects.create(pk=PK, programme=programme, key="x", at=now)
    Opdracht.objects.create(
        pk=PK, programme=programme, kind="persoonlijk", created_at=now, file=ContentFile(b"%PDF", "boekje.pdf")
    )
    Voorstel.objects.create(pk=PK, programme=programme, title="Heel het programma", state="gestopt", created_at=now)
    PersonalLink.objects.create(pk=PK, programme=programme, mandataris=mandataris, created_at=now)
    Versie.objects.create(
        pk=PK, programme=programme, number=1, content=load_week(programme).to_json(), published_at=now
    )
    make_speeddate(bezoek, pk=PK, key=PK)
    make_verteller(make_stage(bezoek, pk=PK), pk=PK)
    _the_carousel(bezoek)
    meeting = make_bijeenkomst(make_traject(programme, pk=PK), JOINT, pk=PK)
    make_oogst(meeting, "Geen bus", pk=PK, inwoner=make_inwoner(meeting.traject, "Maria", meeting, pk=PK))
    make_visieworkshop(bezoek, PK)
    _the_preparation(programme)
    _the_day(programme)
    _the_aftercare(programme)
    return programme


def _the_carousel(bezoek: Bezoek) -> None:
    """On the line of the timetable that there is."""
    nonce = new_nonce()
    carrousel = Carrousel.objects.create(pk=PK, bezoek=bezoek, nonce=nonce, token_hash=hash_of(token_from(nonce)))
    sessie = make_sessie(carrousel, pk=PK)
    ronde = bezoek.onderdelen.get(pk=PK)
    sessie.rondes.add(ronde)
    row = make_inschrijving(carrousel, sessie, pk=PK, mandataris_id=PK)
    Plaats.objects.create(pk=PK, inschrijving=row, sessie=sessie, ronde=ronde)


def _the_preparation(programme: Programme) -> None:
    now, bestuur = timezone.now(), programme.bestuur
    bezoek, zorgdienst = programme.bezoeken.get(pk=PK), bestuur.zorgdiensten.get(pk=PK)
    mandataris = bestuur.mandatarissen.get(pk=PK)
    Assistent.objects.create(pk=PK, programme=programme, name="Rita").mandatarissen.add(mandataris)
    Uitnodiging.objects.create(pk=PK, programme=programme, subject="Kom mee", body="Dag", changed_at=now)
    Bericht.objects.create(
        pk=PK, bestuur=bestuur, programme=programme, to_email="an@example.be", created_at=now, send_after=now
    )
    Agendapunt.objects.create(
        pk=PK, bestuur=bestuur, programme=programme, person=PK, visit=PK, changed_at=now, ends_at=now
    )
    Wachtplaats.objects.create(pk=PK, bezoek=bezoek, mandataris=make_mandataris(bestuur), created_at=now)
    Dienstwijziging.objects.create(pk=PK, zorgdienst=zorgdienst, at=now, by="An")
    Vervanging.objects.create(pk=PK, programme=programme, mandataris=mandataris, name="Bo", created_at=now)
    Herinneringsregel.objects.create(pk=PK, programme=programme, audience="gasten", number=1, days_before=3)
    Belnota.objects.create(pk=PK, programme=programme, mandataris=mandataris, called_on=now.date())
    fiche = Fiche.objects.create(pk=PK, programme=programme, zorgdienst=zorgdienst)
    fiche.tendensen.create(pk=PK, title="Meer tachtigers", points=[["2024", 512]])
    akkoord = Bestuursakkoord.objects.create(pk=PK, bestuur=bestuur, title="Akkoord", uploaded_at=now)
    passage = Passage.objects.create(pk=PK, akkoord=akkoord, number=1, text="We bouwen.")
    Raakvlak.objects.create(pk=PK, passage=passage, zorgdienst=zorgdienst)
    Taak.objects.create(pk=PK, programme=programme, step=2, title="Bel de dienst")
    Toestemming.objects.create(
        pk=PK,
        bestuur=bestuur,
        person="Maria",
        given_on=now.date(),
        ends_on=now.date(),
        created_at=now,
        proof_file=ContentFile(b"%PDF", "blad.pdf"),
    )
    Verhaal.objects.create(pk=PK, programme=programme, zorgdienst=zorgdienst, changed_at=now)


def _the_day(programme: Programme) -> None:
    now = timezone.now()
    key, of_visit = UUID(int=PK), {"pk": PK, "programme": programme, "visit": PK}
    Aanwezigheid.objects.create(**of_visit, mandataris_id=PK, at=now, received_at=now)
    Vertraging.objects.create(**of_visit, minutes=15, reported_at=now)
    Chauffeur.objects.create(pk=PK, programme=programme, name="Bert")
    picture = ContentFile(b"x", "x.jpg")
    beeld = Beeld.objects.create(**of_visit, key=key, original=picture, web=picture, thumb=picture, uploaded_at=now)
    Upload.objects.create(**of_visit, key=key, size=9, started_at=now, changed_at=now)
    groep = Groep.objects.create(pk=PK, programme=programme, name="Koffieploeg")
    Herkend.objects.create(pk=PK, beeld=beeld, name="Koffieploeg", groep=groep)
    Quote.objects.create(**of_visit, text="Warm onthaal", received_at=now)
    Deellink.objects.create(pk=PK, programme=programme, kind="pers", token_hash="x", created_at=now)
    Perscontact.objects.create(pk=PK, bestuur=programme.bestuur, medium="De Krant", email="redactie@krant.example")
    Persmoment.objects.create(**of_visit, title="Koffie", starts_at=now, ends_at=now + timedelta(hours=1))
    Persmap.objects.create(pk=PK, programme=programme)
    Uitgifte.objects.create(pk=PK, programme=programme, what="persmap", at=now)
    Verschenen.objects.create(pk=PK, programme=programme, title="x", url="https://x.example/", published_on=now.date())
    Post.objects.create(**of_visit)


def _the_aftercare(programme: Programme) -> None:
    now, zorgdienst = timezone.now(), programme.bestuur.zorgdiensten.get(pk=PK)
    of_it = {"pk": PK, "programme": programme}
    verslag = Verslag.objects.create(**of_it, title="Verslag", composed_at=now, is_public=True)
    Sectie.objects.create(pk=PK, verslag=verslag, title="Het programma")
    content: dict[str, Any] = {"title": "Verslag", "lead": "", "cover": PK, "sections": []}
    moments = {"made_at": now, "approved_at": now, "published_at": now}
    Verslagversie.objects.create(pk=PK, verslag=verslag, number=1, content=content, **moments)
    Bedanking.objects.create(**of_it, zorgdienst=zorgdienst, text="Bedankt", changed_at=now)
    afspraak = Afspraak.objects.create(**of_it, title="Cijfers bezorgen", zorgdienst=zorgdienst, made_at=now)
    Moment.objects.create(pk=PK, afspraak=afspraak, kind="gemaakt", at=now)
    Knelpunt.objects.create(**of_it, title="Te weinig handen", theme="medewerkers", made_at=now)
    enquete = Enquete.objects.create(**of_it, role="mandataris")
    Vraag.objects.create(pk=PK, enquete=enquete, number=1, text="Hoe was het?")
    Antwoordblad.objects.create(pk=PK, enquete=enquete, answers={"1": 4})
    Nazorglink.objects.create(**of_it, kind="verslag", token_hash="x", created_at=now)
    Bewaartermijn.objects.create(**of_it, ends_on=now.date() + timedelta(days=365))
    Balans.objects.create(**of_it, frozen_at=now)
    Verzoek.objects.create(pk=PK, bestuur=programme.bestuur, kind="inzage", person="An", at=now)


def tenant_models() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if issubclass(model._default_manager._queryset_class, TenantQuerySet)  # type: ignore[attr-defined]
    ]


def test_everything_holds_one_of_each(walked: Programme) -> None:
    """Otherwise a URL with a key would answer 404 because the object is not there."""
    missing = [model.__name__ for model in tenant_models() if not model._default_manager.filter(pk=PK).exists()]
    assert (missing, len(tenant_models()) > 50) == ([], True)


def test_every_address_leads_to_its_own_page() -> None:
    """'mijn/<token>/x/' is '<bestuur>/<programme>/x/' too: of two that match, the first is taken."""
    kwargs = KWARGS | {"token": "JiHz16Z1OofmdauHp8fUkYm7RUol"}
    urls = {name: reverse(name, kwargs={key: kwargs[key] for key in kwargs_of(OURS[name])}) for name in OURS}
    assert {name: resolve(url).url_name for name, url in urls.items()} == {name: name for name in OURS}


def test_every_url_has_a_name_of_its_own() -> None:
    names = [pattern.name for pattern in patterns() if is_ours(pattern)]
    assert sorted(name or "" for name in names) == sorted(OURS)
    assert "" not in OURS


def test_a_view_is_closed_unless_behind_a_personal_link() -> None:
    public = {name for name, one in OURS.items() if not getattr(one.callback, "login_required", True)}
    assert public == BY_TOKEN | PUBLIC_WITHOUT_TOKEN


def each(names: Iterable[str], part: int) -> Iterator[str]:
    """Those of one part of them, each as if it were the only one."""
    for name in sorted(names)[part::PARTS]:
        with undone():
            yield name


@pytest.mark.parametrize("part", range(PARTS))
def test_who_is_not_signed_in_goes_to_the_sign_in(walked: Programme, part: int) -> None:
    wrong = []
    for name in each(set(OURS) - BY_TOKEN - PUBLIC_WITHOUT_TOKEN, part):
        url = url_of(name)
        response = Client().get(url)
        read = (response.status_code, response.headers.get("Location"))
        sent = Client().post(url).status_code
        if read not in {(302, f"{reverse('account_login')}?next={url}"), (405, None)} or sent != 302:
            wrong.append((name, read, sent))
    assert wrong == []


def signed_in(user: User) -> Client:
    """An error within a page is a 500 to them, so that its name is told; the log beside it says where."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.fixture(scope="module")
def staff(built: None) -> dict[str, Client]:
    """By role in the authority."""
    bestuur = Bestuur.objects.get(pk=PK)
    return {role: signed_in(make_user(role, bestuur=bestuur)) for role in Lidmaatschap.Role.values}


@pytest.fixture(scope="module")
def strangers(built: None) -> dict[str, Client]:
    """By role in another; who has none belongs nowhere."""
    other = make_bestuur()
    users = {role: make_user(role, bestuur=other) for role in Lidmaatschap.Role.values} | {"": make_user()}
    return {role: signed_in(user) for role, user in users.items()}


def without_other_cookies(client: Client) -> Client:
    """Signed in as it is, and with what a page leaves it kept apart."""
    found = copy(client)
    found.cookies = deepcopy(client.cookies)
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_another_authority_does_not_exist(walked: Programme, strangers: dict[str, Client], part: int) -> None:
    wrong = []
    for name in each(OF_A_BESTUUR, part):
        url = url_of(name)
        for role, person in strangers.items():
            client = without_other_cookies(person)
            statuses = {client.get(url).status_code, client.post(url).status_code}
            if 404 not in statuses or statuses - {404, 405}:
                wrong.append((name, role, statuses))
    assert wrong == []


NESTED = re.compile(rb"<form\b(?:(?!</form>).)*<form\b", re.DOTALL)


def status_of(response: HttpResponseBase) -> int:
    if response.streaming:
        b"".join(response)
    return response.status_code


@pytest.mark.parametrize("part", range(PARTS))
def test_the_own_coordinator_comes_in(walked: Programme, staff: dict[str, Client], part: int) -> None:
    """What the tests above rest on: these URLs exist for somebody. A form in a form: its button sends nothing."""
    wrong = []
    for name in each(OF_A_BESTUUR, part):
        client, url = without_other_cookies(staff["coordinator"]), url_of(name)
        response = client.get(url)
        statuses = {status_of(response), client.post(url).status_code} - {405}
        is_nested = not response.streaming and bool(NESTED.search(response.content))
        if not statuses & {200, 204, 302} or max(statuses) >= 500 or is_nested:
            wrong.append((name, statuses, is_nested))
    assert wrong == []


@pytest.mark.parametrize("part", range(PARTS))
def test_only_a_coordinator_posts(walked: Programme, staff: dict[str, Client], part: int) -> None:
    wrong = []
    for name in each(OF_A_BESTUUR, part):
        others = set(staff) - {"coordinator"}
        if name.startswith(COMMUNICATED):
            others -= {"communicatie"}
        statuses = {role: without_other_cookies(staff[role]).post(url_of(name)).status_code for role in others}
        if set(statuses.values()) - {404, 405}:
            wrong.append((name, statuses))
    assert wrong == []
