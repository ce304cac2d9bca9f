"""No name of a resident in the texts of a dialogue: refused where it is one, asked where it may be one."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import Bijeenkomst, Oogst, Programme, Traject
from tests.programmes.werkvormen.dialoog_rows import RESIDENTS, make_bijeenkomst, make_inwoner, make_traject

REFUSED = (
    "Hier staat de naam van {}. Laat namen weg: schrijf bijvoorbeeld ‘een buurvrouw’. "
    "Is het hier geen naam? Schrijf het dan zonder hoofdletter."
)


@pytest.fixture
def meeting(programme: Programme) -> Bijeenkomst:
    """Of Jan, An, Maria and Roos."""
    found = make_bijeenkomst(make_traject(programme), RESIDENTS)
    for name in ("Jan Claes", "An Peeters", "Maria Maes", "Roos Sterk"):
        make_inwoner(found.traject, name, found)
    return found


def url(act: str, row: Bijeenkomst, *more: Any) -> str:
    return reverse(f"dialoog-{act}", args=["leiedorp", "2025", row.traject_id, *more])


def errors(response: Any) -> dict[str, list[str]]:
    return {name: list(texts) for name, texts in response.context["form"].errors.items()}


def test_a_first_name_is_refused_however_short_and_with_its_bicycle(staff: Client, meeting: Bijeenkomst) -> None:
    said = "Jans fiets is gestolen\nAn durft niet buiten"
    response = staff.post(url("oogst", meeting, meeting.pk), {"group": "inwoners", "knelpunt": said})
    assert errors(response) == {"knelpunt": [REFUSED.format("An Peeters en Jan Claes")]}


def test_what_may_be_a_name_is_asked_once_and_kept_by_a_tick(staff: Client, meeting: Bijeenkomst) -> None:
    here, data = url("oogst", meeting, meeting.pk), {"group": "inwoners", "kans": "Een roos\nbij maria thuis"}
    asked = staff.post(here, data)
    words = "‘maria’ en ‘roos’"
    known = f"Kijk naar {words}. Is het een naam? Laat die dan weg. Is het een gewoon woord? Vink het dan aan."
    assert (errors(asked), Oogst.objects.count()) == ({"ordinary": [known]}, 0)
    assert asked.text.count("‘roos’ is hier niet Roos Sterk") == 1
    left = staff.post(here, data | {"ordinary": ["roos"]})
    assert errors(left) == {"ordinary": [known.replace(words, "‘maria’")]}
    assert left.text.count('value="roos"') == left.text.count("checked") == 1
    kept = staff.post(here, data | {"kans": "Een roos", "ordinary": ["roos"]})
    assert (kept.status_code, Oogst.objects.get().text) == (302, "Een roos")
    line = Oogst.objects.get()
    again = {"text": "Een roos voor wie komt", "kind": "kans", "group": "inwoners", "revision": line.revision}
    assert staff.post(url("regel", meeting, line.pk), again).status_code == 302


def test_nothing_is_asked_before_there_is_doubt(staff: Client, meeting: Bijeenkomst) -> None:
    pages = [
        staff.get(url("oogst", meeting, meeting.pk)).text,
        staff.get(url("thema", meeting)).text,
        staff.get(url("bijeenkomst-edit", meeting, meeting.pk)).text,
    ]
    assert ["Staat hier een naam?" in page for page in pages] == [False, False, False]


def test_theme_and_meetings_are_asked_about_too(staff: Client, meeting: Bijeenkomst) -> None:
    theme = {"title": "Samen", "theme": "Wat een roos doet", "revision": meeting.traject.revision}
    row = {"title": "Onder de roos", "groups": RESIDENTS, "minutes": 120, "revision": meeting.revision}
    for here, data in ((url("thema", meeting), theme), (url("bijeenkomst-edit", meeting, meeting.pk), row)):
        assert list(errors(staff.post(here, data))) == ["ordinary"]
        assert staff.post(here, data | {"ordinary": "roos"}).status_code == 302
    assert (Traject.objects.get().theme, Bijeenkomst.objects.get().title) == ("Wat een roos doet", "Onder de roos")
