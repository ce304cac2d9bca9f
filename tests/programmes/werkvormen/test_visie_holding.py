"""A vision workshop while it is held: nobody can be told apart, also not in the database."""

from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from programmes.models import Inschatting, Programme, Visietekst, Visieworkshop, Voorbeeld
from programmes.models.base import TenantQuerySet
from programmes.tokens import token_from
from programmes.werkvormen.visieworkshop import holding
from programmes.werkvormen.visieworkshop.holding import (
    AnswerError,
    StaleTextError,
    answer,
    ask,
    close,
    counts_of,
    find_workshop,
    open_up,
    renew_link,
    save_text,
    values_of,
    workshop_of,
)
from programmes.werkvormen.visieworkshop.results import TOO_FEW, earlier_than, examples_of, outcome_of
from tests.factories import MONDAY, make_bezoek, make_programme
from tests.programmes.werkvormen.visie_rows import NINE, answered, make_workshop, sheet


@pytest.fixture
def workshop(programme: Programme) -> Visieworkshop:
    return make_workshop(make_bezoek(programme, werkvorm="visieworkshop"), is_open=True)


def test_a_visit_has_one_workshop(workshop: Visieworkshop) -> None:
    assert workshop_of(workshop.bezoek) == workshop


def test_an_answer_has_nothing_that_leads_to_somebody() -> None:
    fields = {field.name for field in Inschatting._meta.get_fields()}
    assert fields == {"id", "workshop", "block", "value", "mark"}
    assert {field.name for field in Voorbeeld._meta.get_fields()} == {"id", "workshop", "block", "text", "mark"}


def test_keys_of_answers_do_not_tell_the_order(workshop: Visieworkshop) -> None:
    answered(workshop)
    keys = set(Inschatting.objects.values_list("pk", flat=True))
    assert len(keys) == 81
    assert min(keys) > 1000
    assert max(keys) - min(keys) > 2**40
    assert list(Inschatting.objects.all()) == sorted(Inschatting.objects.all(), key=lambda one: one.pk)


def test_the_rows_of_one_phone_do_not_hang_together(workshop: Visieworkshop) -> None:
    key = uuid4()
    answer(workshop, sheet({"detectie": 2, "beleid": 4}, {"detectie": "Een buurtbel"}, key=key))
    marks = [*Inschatting.objects.values_list("mark", flat=True), *Voorbeeld.objects.values_list("mark", flat=True)]
    assert len(set(marks)) == 3
    assert [mark for mark in marks if str(key)[:8] in str(mark)] == []


def test_the_same_phone_changes_what_it_said(workshop: Visieworkshop) -> None:
    key = uuid4()
    answer(workshop, sheet({"detectie": 2, "beleid": 4}, {"detectie": "Een bel"}, key=key))
    answer(workshop, sheet({"detectie": 5}, {"detectie": "Een buurtbel"}, key=key))
    assert values_of(workshop) == {"detectie": [5], "beleid": [4]}
    assert [one.text for one in Voorbeeld.objects.all()] == ["Een buurtbel"]


def test_what_was_emptied_on_the_form_goes(workshop: Visieworkshop) -> None:
    key = uuid4()
    answer(workshop, sheet({"detectie": 2}, {"detectie": "Een bel", "beleid": "Een plan"}, key=key))
    answer(workshop, sheet({}, key=key, emptied=frozenset({"detectie"})))
    assert values_of(workshop) == {}
    assert [one.text for one in Voorbeeld.objects.all()] == ["Een plan"]


def test_closing_wipes_what_told_phones_apart(workshop: Visieworkshop) -> None:
    answered(workshop, (1, 2, 3, 4, 5))
    answer(workshop, sheet({}, {"detectie": "Een bel"}))
    close(workshop)
    assert set(Inschatting.objects.values_list("mark", flat=True)) == {None}
    assert set(Voorbeeld.objects.values_list("mark", flat=True)) == {None}


def test_nobody_answers_before_or_after(workshop: Visieworkshop) -> None:
    close(workshop)
    with pytest.raises(AnswerError, match="gesloten"):
        answer(workshop, sheet({"detectie": 2}))
    assert counts_of(workshop) == {}


def test_what_has_shown_a_result_stays_closed(workshop: Visieworkshop) -> None:
    answered(workshop, (1, 2, 3, 4, 5))
    close(workshop)
    assert open_up(workshop) is False
    workshop.refresh_from_db()
    assert workshop.state == Visieworkshop.State.GESLOTEN


def test_what_was_closed_too_soon_goes_on_where_it_was(workshop: Visieworkshop) -> None:
    key = uuid4()
    answer(workshop, sheet({"detectie": 2}, key=key))
    close(workshop)
    assert open_up(workshop) is True
    assert open_up(workshop) is True  # a double click
    answer(workshop, sheet({"detectie": 3}, key=key))
    assert values_of(workshop) == {"detectie": [3]}


def test_a_link_that_everybody_has_does_not_fill_the_disk(workshop: Visieworkshop) -> None:
    Inschatting.objects.bulk_create(
        Inschatting(workshop=workshop, block="detectie", value=1) for _ in range(holding.MOST - 1)
    )
    answer(workshop, sheet({"detectie": 2}))
    with pytest.raises(AnswerError, match="zo veel antwoorden"):
        answer(workshop, sheet({"detectie": 2}))


