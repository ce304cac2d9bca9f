"""Two weeks that proposals would make of one draft: what differs, visit by visit and in figures."""

import pytest

from programmes.planner import Visit as Planned
from programmes.proposals.facts import Facts
from programmes.proposals.problems import build
from programmes.proposals.settings import Scope, Settings
from programmes.voorstellen.asking import Asked
from programmes.voorstellen.comparing import SAME, Comparison, Row, compared, duration
from programmes.voorstellen.differing import differing
from programmes.voorstellen.showing import Shown
from programmes.week import Week
from tests.programmes.weeks import TUESDAY, person, service, visit, week

PEOPLE = (person(1, "An Aerts"), person(2, "Bo Boone"), person(3, "Cis Claes"))
SERVICES = (service(1, "De Linde"), service(2, "De Meander", kind="groepsopvang"))
ONE, OTHER = "Alleen in het ene voorstel", "Alleen in het andere voorstel"
MOVED, REGROUPED = "Op een ander moment", "Met andere mensen"


def small(*visits: object) -> Week:
    return week(*visits, people=PEOPLE, services=SERVICES)  # type: ignore[arg-type] # visits


def told(first: Week, second: Week) -> dict[str, list[str]]:
    found = differing(first, second)
    return {heading: [f"{line.name}: {line.text}" for line in lines] for heading, lines in found.items()}


def test_what_is_the_same_is_not_told() -> None:
    assert told(small(visit(-1), visit(7, day=TUESDAY)), small(visit(7, day=TUESDAY), visit(-3))) == {}


def test_a_visit_in_one_of_both_is_told_with_who_comes() -> None:
    first = small(visit(-1, people=(1, 2)), visit(-2, day=TUESDAY, service=2, people=()))
    assert told(first, small(visit(-5))) == {
        ONE: ["De Meander: dinsdag 25 februari 9.30–10.30, nog zonder iemand"],
        REGROUPED: ["De Linde: maandag 24 februari 9.30–10.30: alleen in het ene Bo Boone"],
    }
    assert told(small(visit(-5)), first)[OTHER] == told(first, small(visit(-5)))[ONE]


def test_a_visit_at_another_moment_is_told_with_both_and_with_who_differs() -> None:
    first, second = small(visit(-1, people=(1, 2))), small(visit(-1, "14.00-15.00", day=TUESDAY, people=(1, 3)))
    assert told(first, second) == {
        MOVED: [
            (
                "De Linde: in het ene maandag 24 februari 9.30–10.30, in het andere dinsdag 25 februari 14.00–15.00"
                "; alleen in het ene Bo Boone; alleen in het andere Cis Claes"
            )
        ]
    }


def test_of_several_visits_to_a_service_the_nearest_belong_together() -> None:
    """The one of the draft first, then the same moment, the same day, the same people."""
    first = small(visit(7), visit(-1, "11.00-12.00"), visit(-2, "14.00-15.00", people=(2,)))
    second = small(visit(7, day=TUESDAY), visit(-1), visit(-2, "11.00-12.00", people=(2,)))
    assert told(first, second) == {
        MOVED: [
            "De Linde: in het ene maandag 24 februari 9.30–10.30, in het andere dinsdag 25 februari 9.30–10.30",
            (
                "De Linde: in het ene maandag 24 februari 14.00–15.00, in het andere maandag 24 februari 9.30–10.30"
                "; alleen in het ene Bo Boone; alleen in het andere An Aerts"
            ),
        ],
        REGROUPED: [
            "De Linde: maandag 24 februari 11.00–12.00: alleen in het ene An Aerts, alleen in het andere Bo Boone"
        ],
    }
    groups = small(visit(-1), visit(-2, people=(2,)))
    assert told(groups, small(visit(-1, people=(2,)), visit(-2))) == {}


