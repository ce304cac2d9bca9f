"""The voorstellingsfiche as a page and as a form, for the coordinator and for a host behind their link."""

import datetime as dt
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from invitations.checklist.generating import sync
from invitations.fiches.cijfers import VOORSTELLEN
from invitations.fiches.completeness import completeness
from invitations.fiches.reading import earlier_fiche, fiche_of, rows_of, shown_of
from invitations.models import Bestuursakkoord, Fiche, Raakvlak, Taak, Toestemming
from invitations.stories.consent import withdraw
from programmes.demo.load import load_demo
from programmes.links import make_links, token_of
from programmes.models import Contactpersoon, Programme, Soort, User
from programmes.times import BRUSSELS
from tests.factories import make_contactpersoon, make_deelnemende_dienst, make_programme, make_zorgdienst
from tests.invitations.fiches import EDIT, Person, make_cijfer, make_fiche

pytestmark = pytest.mark.usefixtures("clock")

NOW = dt.datetime(2025, 2, 12, 10, 30, tzinfo=BRUSSELS)


@pytest.fixture
def fiche(programme: Programme) -> Fiche:
    return make_fiche(programme)


@pytest.fixture
def last(programme: Programme) -> Programme:
    return make_programme(programme.bestuur, title="Vorige keer", first_day=dt.date(2024, 2, 26))


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.text.split())


def labels(fiche: Fiche) -> list[str]:
    return [wish.label for wish in completeness(Fiche.objects.whole().get(pk=fiche.pk)).missing]


EMPTY = [
    *("wat jullie doen", "de openingsuren", "wat jullie willen tonen", "waar jullie trots op zijn", "waar het knelt"),
    *("erkende woongelegenheden", "waarvan met bijkomende erkenning", "wachtlijst", "medewerkers", "vrijwilligers"),
    *("de peildatum bij elk cijfer", "de bron bij elk cijfer", "een project dat loopt of start"),
    "wat gebruikers vinden, in cijfers of in woorden",
    *("een uitdaging voor de komende zes jaar", "wat het bestuur kan doen", "een lokale tendens met cijfers"),
]


def test_an_empty_fiche_misses_all(fiche: Fiche, programme: Programme) -> None:
    assert labels(fiche) == EMPTY
    assert completeness(fiche).percent == 0
    new = Fiche(programme=programme, zorgdienst=make_zorgdienst(programme.bestuur))
    assert [wish.label for wish in completeness(new).missing][5] == "minstens drie cijfers"


def filled(fiche: Fiche) -> None:
    """All but the challenges and the tendencies."""
    for name in ("intro", "opening_hours", "to_show", "pride", "bottleneck", "satisfaction"):
        setattr(fiche, name, "x")
    fiche.save()
    for one in VOORSTELLEN[Soort.WOONZORGCENTRUM]:
        make_cijfer(fiche, one.key, measured_on=NOW.date(), source="telling")
    fiche.projecten.create(title="x")


def test_who_makes_a_fiche_whole_has_done_its_tasks(fiche: Fiche, programme: Programme, staff: Client) -> None:
    sync([programme])
    filled(fiche)
    fiche.tendensen.create(title="x", points=[["2024", 5]])
    form = Person(staff, EDIT.format(fiche.zorgdienst_id, "uitdagingen"))
    form.send(**{"uitdaging-1-title": "Plaats"})
    assert not Taak.objects.exclude(done_at=None).exists()
    form = Person(staff, form.url)
    form.send(**{f"{form.row(title='Plaats')}-request": "Samen uitbreiden."})
    done = Taak.objects.exclude(done_at=None).order_by("pk").values_list("key", "done_by")
    by = User.objects.get().email
    names = [(key.rpartition(":")[2], who) for key, who in done]
    assert names == [("fiche", by), ("uitdagingen", by)]
    Taak.objects.update(done_at=None)  # who says that it is not done yet, is right
    form = Person(staff, form.url)
    form.send(**{f"{form.row(title='Plaats')}-request": "Samen fors uitbreiden."})
    assert not Taak.objects.exclude(done_at=None).exists()


