"""No name of a resident in the texts of a dialogue: refused where it is one, asked where it may be one."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from invitations.dialogues import round_of
from programmes.models import Bijeenkomst, Oogst, Programme, Traject
from tests.invitations.pdfs import read, words
from tests.programmes.werkvormen.dialoog_rows import (
    RESIDENTS,
    make_bijeenkomst,
    make_inwoner,
    make_oogst,
    make_traject,
)

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


def test_a_place_may_be_called_like_somebody_and_is_not_their_home(staff: Client, meeting: Bijeenkomst) -> None:
    """It stands in the mails to all others."""
    here = url("bijeenkomst-edit", meeting, meeting.pk)
    data = {"title": "Samen", "groups": RESIDENTS, "minutes": 120, "revision": meeting.revision}
    home = staff.post(here, data | {"place": "Bij Maria Maes, Kerkstraat 5"})
    assert errors(home) == {"place": [REFUSED.format("Maria Maes")]}
    assert list(errors(staff.post(here, data | {"place": "Zaal Roos"}))) == ["ordinary"]
    assert staff.post(here, data | {"place": "Zaal Roos", "ordinary": "roos"}).status_code == 302
    assert Bijeenkomst.objects.get().place == "Zaal Roos"


OLD = {
    "title": "Koffie bij Maria Maes",
    "aim": "Maria vertelt",
    "questions": "Wat vindt mevrouw Maes?",
    "place": "De Roos, bij maria maes",
}


@pytest.fixture
def named(meeting: Bijeenkomst) -> Bijeenkomst:
    """Of before Maria took part; it is still to come."""
    coming = timezone.localdate() + dt.timedelta(days=7)
    Bijeenkomst.objects.update(**OLD, day=coming, groups=["professionals", "inwoners"])
    meeting.traject.inwoners.update(may_be_contacted=True, email="x@example.be")
    return Bijeenkomst.objects.get()


def test_the_title_of_a_meeting_tells_other_residents_of_nobody(named: Bijeenkomst) -> None:
    mails = [item.mail for item in round_of(named.traject, today=timezone.localdate()).items]
    found = [("Koffie bij een inwoner" in one.text, "Maria Maes" in one.text.partition("\n")[2]) for one in mails]
    assert found == [(True, False)] * 4
    assert ["De Roos, bij een inwoner" in one.text for one in mails] == [True] * 4
    assert ["Maes" in one.html.replace("Dag Maria Maes", "") for one in mails] == [False] * 4
    assert Bijeenkomst.objects.get().title == OLD["title"]


@pytest.mark.parametrize("paper", ["draaiboek", "voorbereiding-pdf"])
def test_what_a_meeting_says_of_itself_is_on_paper_without_names(staff: Client, named: Bijeenkomst, paper: str) -> None:
    response = staff.get(url(paper, named, *([named.pk] if paper == "draaiboek" else [])))
    text = words(read(response.getvalue()))
    assert ("Koffie bij een inwoner" in text, "Wat vindt mevrouw een inwoner?" in text) == (True, True)
    assert ("Maria" in text, "Maes" in text, "maria" in response.headers["Content-Disposition"]) == (False,) * 3


def test_who_is_added_while_their_name_stands_somewhere_is_told_of(staff: Client, meeting: Bijeenkomst) -> None:
    Bijeenkomst.objects.update(title="Koffie bij Bo", aim="Waar een bloem staat", place="De Bloem")
    make_oogst(meeting, "Bo is bang")
    data = {"name": "Bo Bloem", "revision": "0"}
    told = [str(one) for one in staff.post(url("inwoner-new", meeting), data, follow=True).context["messages"]]
    in_mails = "In mails, op papier en in het verslag zetten we ‘een inwoner’: pas de tekst zelf aan."
    assert told == [
        "Bo Bloem is bewaard.",
        f"De naam van Bo Bloem staat al in de titel van ‘Koffie bij Bo’ en 1 regel van de oogst. {in_mails}",
        "Kijk na of de naam van Bo Bloem ook staat in het doel en de plaats van ‘Koffie bij Bo’.",
    ]
    bo = meeting.traject.inwoners.get(name="Bo Bloem")
    again = staff.post(url("inwoner", meeting, bo.pk), data | {"revision": bo.revision}, follow=True)
    assert [str(one) for one in again.context["messages"]] == ["Bo Bloem is bewaard."]
    page = staff.get(url("inwoner-withdraw", meeting, bo.pk)).text
    assert page.count("staat misschien ook de naam. Daar verandert niets: kijk het zelf na.") == 1
    staff.post(url("inwoner-withdraw", meeting, bo.pk))
    left = Bijeenkomst.objects.get()
    assert (left.title, left.aim, left.place) == ("Koffie bij een inwoner", "Waar een bloem staat", "De Bloem")
