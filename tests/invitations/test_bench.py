"""The benches of this step measure what they say."""

from invitations.akkoorden.pdf import Line, lines_of
from invitations.akkoorden.texts import blocks_in
from invitations.bench import BENCHES
from invitations.bench.bestuursakkoord import agreement_pdf, facing_programme, kept, match, read_out
from invitations.bench.calendar import change, feed, invited
from invitations.bench.home import page, prepared
from invitations.models import Raakvlak
from programmes.bench import all_benches, measured
from tests.invitations.akkoorden import LEIEDORP


def test_a_later_step_adds_its_benches(db: None) -> None:
    assert BENCHES.items() <= all_benches().items()


def test_a_change_touches_three_people(db: None) -> None:
    messages: list[int] = []
    measured(change(invited(10), messages), runs=1)
    assert set(messages) == {3}


def test_a_feed_is_built_in_five_queries_and_asked_in_four(db: None) -> None:
    built, unchanged = measured(*feed(invited(40)), runs=1)
    assert (built.queries, unchanged.queries) == (5, 4)


def test_an_agreement_is_matched_with_what_services_face(db: None) -> None:
    text = list(blocks_in(LEIEDORP.read_text()))
    pdf = agreement_pdf(text, pages=2)
    programme = facing_programme(text, services=3)
    answer = lines_of(pdf)
    akkoord = kept(programme, [Line(*line) for line in answer["lines"]], answer["pages"])
    match(programme, akkoord)()
    assert (akkoord.page_count, read_out(pdf) > 1000, Raakvlak.objects.count() > 3) == (2, True, True)


def test_the_home_is_shown_in_fifteen_queries(db: None) -> None:
    figures = measured(page(prepared(3)), runs=1)
    assert [figure.queries for figure in figures] == [15]