def test_a_whole_fiche_misses_nothing(fiche: Fiche) -> None:
    filled(fiche)
    uitdaging = fiche.uitdagingen.create(theme="aanbod", title="x")
    tendens = fiche.tendensen.create(title="x")
    assert labels(fiche) == ["wat het bestuur kan doen", "een lokale tendens met cijfers"]
    uitdaging.request, tendens.points = "Meer plaats.", [["2024", 5]]
    uitdaging.save()
    tendens.save()
    assert labels(fiche) == []
    assert completeness(Fiche.objects.whole().get()).percent == 100


def test_what_is_not_there_needs_no_day_and_no_source(fiche: Fiche) -> None:
    make_cijfer(fiche, "wachtlijst", "n.v.t.", None)
    assert [label for label in EMPTY if label not in labels(fiche)] == [
        "wachtlijst",
        "de peildatum bij elk cijfer",
        "de bron bij elk cijfer",
    ]
    make_cijfer(fiche, "medewerkers", source="telling")
    assert "de peildatum bij elk cijfer" in labels(fiche)


def test_the_last_edition_is_the_newest_earlier_one_with_figures(programme: Programme, last: Programme) -> None:
    fiche = make_fiche(programme)
    service = fiche.zorgdienst
    assert earlier_fiche(fiche) is None
    old = make_fiche(make_programme(programme.bestuur, first_day=dt.date(2019, 2, 25)), service)
    known = make_fiche(last, service)
    for one in (old, known):
        make_cijfer(one)
    make_fiche(make_programme(programme.bestuur, first_day=dt.date(2024, 9, 2)), service)  # without figures
    make_cijfer(make_fiche(make_programme(programme.bestuur, first_day=dt.date(2026, 2, 2)), service))
    make_cijfer(make_fiche(last))  # of another service
    assert earlier_fiche(fiche) == known


def test_figures_stand_beside_those_of_the_last_edition(fiche: Fiche, last: Programme, staff: Client) -> None:
    before = make_fiche(last, fiche.zorgdienst)
    make_cijfer(before, "wachtlijst", "ca. 100", 100)
    make_cijfer(before, "medewerkers", "n.v.t.", None)
    make_cijfer(fiche, "medewerkers", "40 VTE", 40)
    make_cijfer(fiche, "wachtlijst", "ca. 125", 125, measured_on=NOW.date(), source="telling")
    shown = shown_of(Fiche.objects.whole().get(pk=fiche.pk))
    assert [(line.cijfer.typed, line.earlier and line.earlier.typed, str(line.verschil)) for line in shown.kern] == [
        ("ca. 125", "ca. 100", "+25 (+25 %)"),
        ("40 VTE", "n.v.t.", "None"),
    ]
    text = text_of(staff.get(f"/leiedorp/2025/fiches/{fiche.zorgdienst_id}/"))
    assert 'Vorige editie: ca. 100 · <span class="fiche-change">+25 (+25 %)</span>' in text
    assert "12 februari 2025 · telling" in text
    form = Person(staff, EDIT.format(fiche.zorgdienst_id, "cijfers"))
    target = f'data-fill="id_{form.row(key="wachtlijst")}-typed" data-value="ca. 100"'
    assert target in form.text
    assert "(februari 2024)" in form.text


def test_every_proposed_figure_is_on_offer_and_kept_as_typed(programme: Programme, staff: Client) -> None:
    service = make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, kind=Soort.GEZINSZORG))
    form = Person(staff, EDIT.format(service.pk, "cijfers"))
    assert Fiche.objects.count() == 0  # looking makes nothing
    keys = [value for name, value in form.data.items() if name.endswith("-key") and value]
    assert keys == ["urencontingent", "gepresteerde-uren", "gezinnen", "verzorgenden"]
    form.send(
        **{
            f"{form.row(key='gepresteerde-uren')}-typed": "ca. 12.500,5 uur",
            f"{form.row(key='gepresteerde-uren')}-measured_on": "2024",
            f"{form.row(key='gezinnen')}-source": "nog te tellen",
            "cijfer-4-name": "wijken",
            "cijfer-4-typed": "6",
        }
    )
    kept = [
        (one.key, one.name, one.typed, one.value, one.unit, one.measured_on, one.source)
        for one in fiche_of(programme, service).cijfers.all()
    ]
    assert kept == [
        (
            "gepresteerde-uren",
            "gepresteerde uren",
            "ca. 12.500,5 uur",
            12500.5,
            "uur per jaar",
            dt.date(2024, 12, 31),
            "",
        ),
        ("gezinnen", "gezinnen", "", None, "gezinnen per jaar", None, "nog te tellen"),
        ("", "wijken", "6", 6, "", None, ""),
    ]


