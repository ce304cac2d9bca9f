"""Which passages are proposed, what a person decides of them, and what follows from that."""

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries

from invitations.akkoorden.blocks import Block
from invitations.akkoorden.deciding import decide
from invitations.akkoorden.files import Agreement
from invitations.akkoorden.keeping import keep, remove
from invitations.akkoorden.labels import Labels, labels_of
from invitations.akkoorden.matching import MOST, current, propose
from invitations.akkoorden.ranking import BEST, Hit, Query, Ranking
from invitations.akkoorden.searching import found_in
from invitations.akkoorden.showing import confirmed_for
from invitations.akkoorden.telling import bevoegd
from invitations.akkoorden.words import Dictionary, marked, stem, words_of
from invitations.models import Bestuursakkoord, Fiche, Passage, Raakvlak
from programmes.loading import load_week
from programmes.models import Dienstdomein, Programme, User, Zorgdienst
from tests.factories import make_deelnemende_dienst, make_gast, make_mandataris, make_zorgdienst
from tests.invitations.akkoorden import LABELLED, leiedorp

NOW = dt.datetime(2025, 1, 20, 9, tzinfo=dt.UTC)
CARE = "We creëren zestig bijkomende kinderopvangplaatsen voor baby's en peuters, met een sociaal tarief voor gezinnen."
ROADS = "De Leiestraat wordt heringericht met brede voetpaden en een veilige fietsroute naar elke school en elke wijk."
CARERS = "Mantelzorgers dragen vaak meer dan we zien. We verhogen de toelage en openen de dagverzorging op zaterdag."


def make_akkoord(programme: Programme, by: User, *texts: str, **fields: str) -> Bestuursakkoord:
    """A passage per text, each long enough to stand alone, under a heading of its own."""
    blocks = [
        Block(part, kind) for n, text in enumerate(texts) for kind, part in (("kop", f"Deel {n}"), ("tekst", text))
    ]
    return keep(programme.bestuur, Agreement(blocks, 3), title="Akkoord", filename="a.pdf", by=by, now=NOW, **fields)


def make_crib(programme: Programme, **fields: str) -> Zorgdienst:
    """Takes part, with a challenge about places."""
    service = make_zorgdienst(programme.bestuur, name="De Waterlelie", kind="groepsopvang", **fields)
    make_deelnemende_dienst(programme, service)
    fiche = Fiche.objects.create(programme=programme, zorgdienst=service)
    fiche.uitdagingen.create(theme="aanbod", title="Meer opvang voor baby's", text="Een lange wachtlijst voor peuters.")
    return service


def links(**fields: object) -> list[tuple[str, str]]:
    found = Raakvlak.objects.filter(**fields).select_related("passage").order_by("passage__number")
    return [(link.passage.text, link.state) for link in found]


def act(name: str, *, by: User, domain: str = "", **fields: object) -> int:
    return decide([(link, domain) for link in Raakvlak.objects.filter(**fields)], act=name, by=by, now=NOW)


def labels() -> list[tuple[str, str]]:
    return list(Dienstdomein.objects.order_by("label").values_list("label", "source"))


# the ranking


def test_of_a_labelled_agreement_nearly_all_is_found_and_nothing_else() -> None:
    """20 of the 21 passages that belong; without the parts of compounds it would be 16."""
    pieces = leiedorp()
    ranking = Ranking((f"{one.heading}\n{one.text}" for one in pieces), [Query(*row[:2]) for row in LABELLED])
    right = [
        pieces[hit.index].text.startswith(expected)
        for (_, _, expected), hits in zip(LABELLED, ranking.proposed(), strict=True)
        for hit in hits
    ]
    assert (sum(right), len(right), sum(len(row[2]) for row in LABELLED)) == (20, 20, 21)


@pytest.mark.parametrize(
    ("word", "stems"),
    [
        ("kinderopvangplaatsen", ("kinderopvangplat", "kind", "opvang", "plat")),
        ("plaats", ("plat",)),
        ("woonzorgcentra", ("woonzorgcentra", "won", "zorg", "centrum")),
        ("mantelzorgers", ("mantelzorger", "mantel", "zorg")),
        ("begeleiding", ("begeleid",)),
        ("leerkrachten", ("leerkracht",)),
    ],
)
def test_a_compound_counts_as_its_parts_too(word: str, stems: tuple[str, ...]) -> None:
    found = Dictionary([]).stems(word)
    assert (found[0], set(found) >= set(stems)) == (stems[0], True)


