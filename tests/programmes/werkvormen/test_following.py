"""A visit that gets a format gets its timetable; one that is removed says what goes, and undo brings it back."""

from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from programmes.drafts import DraftError, store, undo
from programmes.loading import load_week
from programmes.models import Bezoek, Onderdeel, Programme, Ronde, User
from programmes.removals import Along, goes_along
from tests.factories import make_bezoek, make_mandataris
from tests.programmes.werkvormen.timetable_rows import make_onderdeel, staff_url, titles

TALK = ["Kennismaken", "Het verhaal van de dienst", "Gesprek", "Afspraken"]
TOUR = ["Onthaal", "Rondgang met halten", "Gesprek bij een koffie", "Afronden"]


@pytest.fixture
def bezoek(programme: Programme) -> Bezoek:
    return make_bezoek(programme, start="9.00", end="10.30", people=[make_mandataris(programme.bestuur)])


def change(bezoek: Bezoek, by: User, **fields: str) -> None:
    week = load_week(bezoek.programme)
    after = replace(week.by_id[bezoek.pk], **fields)  # type: ignore[arg-type]
    store(bezoek.programme, week, put=[after], label="x", by=by, now=timezone.now())


def remove(bezoek: Bezoek, by: User) -> None:
    week = load_week(bezoek.programme)
    store(bezoek.programme, week, remove=[week.by_id[bezoek.pk]], label="weg", by=by, now=timezone.now())


def test_a_format_brings_its_example_on_the_length_of_the_visit(bezoek: Bezoek, coordinator: User) -> None:
    change(bezoek, coordinator, werkvorm="gesprek")
    assert titles(bezoek) == TALK
    assert sum(bezoek.onderdelen.values_list("minutes", flat=True)) == 90


def test_a_new_visit_with_a_format_has_a_timetable_at_once(bezoek: Bezoek, coordinator: User) -> None:
    week = load_week(bezoek.programme)
    new = replace(week.by_id[bezoek.pk], id=0, werkvorm="rondleiding")
    store(bezoek.programme, week, put=[new], label="x", by=coordinator, now=timezone.now())
    assert titles(Bezoek.objects.exclude(pk=bezoek.pk).get()) == TOUR


def test_another_change_leaves_the_timetable_alone(bezoek: Bezoek, coordinator: User) -> None:
    change(bezoek, coordinator, title="Bij de kinderen")
    assert titles(bezoek) == []


def test_another_format_replaces_an_example_that_nobody_touched(bezoek: Bezoek, coordinator: User) -> None:
    change(bezoek, coordinator, werkvorm="gesprek")
    change(bezoek, coordinator, werkvorm="rondleiding")
    assert titles(bezoek) == TOUR
    change(bezoek, coordinator, werkvorm="")
    assert titles(bezoek) == []


@pytest.mark.parametrize("touched", [{"who": "An"}, {"place": "Zaal"}, {"revision": 2}])
def test_another_format_leaves_what_somebody_wrote(
    bezoek: Bezoek, coordinator: User, touched: dict[str, object]
) -> None:
    change(bezoek, coordinator, werkvorm="gesprek")
    Onderdeel.objects.filter(title="Gesprek").update(**touched)
    change(bezoek, coordinator, werkvorm="rondleiding")
    assert titles(bezoek) == TALK


def test_a_line_of_ones_own_stays_whatever_the_format(bezoek: Bezoek, coordinator: User) -> None:
    make_onderdeel(bezoek, "Koffie")
    change(bezoek, coordinator, werkvorm="gesprek")
    assert titles(bezoek) == ["Koffie"]


def test_undo_of_a_format_takes_its_example_along(bezoek: Bezoek, coordinator: User) -> None:
    change(bezoek, coordinator, werkvorm="gesprek")
    undo(bezoek.programme, by=coordinator, now=timezone.now())
    assert titles(bezoek) == []


def test_undo_of_a_removal_brings_the_timetable_back(bezoek: Bezoek, coordinator: User) -> None:
    person = bezoek.deelnemers.get()
    change(bezoek, coordinator, werkvorm="gesprek")
    make_onderdeel(bezoek, "Wandelen", mandataris=person, who="Lies", place="Tuin", clothing="Laarzen", hands_on="zelf")
    before = list(bezoek.onderdelen.values("position", "minutes", "title", "who", "place", "clothing", "mandataris"))
    remove(bezoek, coordinator)
    assert not Onderdeel.objects.exists()
    undo(bezoek.programme, by=coordinator, now=timezone.now())
    after = Onderdeel.objects.filter(bezoek=bezoek.pk)
    assert list(after.values("position", "minutes", "title", "who", "place", "clothing", "mandataris")) == before


def test_what_was_for_somebody_who_left_the_guest_list_stays_away(bezoek: Bezoek, coordinator: User) -> None:
    person = bezoek.deelnemers.get()
    make_onderdeel(bezoek, "Koffie")
    make_onderdeel(bezoek, "Wandelen", mandataris=person)
    remove(bezoek, coordinator)
    bezoek.programme.wijzigingen.update(before=_without_people(bezoek))
    undo(bezoek.programme, by=coordinator, now=timezone.now())
    assert titles(bezoek) == ["Koffie"]