@pytest.mark.parametrize(
    ("section", "typed", "sentence"),
    [
        ("cijfers", {"cijfer-5-typed": "4"}, "Geef dit cijfer een naam."),
        ("cijfers", {"cijfer-0-measured_on": "2026"}, "&#x27;2026&#x27; ligt nog niet achter ons."),
        ("cijfers", {"cijfer-0-typed": "9" * 41}, "Zorg dat deze waarde niet meer dan 40 tekens bevat"),
        ("projecten", {"project-0-text": "Met de buurt."}, "Geef dit project een naam."),
        ("uitdagingen", {"uitdaging-0-request": "Meer plaats."}, "Zeg in enkele woorden wat de uitdaging is."),
        ("uitdagingen", {"uitdaging-4-row": "", "uitdaging-4-title": "Nacht"}, "Kies bij welk thema dit hoort."),
        ("tendensen", {"tendens-0-points": "2024; 5"}, "Geef deze tendens een titel."),
        ("tendensen", {"tendens-0-points": "2024"}, "Regel 1: &#x27;2024&#x27; is geen naam met een getal."),
        ("verhaal", {"opening_hours": "x" * 301}, "Zorg dat deze waarde niet meer dan 300 tekens bevat"),
        ("verhaal", {"intro": "a\x00b"}, "Null-tekens zijn niet toegestaan."),
    ],
)
def test_a_refusal_is_a_sentence_and_what_was_typed_stays(
    fiche: Fiche, staff: Client, section: str, typed: dict[str, str], sentence: str
) -> None:
    form = Person(staff, EDIT.format(fiche.zorgdienst_id, section))
    form.send(**typed)
    assert f"Fout: {sentence}" in form.text
    assert "<title>Fout: " in form.text
    assert {name: form.data[name].replace("\ufffd", "\x00") for name in typed} == typed
    stored = Fiche.objects.whole().get()
    assert (stored.intro, stored.changed_at) == ("", None)
    assert [getattr(stored, name).count() for name in ("cijfers", "projecten", "uitdagingen", "tendensen")] == [0] * 4


def test_too_many_rows_are_refused(fiche: Fiche, staff: Client) -> None:
    form = Person(staff, EDIT.format(fiche.zorgdienst_id, "projecten"))
    rows = {f"project-{n}-title": f"Project {n}" for n in range(61)}
    form.send(
        **{f"project-{n}-row": "" for n in range(61)} | rows | {f"project-{n}-phase": "lopend" for n in range(61)}
    )
    assert "hou hoogstens 60 regels over" in form.text
    assert form.data["project-60-title"] == "Project 60"
    assert fiche.projecten.count() == 0


def test_rows_that_were_tampered_with_are_new_rows(fiche: Fiche, staff: Client) -> None:
    """Those of another fiche, an unknown key, a number that is none."""
    other = make_fiche(make_programme(fiche.programme.bestuur), fiche.zorgdienst)
    foreign = make_cijfer(other, "", name="van een ander")
    form = Person(staff, EDIT.format(fiche.zorgdienst_id, "cijfers"))
    form.send(
        **{
            "cijfer-5-row": str(foreign.pk),
            "cijfer-5-name": "eigen",
            "cijfer-6-row": "²",
            "cijfer-6-key": "bestaat-niet",
            "cijfer-6-name": "ook eigen",
        }
    )
    assert [one.name for one in other.cijfers.all()] == ["van een ander"]
    assert [(one.name, one.key) for one in fiche.cijfers.all()] == [("eigen", ""), ("ook eigen", "")]


