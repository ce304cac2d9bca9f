"""The small parts: names in texts, people in the trail of a draft, what a deleted programme leaves behind."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from followup.models import Bewaartermijn, Sectie, Verslag
from followup.privacy.clearing import clear
from followup.privacy.finding import surname_alone
from followup.privacy.names import pattern_of, replaced, stands_in
from followup.privacy.orphans import forget_imports, forget_orphans
from followup.privacy.rules import Rule
from followup.privacy.subjects import subject_of
from followup.privacy.table import rule_of
from followup.privacy.terms import KEPT
from followup.privacy.weeks import without
from invitations.clock import DUTIES
from invitations.models import Toestemming
from programmes.models import Inlezing, Programme, Voorbeeld
from programmes.werkvormen.visieworkshop.holding import answer, close
from programmes.werkvormen.visieworkshop.results import examples_of
from tests.factories import at, make_bezoek, make_mandataris
from tests.followup.persons import warned
from tests.invitations.messages import make_bericht
from tests.programmes.werkvormen.visie_rows import answered, make_workshop, sheet


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("An Peeters kwam.", "Een deelnemer kwam."),
        ("Toen zei an  peeters ja.", "Toen zei een deelnemer ja."),
        ("Lijst: Peeters, An; Bo", "Lijst: een deelnemer; Bo"),
        ("<p>Peeters An</p>", "<p>Een deelnemer</p>"),
        ("Jan Peeters en An Peetersen", "Jan Peeters en An Peetersen"),
        ("mail an@x.example", "mail (adres gewist)"),
        ("mail jan@x.example", "mail jan@x.example"),
        ({"a": ["An Peeters", 3, None]}, {"a": ["Een deelnemer", 3, None]}),
    ],
)
def test_a_name_becomes_a_participant(text: object, after: object) -> None:
    assert replaced(text, pattern_of(["An Peeters"], ["an@x.example"])) == after


def test_a_single_word_and_nobody_are_not_looked_for() -> None:
    pattern = pattern_of(["Maria", ""], [""])
    assert replaced("Maria vertelt", pattern) == "Maria vertelt"


def test_of_json_only_the_text_with_the_name_is_shown() -> None:
    value = [{"name": "Bo Aerts", "phone": "051"}, {"name": "An Peeters", "phone": "052"}]
    assert stands_in(value, pattern_of(["An Peeters"])) == "An Peeters"


def test_undo_puts_nobody_back_who_was_erased() -> None:
    state = {"people": [{"person": 1}, {"person": 2}], "host": {"id": 3, "name": "Griet"}}
    lines = [{"mandataris_id": key} for key in (None, 1, 2)]
    after = without({"7": state, "8": None, "9": state | {"onderdelen": lines}}, people={1}, hosts={3})
    gone: dict[str, Any] = {"people": [{"person": 2}], "host": None}
    assert after == {"7": gone, "8": None, "9": gone | {"onderdelen": [lines[0], lines[2]]}}
    said = [{"person": key, "answer": "nee", "reason": "ziek", "at": None} for key in (1, 2)]
    after = without({"7": state | {"antwoorden": said}}, people={1}, hosts={3})
    assert after == {"7": gone | {"antwoorden": said[1:]}}


def test_a_surname_alone_is_for_a_person_to_judge(programme: Programme) -> None:
    person = make_mandataris(programme.bestuur, first_name="An", last_name="Peeters")
    report = Verslag.objects.create(programme=programme, title="x", composed_at=at(programme.last_day, "9.00"))
    for text in ("<p>An Peeters kwam.</p>", "<p>Schepen Peeters luisterde.</p>"):
        Sectie.objects.create(verslag=report, title="Dag", text=text)
    subject = subject_of(programme.bestuur, rule_of("programmes.Mandataris"), person)
    assert surname_alone(subject) == ["Schepen Peeters luisterde."]


def test_what_a_deleted_programme_leaves_goes_a_year_later(programme: Programme) -> None:
    now = at(programme.last_day, "12.00")
    make_bericht(programme, created_at=now)
    consent = Toestemming.objects.create(
        bestuur=programme.bestuur,
        programme=programme,
        person="Maria Vandamme",
        given_on=now.date(),
        ends_on=now.date(),
        created_at=now,
        proof_file=ContentFile(b"%PDF", "blad.pdf"),
    )
    path, later = Path(consent.proof_file.path), now + KEPT + dt.timedelta(days=1)
    assert forget_orphans(later) == 0
    programme.delete()
    assert forget_orphans(now + KEPT) == 0
    assert [forget_orphans(later), forget_orphans(later)] == [2, 0]
    assert path.exists() is False
    assert DUTIES.count(forget_orphans) == 1


def test_a_list_that_nobody_read_in_goes_by_itself(programme: Programme) -> None:
    read = at(programme.last_day, "12.00")
    Inlezing.objects.create(bestuur=programme.bestuur, kind="mandatarissen", filename="x.csv", created_at=read)
    left = []
    for hours in (23, 25):
        forget_imports(read + dt.timedelta(hours=hours))
        left.append(Inlezing.objects.count())
    assert (left, DUTIES.count(forget_imports)) == ([1, 0], 1)


def test_every_fate_has_words() -> None:
    rule = Rule("press.Quote", names="name", texts="text", files="", programme="programme")
    assert list(rule.fates()) == [("name", "wordt leeggemaakt"), ("text", "blijft, zonder de namen van wie meedeed")]


@pytest.mark.parametrize(
    ("phones", "shown"), [(4, ["Getypt door wie leidt"]), (5, ["Getypt door wie leidt", "Een bel"])]
)
def test_what_too_few_answered_is_not_shown_after_the_term_either(
    programme: Programme, phones: int, shown: list[str]
) -> None:
    workshop = make_workshop(make_bezoek(programme), is_open=True)
    answered(workshop, [2] * (phones - 1))
    answer(workshop, sheet({"detectie": 2}, {"partners": "Een bel"}))
    Voorbeeld.objects.create(workshop=workshop, block="detectie", text="Getypt door wie leidt")
    close(workshop)
    clear(programme, now=warned(programme))
    assert [one.text for _, found in examples_of(workshop) for one in found] == shown
    assert Bewaartermijn.objects.get().record.get("Voorbeelden", 0) == 2 - len(shown)