def _without_people(bezoek: Bezoek) -> dict[str, object]:
    """As when somebody asked to be erased."""
    [change] = bezoek.programme.wijzigingen.all()
    return {key: {**state, "people": []} for key, state in change.before.items()}


def test_it_is_said_what_goes_with_a_visit(bezoek: Bezoek, coordinator: User) -> None:
    assert goes_along([bezoek.pk]) == Along()
    make_onderdeel(bezoek)
    bezoek.taken.create(programme=bezoek.programme, step=2, title="Bel de dienst")  # type: ignore[attr-defined]
    bezoek.taken.create(programme=bezoek.programme, step=2, title="Zet klaar")  # type: ignore[attr-defined]
    assert goes_along([bezoek.pk]) == Along(("1 onderdeel van het uurschema",), ("2 taken",))


def words(client: Client, bezoek: Bezoek) -> str:
    url = staff_url("bezoek-delete", bezoek.programme, bezoek.pk)
    return " ".join(client.get(url).content.decode().split())


def test_the_dialog_says_what_undo_brings_back(bezoek: Bezoek, coordinator: User, client: Client) -> None:
    client.force_login(coordinator)
    make_onderdeel(bezoek)
    text = words(client, bezoek)
    assert "Ook weg: 1 onderdeel van het uurschema." in text
    assert "Je kan dit ongedaan maken." in text
    bezoek.taken.create(programme=bezoek.programme, step=2, title="Bel de dienst")  # type: ignore[attr-defined]
    text = words(client, bezoek)
    assert "Ook weg: 1 onderdeel van het uurschema, 1 taak." in text
    assert "Ongedaan maken brengt het bezoek terug, met 1 onderdeel van het uurschema, maar niet: 1 taak." in text
    assert "Je kan dit ongedaan maken." not in text


def test_the_dialog_says_what_goes_with_a_whole_tour(bezoek: Bezoek, coordinator: User, client: Client) -> None:
    client.force_login(coordinator)
    ronde = Ronde.objects.create(programme=bezoek.programme, title="Rondrit")
    Bezoek.objects.update(ronde=ronde)
    other = make_bezoek(bezoek.programme, start="14.00", ronde=ronde)
    make_onderdeel(bezoek)
    make_onderdeel(other)
    assert "Met de hele ronde gaat ook weg: 2 onderdelen van het uurschema." in words(client, bezoek)


def make(bezoek: Bezoek, by: User, **fields: str) -> Bezoek:
    """A new visit beside this one, on the board as by hand."""
    week = load_week(bezoek.programme)
    new = replace(week.by_id[bezoek.pk], id=0, **fields)  # type: ignore[arg-type]
    store(bezoek.programme, week, put=[new], label="nieuw", by=by, now=timezone.now())
    return Bezoek.objects.exclude(pk=bezoek.pk).get()


def test_undo_of_a_new_visit_takes_its_example_along(bezoek: Bezoek, coordinator: User) -> None:
    make(bezoek, coordinator, werkvorm="gesprek")
    undo(bezoek.programme, by=coordinator, now=timezone.now())
    assert not Onderdeel.objects.exists()


@pytest.mark.parametrize(("touched", "told"), [({"revision": 2}, 4), ({"text": "Over het dorp"}, 4)])
def test_undo_of_a_new_visit_never_loses_a_timetable_that_somebody_wrote(
    bezoek: Bezoek, coordinator: User, touched: dict[str, object], told: int
) -> None:
    new = make(bezoek, coordinator, werkvorm="gesprek")
    new.onderdelen.filter(title="Gesprek").update(**touched)
    with pytest.raises(DraftError, match=f"Weg zou ook zijn: {told} onderdelen van het uurschema"):
        undo(bezoek.programme, by=coordinator, now=timezone.now())
    assert titles(new) == TALK


def test_undo_of_a_new_visit_never_loses_a_line_of_ones_own(bezoek: Bezoek, coordinator: User) -> None:
    make_onderdeel(make(bezoek, coordinator, werkvorm=""), "Koffie")
    with pytest.raises(DraftError, match=r"Weg zou ook zijn: 1 onderdeel van het uurschema\."):
        undo(bezoek.programme, by=coordinator, now=timezone.now())


def test_a_timetable_that_came_back_still_counts_as_written(bezoek: Bezoek, coordinator: User) -> None:
    """Where somebody changed the minutes only, another format may not take it for the example."""
    change(bezoek, coordinator, werkvorm="gesprek")
    Onderdeel.objects.filter(title="Gesprek").update(minutes=55, revision=2)
    remove(bezoek, coordinator)
    undo(bezoek.programme, by=coordinator, now=timezone.now())
    change(bezoek, coordinator, werkvorm="rondleiding")
    assert titles(bezoek) == TALK