def test_all_sections_are_kept_and_shown(fiche: Fiche, staff: Client) -> None:
    typed = {
        "verhaal": {"intro": "Wij zorgen.", "bottleneck": "De nacht."},
        "projecten": {"project-0-title": "Tuin", "project-0-phase": "nieuw"},
        "tevredenheid": {"satisfaction": "Lekker eten.", "cijfer-0-name": "tevreden", "cijfer-0-typed": "91 %"},
        "uitdagingen": {"uitdaging-2-title": "Samen", "uitdaging-2-request": "Een overleg."},
        "tendensen": {"tendens-0-title": "Ouder", "tendens-0-points": "2024; 1.250,5", "tendens-0-source": "Statbel"},
    }
    for section, fields in typed.items():
        response = Person(staff, EDIT.format(fiche.zorgdienst_id, section)).send(**fields)
        assert response.headers["Location"].endswith(f"?deel={section}&bewaard=1")
    text = text_of(staff.get(f"/leiedorp/2025/fiches/{fiche.zorgdienst_id}/"))
    for part in (
        "<p>Wij zorgen.</p>",
        "<h3>Waar het knelt</h3><p>De nacht.</p>",
        'Tuin <span class="badge info">start binnenkort</span>',
        "<strong>91 %</strong>",
        "<p>Lekker eten.</p>",
        '<h3 class="fiche-theme">Samenwerking</h3>',
        "<p><strong>Wat het bestuur kan doen</strong></p><p>Een overleg.</p>",
        '<th scope="row">2024</th><td class="num">1.250,5</td>',
        "Bron: Statbel",
    ):
        assert part in text
    saved = staff.get(f"{EDIT.format(fiche.zorgdienst_id, 'projecten')}&bewaard=1").text
    assert "Verder met tevredenheid" in saved


def test_the_list_says_how_far_each_is_and_who_was_last(fiche: Fiche, programme: Programme, staff: Client) -> None:
    Person(staff, EDIT.format(fiche.zorgdienst_id, "verhaal")).send(intro="Wij zorgen.")
    make_deelnemende_dienst(programme)
    text = text_of(staff.get("/leiedorp/2025/fiches/"))
    assert f'aria-label="Fiche van {fiche.zorgdienst}: 5 % ingevuld"' in text
    assert "Laatst gewijzigd op 12 februari, 10.30 door" in text
    assert "Nog niet begonnen" in text
    assert "Wat nog ontbreekt (16)" in text
    assert [row.completeness.percent for row in rows_of(programme, list(programme.diensten.order_by("pk")))] == [5, 0]


def test_without_services_the_list_says_what_to_do(programme: Programme, staff: Client) -> None:
    assert "Er doet nog geen dienst mee" in text_of(staff.get("/leiedorp/2025/fiches/"))


