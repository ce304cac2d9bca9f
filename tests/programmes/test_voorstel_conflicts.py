"""What still wrings when a proposal is taken over: what goes, comes and stays, with what was accepted of it."""

import pytest

from programmes.conflicts import find_conflicts
from programmes.loading import load_week
from programmes.models import Aanvaarding
from programmes.voorstellen.showing import shown_of, wringing
from tests.factories import make_bezoek
from tests.programmes.proposed import NOW, TUESDAY, make_guest, make_voorstel

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(programme, town):
    """An to the Meander, while a visit to the Linde lies in the evening and somebody goes nowhere."""
    make_bezoek(programme, zorgdienst=town["linde"], people=[town["bo"]], start="19.00")
    make_guest(programme, "Cy", "Claes")
    return make_voorstel(programme, [(town["meander"], TUESDAY, 840, [town["an"]])])


def drawn(response):
    return " ".join(response.content.decode().split())


def test_what_stays_is_named_and_what_blocks_says_so(made, programme, coordinator, client_of):
    page = client_of(coordinator).get(made.get_absolute_url())
    conflicts = page.context["shown"].conflicts
    assert [(one.title, one.blocks) for one in conflicts.stays] == [
        ("Niet beschikbaar", True),
        ("Niemand ontvangt", False),
        ("Persoon zonder bezoek", False),
    ]
    assert (conflicts.before, conflicts.after, conflicts.blocking) == (5, 3, 1)
    assert "Als je alles overneemt: 3 conflicten, waarvan 1 het publiceren tegenhoudt." in drawn(page)
    assert '<span class="badge stop">blokkeert</span> <strong>Niet beschikbaar.</strong> Bo Boone' in drawn(page)


def test_one_group_fewer_of_too_many_is_no_other_conflict(programme, town):
    make_bezoek(programme, zorgdienst=town["linde"], people=[town["an"]])
    make_bezoek(programme, zorgdienst=town["linde"], people=[town["bo"]])
    two = find_conflicts(load_week(programme))
    make_bezoek(programme, zorgdienst=town["linde"], people=[make_guest(programme, "Cy", "Claes")])
    told = wringing(find_conflicts(load_week(programme)), two)
    assert [one.kind for one in (*told.solved, *told.new)] == ["geen_host"]
    assert "te_veel_groepen" in {one.kind for one in told.stays}


def test_a_conflict_with_other_facts_stays_and_says_that_it_was_accepted(programme, town, coordinator, client_of):
    """Four too few become three too few: neither new nor solved."""
    town["linde"].min_people = 5
    town["linde"].save()
    make_bezoek(programme, zorgdienst=town["linde"], people=[town["bo"]], end="11.00")
    before = next(one for one in find_conflicts(load_week(programme)) if one.kind == "te_weinig")
    Aanvaarding.objects.create(programme=programme, key=before.key, note="Dat is zo afgesproken", at=NOW)
    made = make_voorstel(programme)
    made.plan["visits"][0]["people"] = [0, 1]
    made.save()
    conflicts = shown_of(made, load_week(programme)).conflicts
    few = next(one for one in conflicts.stays if one.kind == "te_weinig")
    assert (few.key == before.key, few.key in {one.key for one in conflicts.new}) == (False, False)
    assert conflicts.again == {few.key: "Dat is zo afgesproken"}
    page = drawn(client_of(coordinator).get(made.get_absolute_url()))
    assert "Je aanvaardde dit eerder (‘Dat is zo afgesproken’), maar toen was het anders." in page