def test_the_database_refuses_what_is_not_on_the_scale(workshop: Visieworkshop) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Inschatting.objects.create(workshop=workshop, block="detectie", value=6)


def test_a_new_link_ends_the_old_one(workshop: Visieworkshop) -> None:
    old = token_from(workshop.nonce)
    assert find_workshop(old) == workshop
    renew_link(workshop)
    workshop.refresh_from_db()
    assert (find_workshop(old), find_workshop(token_from(workshop.nonce))) == (None, workshop)


def test_only_a_block_can_be_asked(workshop: Visieworkshop) -> None:
    ask(workshop, "beleid")
    ask(workshop, "iets anders")
    workshop.refresh_from_db()
    assert workshop.asked == "beleid"


def test_no_results_while_it_is_open_or_of_four(workshop: Visieworkshop) -> None:
    answered(workshop, (1, 2, 3, 4))
    assert list(outcome_of(workshop).lines) == []
    close(workshop)
    workshop.refresh_from_db()
    outcome = outcome_of(workshop)
    assert (outcome.hidden, list(outcome.lines), outcome.chart) == (TOO_FEW, [], "")


def test_a_block_that_four_answered_stays_hidden_among_others(workshop: Visieworkshop) -> None:
    for value in NINE[:5]:
        answer(workshop, sheet({"detectie": value}))
    for value in NINE[:4]:
        answer(workshop, sheet({"beleid": value}))
    close(workshop)
    workshop.refresh_from_db()
    shown = {line.block.key: line.now.shown for line in outcome_of(workshop).lines if line.now.count}
    assert shown == {"detectie": "2,0", "beleid": ""}


def test_examples_of_phones_wait_until_it_is_closed(workshop: Visieworkshop) -> None:
    answer(workshop, sheet({"beleid": 3}, {"beleid": "Een plan"}))
    Voorbeeld.objects.create(workshop=workshop, block="detectie", text="Een bel")
    assert [rows[0].text for _, rows in examples_of(workshop)] == ["Een bel"]
    close(workshop)
    workshop.refresh_from_db()
    assert [rows[0].text for _, rows in examples_of(workshop)] == ["Een bel"]  # of one person, and it may open again
    open_up(workshop)
    answered(workshop, NINE[:4])
    close(workshop)
    workshop.refresh_from_db()
    assert [rows[0].text for _, rows in examples_of(workshop)] == ["Een bel", "Een plan"]


def test_the_earlier_session_shows_results_and_is_of_the_same_service(workshop: Visieworkshop) -> None:
    closed = {"state": Visieworkshop.State.GESLOTEN}
    before = MONDAY.replace(year=2024)
    own = make_programme(workshop.bezoek.programme.bestuur, first_day=before)
    here = workshop.bezoek.zorgdienst
    same = make_workshop(make_bezoek(own, start="8.00", zorgdienst=here), is_open=True)
    earlier = make_workshop(make_bezoek(own, start="10.00"), is_open=True)
    for one in (same, earlier):
        answered(one, NINE[:5])
    make_workshop(make_bezoek(make_programme(first_day=before)), **closed)
    few = make_workshop(make_bezoek(own, start="14.00", zorgdienst=here), is_open=True)
    answered(few, NINE[:4])  # of so few nothing is shown
    for one in (same, earlier, few):
        close(one)
    assert earlier_than(workshop) == same
    same.delete()
    assert earlier_than(workshop) == earlier  # elsewhere, when there is none here
    assert earlier_than(earlier) is None


def test_of_two_writers_the_second_is_told(workshop: Visieworkshop) -> None:
    with time_machine.travel("2025-02-24 10:00+01:00"):
        first = save_text(workshop, "Niemand alleen.", base=0, by="An", now=timezone.now())
        with pytest.raises(StaleTextError) as refused:
            save_text(workshop, "Iedereen telt.", base=0, by="Bo", now=timezone.now())
        assert str(refused.value) == "An bewaarde intussen versie 1. Lees die tekst, en kies wat blijft."
        save_text(workshop, "Iedereen telt.", base=first.number, by="Bo", now=timezone.now())
        save_text(workshop, "Iedereen telt.", base=first.number, by="Bo", now=timezone.now())  # sent twice
    found = Visietekst.objects.order_by("number").values_list("number", "text", "by")
    assert list(found) == [(1, "Niemand alleen.", "An"), (2, "Iedereen telt.", "Bo")]


def test_deleting_the_visit_takes_it_along(workshop: Visieworkshop) -> None:
    answered(workshop, (1,))
    workshop.bezoek.delete()
    assert (Visieworkshop.objects.count(), Inschatting.objects.count()) == (0, 0)


def test_they_belong_to_an_authority() -> None:
    for model in (Visieworkshop, Inschatting, Voorbeeld, Visietekst):
        assert issubclass(model._default_manager._queryset_class, TenantQuerySet)  # type: ignore[attr-defined]
