from programmes.candidates import candidates
from tests.programmes.weeks import person, service, visit, week


def test_candidates_put_first_who_can_and_holds_the_domain():
    there = week(
        visit(1, people=()),
        visit(2, "10.00-11.00", service=2, people=(4,)),
        people=(
            person(1, "An Peeters", available=(("2025-02-24", 540, 720),)),
            person(2, "Bo Maes", domains=("Kinderopvang",)),
            person(3, "Cis Dox", available=()),
            person(4, "Dirk Bas"),
        ),
        services=(service(1, kind="groepsopvang"), service(2, "Het Nest")),
    )
    found = candidates(there, there.by_id[1])
    assert [(c.person.name, c.can, c.reasons, c.notes) for c in found] == [
        ("Bo Maes", True, (), ("bevoegd voor Kinderopvang", "liet nog niet weten wanneer het past")),
        ("An Peeters", True, (), ()),
        ("Cis Dox", False, ("kan niet op maandag 24 februari",), ()),
        (
            "Dirk Bas",
            False,
            ("is dan bij Het Nest (10.00–11.00)",),
            ("liet nog niet weten wanneer het past",),
        ),
    ]


def test_candidate_who_already_comes_is_not_in_their_own_way():
    there = week(visit(1))
    (found,) = candidates(there, there.by_id[1])
    assert found.can
    assert found.visits == 1


def test_missing_slack_is_a_note_not_a_reason():
    there = week(
        visit(1, "9.30-10.30"),
        visit(2, "10.30-11.30", service=2, people=()),
        services=(service(1), service(2, "Het Nest")),
    )
    (found,) = candidates(there, there.by_id[2])
    assert found.can
    assert found.notes[0].startswith("heeft 0 minuten om van De Linde (tot 10.30) naar Het Nest (vanaf 10.30) te gaan")