def test_policy_is_not_guidance_and_the_old_are_no_parents() -> None:
    assert stem("beleid") != stem("begeleiding")
    assert stem("ouderen") != stem("ouders")
    assert (stem("gezinnen"), stem("plaatsen")) == (stem("gezin"), stem("plaats"))


def test_accents_and_common_words_do_not_count() -> None:
    assert words_of("De coördinator van één gemeente, a.u.b.") == ["coordinator"]


def test_matching_words_are_marked_and_nothing_is_lost() -> None:
    dictionary = Dictionary([])
    wanted = frozenset(dictionary.tokens(["kinderopvang"]))
    pieces = marked("Meer <b>kinderopvangplaatsen</b>!", wanted, dictionary)
    assert pieces == [("Meer <b>", False), ("kinderopvangplaatsen", True), ("</b>!", False)]


@pytest.mark.parametrize("texts", [[], ["de het een"]])
def test_nothing_to_rank_ranks_nothing(texts: list[str]) -> None:
    assert Ranking(texts, [Query("zorg"), Query("")]).ranked() == [[], []]


def test_no_more_than_a_few_are_proposed_for_one_challenge() -> None:
    texts = [f"Kinderopvang voor baby nummer {'abcdefghij'[n]}" for n in range(10)] + [ROADS] * 200
    (hits,) = Ranking(texts, [Query("kinderopvang baby")]).proposed()
    assert [hit.index for hit in hits] == list(range(BEST))
    assert {isinstance(hit, Hit) for hit in hits} == {True}


# proposing


def test_a_challenge_is_matched_and_a_road_is_not(programme: Programme, coordinator: User) -> None:
    crib = make_crib(programme)
    assert propose(programme, make_akkoord(programme, coordinator, CARE, ROADS, CARERS)) == 1
    link = Raakvlak.objects.get()
    assert (link.passage.text, link.zorgdienst, str(link.uitdaging), link.state) == (
        *(CARE, crib, "Meer opvang voor baby's", "voorstel"),
    )


def test_a_service_without_challenges_is_matched_by_what_it_is(programme: Programme, coordinator: User) -> None:
    service = make_zorgdienst(programme.bestuur, kind="dagverzorging", activities="Praten met mantelzorgers.")
    make_deelnemende_dienst(programme, service)
    propose(programme, make_akkoord(programme, coordinator, CARE, ROADS, CARERS))
    assert [(link.passage.text, link.uitdaging, link.project) for link in Raakvlak.objects.all()] == [
        (CARERS, None, None)
    ]


def test_the_name_of_the_authority_says_nothing(programme: Programme, coordinator: User) -> None:
    make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, name="Leiedorp wegen", kind="andere"))
    akkoord = make_akkoord(programme, coordinator, "Leiedorp zorgt. " * 10, ROADS, CARERS)
    assert propose(programme, akkoord) == 0


def test_proposing_again_keeps_what_was_decided_and_drops_what_no_longer_fits(
    programme: Programme, coordinator: User
) -> None:
    crib = make_crib(programme)
    crib.fiches.get().projecten.create(title="Dagverzorging op zaterdag", text="Voor mantelzorgers.")
    akkoord = make_akkoord(programme, coordinator, CARE, ROADS, CARERS)
    propose(programme, akkoord)
    act("bevestig", by=coordinator, domain="Kinderopvang", passage__text=CARE)
    before = set(Raakvlak.objects.values_list("pk", flat=True))
    assert propose(programme, akkoord) == 1
    assert (links(), set(Raakvlak.objects.values_list("pk", flat=True))) == (
        [(CARE, "bevestigd"), (CARERS, "voorstel")],
        before,
    )
    crib.fiches.get().uitdagingen.all().delete()
    crib.fiches.get().projecten.update(title="Schilderwerken", text="")
    assert (propose(programme, akkoord), links()) == (0, [(CARE, "bevestigd")])


def test_a_refreshed_proposal_says_what_it_is_about_now(programme: Programme, coordinator: User) -> None:
    crib = make_crib(programme)
    akkoord = make_akkoord(programme, coordinator, CARE, ROADS)
    propose(programme, akkoord)
    crib.fiches.get().projecten.create(title="Kinderopvangplaatsen voor baby's en peuters", text="Sociaal tarief.")
    propose(programme, akkoord)
    assert str(Raakvlak.objects.get().project) == "Kinderopvangplaatsen voor baby's en peuters"