def laid(first: list[Planned], second: list[Planned], **facts: object) -> Comparison:
    """Beside each other, of a week of which An has the domain of the Meander; by the number of service and person."""
    everybody = (("2025-02-24", 480, 1080), ("2025-02-25", 480, 1080))
    draft = week(
        people=(
            person(1, "An Aerts", available=everybody, domains=("kinderopvang",)),
            person(2, "Bo Boone", available=everybody),
            person(3, "Cis Claes", available=everybody),
        ),
        services=(*SERVICES, service(3, "De Zon")),
    )
    bridge = build(draft, Facts(**facts), scope=Scope(), settings=Settings())  # type: ignore[arg-type] # facts
    one, other = (Shown(draft, bridge, Asked(), tuple(visits), ()) for visits in (first, second))
    return compared(one, other)


def test_two_proposals_are_told_in_figures_and_in_sentences() -> None:
    first = [Planned(0, 0, 540, (0, 1)), Planned(2, 1, 540, (2,))]
    second = [Planned(0, 0, 540, (1,)), Planned(1, 0, 720, (0, 1))]
    found = laid(first, second, wishes={1: [["service", 2], ["service", 1]]})
    assert [row for row in found.rows if row.label != "Onderweg"] == [
        Row("Diensten met bezoek", 2, 2, 0),
        Row("Mensen met bezoek", 3, 2, -1),
        Row("Bezoeken", 2, 2, 0),
        Row("Deelnames", 3, 3, 0),
        Row("Wensen", 1, 1, 0),
        Row("Eerste wensen", 0, 1, 1),
        Row("Mensen bij een dienst buiten hun bevoegdheid", 1, 0, -1),
        Row("Persmoment", 0, 0, 0),
        Row("Dagen met bezoeken", 2, 1, 0),
        Row("Keren dat iemand een dag vrijmaakt", 3, 2, 1),
    ]
    assert found.sentences[:6] == (
        "Wel een bezoek: De Meander.",
        "Geen bezoek meer: De Zon.",
        "Niet meer op bezoek: Cis Claes.",
        "1 eerste wens meer vervuld.",
        "1 persoon minder bij een dienst buiten hun bevoegdheid.",
        "1 keer minder dat iemand een dag moet vrijmaken.",
    )
    assert found.inside == (("In het ene voorstel", ""), ("In het andere voorstel", "An Aerts"))


def test_two_proposals_that_are_the_same() -> None:
    visits = [Planned(1, 0, 540, (0,))]
    found = laid(visits, visits)
    assert (found.sentences, found.visits, found.inside) == ((SAME,), {}, (("In beide voorstellen", "An Aerts"),))
    assert laid([], [Planned(0, 0, 540, (0,))]).inside == (
        ("In het ene voorstel", "An Aerts"),
        ("In het andere voorstel", ""),
    )


def test_other_visits_with_the_same_figures_are_not_said_to_be_the_same() -> None:
    found = laid([Planned(0, 0, 540, (0,))], [Planned(0, 1, 540, (0,))])
    assert found.sentences == ("De cijfers zijn gelijk, de bezoeken zelf verschillen.",)
    assert list(found.visits) == [MOVED]


def test_a_press_moment_more_or_less() -> None:
    press = visit(9, "11.00-11.30", kind="persmoment", service=None, people=())
    mayor = person(1, "An Aerts", is_mayor=True, available=(("2025-02-24", 480, 1080),))
    draft = week(press, people=(mayor,), services=(service(1),))
    facts = Facts(suits_press=frozenset({1}))
    bridge = build(draft, facts, scope=Scope(), settings=Settings())
    with_press, without = (Shown(draft, bridge, Asked(), found, ()) for found in ((Planned(0, 0, 540, (0,)),), ()))
    assert "Wel een persmoment." in compared(without, with_press).sentences
    assert "Geen persmoment meer." in compared(with_press, without).sentences


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 minuten"), (1, "1 minuut"), (45, "45 minuten"), (60, "1 uur"), (125, "2 uur en 5 minuten")],
)
def test_minutes_in_words(minutes: int, said: str) -> None:
    assert duration(minutes) == said