def test_a_service_that_takes_no_part_has_no_fiche(programme: Programme, staff: Client) -> None:
    service = make_zorgdienst(programme.bestuur)
    for path in ("", "invullen/", "tendens/"):
        assert staff.get(f"/leiedorp/2025/fiches/{service.pk}/{path}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    programme: Programme, last: Programme, staff: Client, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        fiche = make_fiche(programme)
        make_cijfer(make_fiche(last, fiche.zorgdienst))
        for key in ("wachtlijst", "medewerkers", "vrijwilligers")[:count]:
            make_cijfer(fiche, key)
            fiche.projecten.create(title=key)
            fiche.uitdagingen.create(theme="aanbod", title=key)
            fiche.tendensen.create(title=key, points=[["2024", 5]])
    agree(fiche, dict.fromkeys("abc"[:count], "bevestigd"))
    tell(fiche, *"abc"[:count])
    with django_assert_num_queries(10):
        staff.get("/leiedorp/2025/fiches/")
    with django_assert_num_queries(15):
        staff.get(f"/leiedorp/2025/fiches/{fiche.zorgdienst_id}/")
    with django_assert_num_queries(12):
        staff.get(EDIT.format(fiche.zorgdienst_id, "cijfers"))
    form = Person(staff, EDIT.format(fiche.zorgdienst_id, "projecten"))
    with django_assert_num_queries(20):
        form.send(**{f"{form.row(title='wachtlijst')}-title": "Anders"})


@pytest.fixture
def griet(fiche: Fiche) -> Contactpersoon:
    griet = make_contactpersoon(fiche.programme.bestuur, name="Griet Declercq")
    fiche.zorgdienst.contactpersonen.add(griet)
    make_links(fiche.programme, now=timezone.now())
    return griet


def link_of(contact: Contactpersoon) -> str:
    return f"/gastheer/{token_of(contact.links.get())}/fiche/"


def test_a_host_with_one_service_goes_straight_on(fiche: Fiche, griet: Contactpersoon, client: Client) -> None:
    response = client.get(link_of(griet))
    assert (response.status_code, response.headers["Location"]) == (302, f"{link_of(griet)}{fiche.zorgdienst_id}/")


def test_a_host_with_more_services_chooses(fiche: Fiche, griet: Contactpersoon, client: Client) -> None:
    other = make_deelnemende_dienst(fiche.programme)
    other.contactpersonen.add(griet)
    text = text_of(client.get(link_of(griet)))
    for service in (fiche.zorgdienst, other):
        assert f'<a href="{link_of(griet)}{service.pk}/">{service}</a>' in text


def test_a_host_whose_service_left_the_programme_reads_so(fiche: Fiche, griet: Contactpersoon, client: Client) -> None:
    fiche.programme.deelnemende_diensten.all().delete()
    assert "Je dienst doet nu niet mee" in text_of(client.get(link_of(griet)))
    assert client.get(f"{link_of(griet)}{fiche.zorgdienst_id}/").status_code == 404


def test_a_host_fills_in_their_own_fiche_without_account_or_token(fiche: Fiche, griet: Contactpersoon) -> None:
    client = Client(enforce_csrf_checks=True)
    url = f"{link_of(griet)}{fiche.zorgdienst_id}/invullen/?deel=verhaal"
    form = Person(client, url)
    assert form.send(intro="Kom binnen.").status_code == 302
    stored = Fiche.objects.get(pk=fiche.pk)
    assert (stored.intro, stored.changed_by, stored.changed_at) == ("Kom binnen.", "Griet Declercq", NOW)
    assert "Kom binnen." in text_of(client.get(f"{link_of(griet)}{fiche.zorgdienst_id}/"))
    assert client.cookies.output() == ""


def test_a_host_and_the_coordinator_write_together(fiche: Fiche, griet: Contactpersoon, staff: Client) -> None:
    host = Person(Client(), f"{link_of(griet)}{fiche.zorgdienst_id}/invullen/?deel=verhaal")
    desk = Person(staff, EDIT.format(fiche.zorgdienst_id, "verhaal"))
    host.send(intro="Van Griet")
    desk.send(intro="Van het stadhuis")
    assert "Griet Declercq bewaarde om 10.30." in desk.text
    assert Fiche.objects.get(pk=fiche.pk).intro == "Van Griet"


def test_the_fiche_of_another_service_is_not_there(fiche: Fiche, griet: Contactpersoon, client: Client) -> None:
    other = make_fiche(fiche.programme)
    for path in ("", "invullen/", "tendens/"):
        url = f"{link_of(griet)}{other.zorgdienst_id}/{path}"
        assert client.get(url).status_code == 404
        assert client.post(url, {"intro": "x"}).status_code in {404, 405}
    assert Fiche.objects.get(pk=other.pk).intro == ""


def test_the_demo_has_a_whole_fiche_one_half_and_empty_ones(db: None) -> None:
    demo = load_demo(NOW)
    for _ in range(2):
        call_command("demo_voorbereiding")
    rows = rows_of(demo.programme, list(demo.programme.diensten.all()))
    done = {str(row.zorgdienst): row.completeness.percent for row in rows if row.completeness.percent}
    assert done == {"Lokaal dienstencentrum De Brug": 47, "Woonzorgcentrum De Meersen": 100}
    whole = next(row.fiche for row in rows if row.completeness.percent == 100)
    assert [str(line.verschil) for line in shown_of(whole).kern] == [
        "+6 (+6,7 %)",
        "+4 (+6,9 %)",
        "+25 (+21,7 %)",
        "−2,7 (−3,3 %)",
        "+7 (+17,9 %)",
    ]


def test_a_key_with_a_row_that_has_none_is_passed_over(fiche: Fiche, staff: Client) -> None:
    data = {"project-0-row": "", "project-0-key": "x", "project-0-title": "Tuin", "project-0-phase": "lopend"}
    staff.post(EDIT.format(fiche.zorgdienst_id, "projecten"), data)
    assert list(fiche.projecten.values_list("title", flat=True)) == ["Tuin"]


def test_points_with_a_character_that_no_database_keeps_are_refused(fiche: Fiche, staff: Client) -> None:
    data = {"tendens-0-row": "", "tendens-0-title": "Groei", "tendens-0-points": "20\0" + "24; 5"}
    response = staff.post(EDIT.format(fiche.zorgdienst_id, "tendensen"), data)
    assert "Null-tekens zijn niet toegestaan." in response.text
    assert fiche.tendensen.count() == 0


def agree(fiche: Fiche, texts: dict[str, str]) -> None:
    """An agreement of these passages, each with what was decided of it for the service."""
    akkoord = Bestuursakkoord.objects.create(bestuur=fiche.programme.bestuur, title="Akkoord", uploaded_at=NOW)
    for number, (text, state) in enumerate(texts.items(), start=1):
        passage = akkoord.passages.create(number=number, page=7, heading="Zorg", text=text)
        Raakvlak.objects.create(passage=passage, zorgdienst=fiche.zorgdienst, state=state, at=NOW)


def tell(fiche: Fiche, *texts: str) -> Toestemming:
    """Stories of Maria with a consent."""
    day, programme = NOW.date(), fiche.programme
    given = Toestemming.objects.create(
        bestuur=programme.bestuur,
        person="Maria",
        purposes=["verhaal"],
        channels=["intern"],
        given_on=day,
        ends_on=day,
        created_at=NOW,
    )
    known = {"zorgdienst": fiche.zorgdienst, "first_name": "Maria", "last_name": "Maes", "changed_at": NOW}
    for text in texts:
        programme.verhalen.create(text=text, toestemming=given, **known)
    return given


def both_pages(fiche: Fiche, griet: Contactpersoon, staff: Client) -> list[str]:
    """As the coordinator and as the host read it."""
    pages = (f"/leiedorp/2025/fiches/{fiche.zorgdienst_id}/", f"{link_of(griet)}{fiche.zorgdienst_id}/")
    return [text_of(client.get(url)) for client, url in zip((staff, Client()), pages, strict=True)]


def test_what_was_confirmed_of_the_agreement_stands_in_the_fiche(
    fiche: Fiche, griet: Contactpersoon, staff: Client
) -> None:
    agree(fiche, {"We bouwen een tuin.": "bevestigd", "We leggen wegen aan.": "voorstel", "We sparen.": "verworpen"})
    for text in both_pages(fiche, griet, staff):
        assert "We bouwen een tuin." in text
        assert "Zorg · passage 1, blz. 7" in text
        assert ("We leggen wegen aan." in text, "We sparen." in text) == (False, False)


def test_a_story_stands_in_the_fiche_until_its_consent_is_withdrawn(
    fiche: Fiche, griet: Contactpersoon, staff: Client
) -> None:
    consent = tell(fiche, "Ik woon hier.")
    fiche.programme.verhalen.create(zorgdienst=fiche.zorgdienst, first_name="Jef", text="Ik ook.", changed_at=NOW)
    for text in both_pages(fiche, griet, staff):
        assert "Ik woon hier." in text
        assert "Maria, gebruiker · vertelt zelf tijdens het bezoek" in text
        assert ("Maes" in text, "Ik ook." in text) == (False, False)
    withdraw(consent, by="Griet", now=NOW)
    for text in both_pages(fiche, griet, staff):
        assert ("Ik woon hier." in text, "Verhalen</h2>" in text) == (False, False)


def test_what_is_wrong_in_several_rows_stands_in_one_place(fiche: Fiche, staff: Client) -> None:
    form = Person(staff, EDIT.format(fiche.zorgdienst_id, "cijfers"))
    rows = [form.row(key=key) for key in ("wachtlijst", "medewerkers")]
    form.send(**{f"{row}-measured_on": "morgen" for row in rows})
    assert form.text.count('class="error-summary"') == 1
    assert [form.text.count(f'href="#id_{row}-measured_on"') for row in rows] == [1, 1]