def test_a_service_gets_no_more_than_somebody_reads(programme: Programme, coordinator: User) -> None:
    crib = make_crib(programme)
    texts = [f"Opvang voor baby's en peuters op plaats {'abcdefghijklmnopqrst'[n] * 5}. {ROADS}" for n in range(20)]
    for n in range(5):
        crib.fiches.get().uitdagingen.create(
            theme="aanbod",
            title=f"Opvang baby's peuters {' '.join(text.split()[7] for text in texts[4 * n : 4 * n + 4])}",
        )
    assert propose(programme, make_akkoord(programme, coordinator, *texts, *[CARERS] * 60)) == MOST


@pytest.mark.parametrize("rows", [1, 3])
def test_proposing_takes_as_many_queries_for_three_services_as_for_one(
    programme: Programme, coordinator: User, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    make_crib(programme)
    for n in range(rows - 1):
        service = make_zorgdienst(programme.bestuur, name=f"Opvang {n}", kind="groepsopvang")
        make_deelnemende_dienst(programme, service)
        fiche = Fiche.objects.create(programme=programme, zorgdienst=service)
        fiche.uitdagingen.create(theme="aanbod", title="Opvang voor baby's en peuters")
    akkoord = make_akkoord(programme, coordinator, CARE, ROADS)
    with django_assert_num_queries(9):
        assert propose(programme, akkoord) == rows


# deciding


def test_a_confirmed_domain_becomes_the_service_s_until_no_link_holds_it(
    programme: Programme, coordinator: User
) -> None:
    crib = make_crib(programme)
    akkoord = make_akkoord(programme, coordinator, CARE, ROADS)
    for passage in akkoord.passages.all():
        Raakvlak.objects.create(passage=passage, zorgdienst=crib)
    crib.domeinen.create(label="Wonen")
    assert act("bevestig", by=coordinator, domain="Jeugd") == 2
    assert labels() == [("Jeugd", "akkoord"), ("Wonen", "hand")]
    assert load_week(programme).services[crib.pk].domains == ("Jeugd", "Wonen")
    act("terug", by=coordinator, passage__text=CARE)
    assert labels() == [("Jeugd", "akkoord"), ("Wonen", "hand")]
    act("verwerp", by=coordinator, passage__text=ROADS)
    assert labels() == [("Wonen", "hand")]
    assert [(link.state, link.domain, link.by, link.at) for link in Raakvlak.objects.order_by("pk")] == [
        ("voorstel", "", None, None),
        ("verworpen", "", coordinator, NOW),
    ]


def test_a_domain_given_by_hand_is_not_doubled_nor_taken_away(programme: Programme, coordinator: User) -> None:
    crib = make_crib(programme)
    crib.domeinen.create(label="jeugd")
    Raakvlak.objects.create(passage=make_akkoord(programme, coordinator, CARE).passages.get(), zorgdienst=crib)
    act("bevestig", by=coordinator, domain="Jeugd")
    assert labels() == [("jeugd", "hand")]
    act("terug", by=coordinator)
    assert labels() == [("jeugd", "hand")]


def test_what_is_published_does_not_hold_the_domains(programme: Programme, coordinator: User) -> None:
    crib = make_crib(programme)
    crib.domeinen.create(label="Jeugd")
    assert load_week(programme).for_publication().services[crib.pk].domains == ()


@pytest.mark.parametrize(
    ("heading", "text", "suggested"),
    [
        ("Elk kind een plaats", "We creëren kinderopvangplaatsen.", ["Kinderopvang", "Jeugd"]),
        ("Jeugd en kinderopvang", "We bouwen.", ["Kinderopvang", "Jeugd"]),
        ("Mobiliteit", "We leggen fietspaden aan.", ["Mobiliteit", "Kinderopvang", "Jeugd"]),
        ("", "Met aandacht voor mobiliteit.", ["Kinderopvang", "Jeugd", "Mobiliteit"]),
    ],
)
def test_a_domain_is_suggested_that_the_passage_names_and_that_fits(
    heading: str, text: str, suggested: list[str]
) -> None:
    found = Labels(("Jeugd", "Kinderopvang", "Mobiliteit", "Sport"))
    assert found.suggested(heading=heading, text=text, kind="groepsopvang") == suggested


def test_without_anybody_who_holds_anything_the_kind_of_service_suggests(programme: Programme) -> None:
    found = labels_of(programme.bestuur)
    suggested = found.suggested(heading="", text="", kind="groepsopvang")
    assert (suggested[:3], found.others("groepsopvang", suggested)) == (
        ["Kinderopvang", "Gezin", "Jeugd"],
        ["Sociale zaken en familiezaken-welzijnsbeleid", "Zorg"],
    )


# replacing


def test_a_new_agreement_keeps_what_comes_back_word_for_word(programme: Programme, coordinator: User) -> None:
    crib = make_crib(programme)
    first = make_akkoord(programme, coordinator, CARE, ROADS, CARERS)
    for passage in first.passages.all():
        Raakvlak.objects.create(passage=passage, zorgdienst=crib)
    act("bevestig", by=coordinator, domain="Jeugd", passage__text=CARE)
    act("verwerp", by=coordinator, passage__text=ROADS)
    second = make_akkoord(programme, coordinator, CARERS, ROADS, CARE)
    assert (links(passage__akkoord=second), Bestuursakkoord.objects.count(), Passage.objects.count()) == (
        [(ROADS, "verworpen"), (CARE, "bevestigd")],
        1,
        3,
    )
    assert [row.number for row in confirmed_for(crib, programme.bestuur)] == [3]


def test_what_was_confirmed_and_does_not_come_back_is_kept_with_the_old_one(
    programme: Programme, coordinator: User
) -> None:
    crib = make_crib(programme)
    first = make_akkoord(programme, coordinator, CARE, ROADS)
    for passage in first.passages.all():
        Raakvlak.objects.create(passage=passage, zorgdienst=crib)
    act("bevestig", by=coordinator, domain="Jeugd", passage__text=CARE)
    second = make_akkoord(programme, coordinator, CARERS)
    assert (current(programme.bestuur), links(passage__akkoord=first), links(passage__akkoord=second)) == (
        second,
        [(CARE, "bevestigd")],
        [],
    )
    assert (confirmed_for(crib, programme.bestuur), labels()) == ([], [("Jeugd", "akkoord")])
    remove(programme.bestuur)
    assert (Bestuursakkoord.objects.count(), labels()) == (0, [])


# telling


def test_confirmed_passages_are_plain_rows_in_the_order_of_the_agreement(
    programme: Programme, coordinator: User
) -> None:
    crib = make_crib(programme)
    propose(programme, make_akkoord(programme, coordinator, ROADS, CARE))
    act("bevestig", by=coordinator, domain="Kinderopvang")
    (row,) = confirmed_for(crib, programme.bestuur)
    assert (row.number, row.where, row.heading, row.quote, row.domain, row.about, row.short) == (
        *(2, "passage 2", "Deel 1", CARE, "Kinderopvang", "Meer opvang voor baby's", CARE),
    )


def test_somebody_is_told_of_visits_about_what_they_hold(programme: Programme, coordinator: User) -> None:
    crib, other = make_crib(programme), make_deelnemende_dienst(programme)
    propose(programme, make_akkoord(programme, coordinator, CARE, ROADS))
    act("bevestig", by=coordinator, domain="Onderwijs")
    joke, karim = (make_mandataris(programme.bestuur) for _ in range(2))
    for label in ("Onderwijs", "Jeugd", "Sport"):
        joke.bevoegdheden.create(label=label)
    make_gast(programme, joke)
    make_gast(programme, karim)
    told = bevoegd(programme)
    visited = [(crib.pk, "De Waterlelie"), (other.pk, "De Linde"), (crib.pk, "Nog eens"), (None, "Koffie")]
    (reason,) = told.reasons(joke.pk, visited)
    assert (reason.name, reason.said, [one.where for one in reason.passages]) == (
        *("De Waterlelie", "Jeugd en Onderwijs", ["passage 1"]),
    )
    assert told.reasons(karim.pk, visited) == []


# searching


def test_searching_finds_words_numbers_and_everything(programme: Programme, coordinator: User) -> None:
    akkoord = make_akkoord(programme, coordinator, CARE, ROADS, CARERS)
    asked = {
        asked: [one.passage.number for one in found_in(akkoord, asked)]
        for asked in ("", "opvang voor een baby", "3", "kapper", "voetpad")
    }
    assert asked == {"": [1, 2, 3], "opvang voor een baby": [1], "3": [3], "kapper": [], "voetpad": [2]}
