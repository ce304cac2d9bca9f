"""The press kit: what is in it, never stale, and a ZIP that others can open."""

import datetime as dt
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from invitations.models import Fiche, Toestemming, Verhaal
from invitations.stories.consent import withdraw
from press.kit import pdf as kit_module
from press.kit.archive import kit_zip
from press.kit.content import digest_of, kit_of
from press.kit.pdf import KitError, kit_pdf, renew_kits
from press.models import Beeld, Persmap, Persmoment, Uitgifte
from press.rights.handed_out import note_handed_out
from programmes.models import Programme
from programmes.versions import publish
from tests.factories import make_bezoek, make_deelname, make_gast, make_mandataris, make_user, make_zorgdienst
from tests.press.quotes import NOW, TODAY, make_approved, make_picture, recognise

ARGS = ["leiedorp", "2025"]


@pytest.fixture
def published(programme: Programme) -> Programme:
    """One visit with a politician of a party and a minor; a figure; a story that the press may tell."""
    service = make_zorgdienst(programme.bestuur, name="De Linde", street="Lindelaan 1")
    programme.diensten.add(service)
    visit = make_bezoek(programme, zorgdienst=service)
    for name, fields in (("Bo", {"fractie": "Vooruit!", "function": "schepen"}), ("Maxim", {"is_minor": True})):
        guest = make_mandataris(programme.bestuur, first_name=name, last_name="Aerts", **fields)
        make_gast(programme, guest)
        make_deelname(visit, guest, is_spokesperson=name == "Bo")
    fiche = Fiche.objects.create(programme=programme, zorgdienst=service)
    fiche.cijfers.create(name="plaatsen", typed="82", unit="bedden")
    programme.bestuur.shows_fractie = True
    programme.bestuur.save()
    publish(programme, based_on=0, note="", by=make_user(), now=timezone.now())
    return programme


def story_of(programme: Programme, *channels: str) -> Toestemming:
    service = programme.diensten.get()
    consent = Toestemming.objects.create(
        bestuur=programme.bestuur,
        person="Maria",
        purposes=["verhaal"],
        channels=list(channels),
        given_on=TODAY,
        ends_on=TODAY + dt.timedelta(days=99),
        created_at=NOW,
    )
    Verhaal.objects.create(
        programme=programme, zorgdienst=service, first_name="Maria", text="Ik schenk koffie.", toestemming=consent,
        changed_at=NOW,
    )  # fmt: skip
    return consent


def words(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def test_what_is_in_it_and_what_is_not(published: Programme) -> None:
    story_of(published, "pers")
    make_approved(published, "pers", text="Warm onthaal")
    make_approved(published, "site", text="Alleen voor de site")
    picture = make_picture(published, caption="Koffie", credit="An")
    content, kit = kit_pdf(published, now=NOW)
    text = words(content)
    inside = ("De Linde", "82 bedden", "Bo Aerts", "Warm onthaal", "Ik schenk koffie.", "Koffie", "Foto: An")
    outside = ("Vooruit!", "Maxim", "Alleen voor de site")
    assert [one for one in inside if one not in text] == []
    assert [one for one in outside if one in text] == []
    assert (kit.pictures, [one.name for one in kit.spokespersons]) == ((picture,), ["Bo Aerts"])


def test_parties_only_when_somebody_chose_so(published: Programme) -> None:
    Persmap.objects.create(programme=published, shows_fractie=True)
    assert "Vooruit!" in words(kit_pdf(published, now=NOW)[0])


def test_the_pdf_is_tagged_and_its_pictures_are_described(published: Programme) -> None:
    make_picture(published, alt="Twee mensen aan tafel")
    reader = PdfReader(BytesIO(kit_pdf(published, now=NOW)[0]))
    assert reader.trailer["/Root"]["/Lang"] == "nl-BE"
    assert "Persmap" in reader.metadata.title


def test_the_same_kit_is_not_drawn_twice_and_a_caption_draws_it_anew(published: Programme) -> None:
    beeld = make_picture(published, caption="Koffie")
    first, _ = kit_pdf(published, now=NOW)
    assert kit_pdf(published, now=NOW + dt.timedelta(hours=1))[0] == first
    assert Persmap.objects.get().drawn_at == NOW
    Beeld.objects.filter(pk=beeld.pk).update(caption="Soep")
    assert "Soep" in words(kit_pdf(published, now=NOW)[0])


def test_a_withdrawal_takes_it_out_of_the_next_kit(published: Programme) -> None:
    consent = recognise(make_picture(published, caption="Koffie"), "Maria", "pers")
    assert "Koffie" in words(kit_pdf(published, now=NOW)[0])
    withdraw(consent, by="Maria", now=NOW)
    assert "Koffie" not in words(kit_pdf(published, now=NOW)[0])


def test_a_consent_that_goes_while_the_kit_is_drawn(published: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawn with it, checked again, and drawn anew without it."""
    consent = recognise(make_picture(published, caption="Koffie"), "Maria", "pers")
    draw, drawn = kit_module.draw_kit, []

    def slow(kit: Any) -> bytes:
        drawn.append(len(kit.pictures))
        content = draw(kit)
        withdraw(consent, by="Maria", now=NOW)
        return content

    monkeypatch.setattr(kit_module, "draw_kit", slow)
    assert "Koffie" not in words(kit_pdf(published, now=NOW)[0])
    assert drawn == [1, 0]


def test_what_keeps_changing_is_told(published: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    beeld, draw = make_picture(published, caption=""), kit_module.draw_kit

    def restless(kit: Any) -> bytes:
        beeld.caption += "x"
        beeld.save()
        return draw(kit)

    monkeypatch.setattr(kit_module, "draw_kit", restless)
    with pytest.raises(KitError, match="verandert net"):
        kit_pdf(published, now=NOW)


def test_the_clock_makes_a_kit_anew_after_a_withdrawal(published: Programme) -> None:
    consent = recognise(make_picture(published, caption="Koffie"), "Maria", "pers")
    kit_pdf(published, now=NOW)
    later = NOW + dt.timedelta(minutes=5)
    assert renew_kits(later) == 0
    withdraw(consent, by="Maria", now=later)
    assert renew_kits(later + dt.timedelta(minutes=1)) == 1
    with Persmap.objects.get().pdf.open("rb") as file:
        assert "Koffie" not in words(file.read())


@pytest.mark.parametrize("count", [1, 3])
def test_the_questions_do_not_grow(
    published: Programme, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        beeld = make_picture(published, ("teal", "red", "blue")[number])
        recognise(beeld, f"Maria {number}", "pers")
        make_approved(published, "pers", portrait=beeld)
        Persmoment.objects.create(
            programme=published, title=f"Koffie {number}", starts_at=NOW, ends_at=NOW + dt.timedelta(hours=1)
        ).spokespersons.add(published.guests.all()[0])
    with django_assert_num_queries(QUERIES):
        kit_of(published, on=TODAY)


QUERIES = 17


# the ZIP


def unzipped(programme: Programme, tmp_path: Path) -> tuple[dict[str, bytes], str]:
    """Its files, and what `unzip -t` says of it."""
    pdf, kit = kit_pdf(programme, now=NOW)
    path = tmp_path / "persmap.zip"
    path.write_bytes(b"".join(kit_zip(programme, kit, pdf, to="De Krant", now=NOW)))
    said = subprocess.run(["unzip", "-t", str(path)], capture_output=True, text=True, check=False).stdout
    with zipfile.ZipFile(path) as archive:
        return {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}, said


def test_the_zip_opens_and_its_list_is_exact(published: Programme, tmp_path: Path) -> None:
    make_picture(published, "teal", caption="Koffie in de living", credit="An")
    make_picture(published, "red", state="nieuw")
    files, said = unzipped(published, tmp_path)
    assert "No errors detected" in said
    picture = next(name for name in files if name.endswith(".jpg"))
    assert (picture, files[picture][:2]) == ("beeld/01-koffie-in-de-living.jpg", b"\xff\xd8")
    listed = [line[2:] for line in files["inhoud.txt"].decode("utf-8-sig").splitlines() if line.startswith("- ")]
    assert sorted([*listed, "inhoud.txt", "beeld/bijschriften.txt"]) == sorted(files)
    assert "Koffie in de living\r\nFoto: An" in files["beeld/bijschriften.txt"].decode("utf-8-sig")
    assert b"%PDF" in files["persmap.pdf"][:8]


def test_a_consent_that_goes_while_the_zip_leaves(published: Programme, tmp_path: Path) -> None:
    """The PDF was drawn with it, but the picture itself is asked for again just before it goes."""
    consent = recognise(make_picture(published, caption="Koffie"), "Maria", "pers")
    pdf, kit = kit_pdf(published, now=NOW)
    parts = kit_zip(published, kit, pdf, to="De Krant", now=NOW)
    first = next(parts)
    withdraw(consent, by="Maria", now=NOW)
    with zipfile.ZipFile(BytesIO(first + b"".join(parts))) as archive:
        assert [name for name in archive.namelist() if name.endswith(".jpg")] == []
    assert Uitgifte.objects.get().beelden == []


def test_to_whom_it_went_is_kept(published: Programme, tmp_path: Path) -> None:
    beeld, quote = make_picture(published), make_approved(published, "pers")
    story_of(published, "pers")
    unzipped(published, tmp_path)
    handed = Uitgifte.objects.get()
    assert (handed.to, handed.beelden, handed.quotes) == ("De Krant", [beeld.pk], [quote.pk])
    assert handed.verhalen == [Verhaal.objects.get().pk]


# the page of staff, and that behind a link


@pytest.fixture
def desk(published: Programme, client_of: Callable[..., Client]) -> Client:
    return client_of(make_user("communicatie", bestuur=published.bestuur))


def test_texts_and_an_embargo_in_the_past(desk: Client, published: Programme) -> None:
    url = reverse("persmap", args=ARGS)
    said = {"title": "Zorg in Leiedorp", "lead": "Een week lang.", "embargo_day": "2020-01-01"}
    text = desk.post(url, said).content.decode()
    assert ("Dit moment is voorbij." in text, "Een week lang." in text, Persmap.objects.count()) == (True, True, 0)
    desk.post(url, said | {"embargo_day": "2999-01-01", "embargo_time": "9.30"})
    texts = Persmap.objects.get()
    assert (texts.title, timezone.localtime(texts.embargo_until).strftime("%Y %H:%M")) == (
        "Zorg in Leiedorp",
        "2999 09:30",
    )
    assert "Vul ook de dag in" in desk.post(url, {"embargo_time": "9.30"}).content.decode()


def test_an_embargo_that_has_ended_may_stay(desk: Client, published: Programme) -> None:
    Persmap.objects.create(programme=published, embargo_until=NOW)
    page = desk.get(reverse("persmap", args=ARGS))
    initial = page.context["form"].initial
    said = {"title": "Anders", "embargo_day": initial["embargo_day"].isoformat()}
    said["embargo_time"] = initial["embargo_time"].strftime("%H:%M")
    Persmap.objects.update(
        embargo_until=timezone.localtime(Persmap.objects.get().embargo_until).replace(second=0, microsecond=0)
    )
    assert desk.post(reverse("persmap", args=ARGS), said).status_code == 302


def press_link(desk: Client, programme: Programme, **said: str) -> str:
    desk.post(reverse("perslink-new", args=ARGS), {"label": "De Krant"} | said)
    url: str = desk.get(reverse("persmap", args=ARGS)).context["links"][0][1]
    Programme.objects.filter(pk=programme.pk).update(last_day=timezone.localdate())
    return url.removeprefix("http://localhost:8000")


def test_the_press_opens_its_link_until_it_is_revoked(desk: Client, published: Programme, client: Client) -> None:
    beeld = make_picture(published, caption="Koffie")
    url = press_link(desk, published)
    text = client.get(url).content.decode()
    assert ("Koffie" in text, "Vooruit!" in text, "Maxim" in text) == (True, False, False)
    page = client.get(url)
    assert (page.headers["X-Robots-Tag"], client.cookies) == ("noindex, nofollow", {})
    assert client.get(f"{url}beeld/{beeld.pk}/druk/").getvalue()[:2] == b"\xff\xd8"
    assert client.get(f"{url}persmap.pdf").content[:4] == b"%PDF"
    assert b"".join(client.get(f"{url}persmap.zip"))[:2] == b"PK"  # type: ignore[call-overload]
    assert [one.what for one in Uitgifte.objects.order_by("pk")] == ["beeld", "persmap", "persmap"]
    link = published.deellinks.get()
    desk.post(reverse("perslink-revoke", args=[*ARGS, link.pk]))
    assert (client.get(url).status_code, client.get(f"{url}persmap.zip").status_code) == (410, 410)
    assert client.get(reverse("pers-pagina", args=["x" * 28])).status_code == 404


def test_before_the_embargo_ends_nothing_is_handed_out(desk: Client, published: Programme, client: Client) -> None:
    beeld = make_picture(published, caption="Koffie")
    Persmap.objects.create(programme=published, lead="Nieuws!", embargo_until=timezone.now() + dt.timedelta(days=1))
    url = press_link(desk, published)
    text = client.get(url).content.decode()
    assert ("Embargo tot" in text, "Koffie" in text, "Nieuws!" in text) == (True, False, False)
    answers = [client.get(f"{url}{path}").status_code for path in ("persmap.pdf", "persmap.zip")]
    assert (answers, client.get(f"{url}beeld/{beeld.pk}/druk/").status_code) == ([302, 302], 404)
    assert Uitgifte.objects.count() == 0


def test_a_picture_of_who_took_it_back_is_gone_from_the_page(
    desk: Client, published: Programme, client: Client
) -> None:
    beeld = make_picture(published, caption="Koffie")
    consent = recognise(beeld, "Maria", "pers")
    Toestemming.objects.update(ends_on=timezone.localdate() + dt.timedelta(days=9))
    url = press_link(desk, published)
    assert client.get(f"{url}beeld/{beeld.pk}/web/").getvalue()[:2] == b"\xff\xd8"
    withdraw(consent, by="Maria", now=timezone.now())
    assert ("Koffie" in client.get(url).content.decode(), client.get(f"{url}beeld/{beeld.pk}/web/").status_code) == (
        False,
        404,
    )


def test_a_link_asks_for_whom_it_is(desk: Client, published: Programme) -> None:
    url = reverse("perslink-new", args=ARGS)
    assert "Vul in voor wie de link is" in desk.post(url, {"label": ""}).content.decode()
    assert "Deze dag is voorbij." in desk.post(url, {"label": "x", "ends_on": "2020-01-01"}).content.decode()
    assert published.deellinks.count() == 0


def test_a_kit_says_nothing_of_what_was_never_published(programme: Programme) -> None:
    kit = kit_of(programme, on=TODAY)
    assert (kit.days, kit.services, kit.version, len(digest_of(kit))) == ((), (), 0, 64)
    assert kit_pdf(programme, now=NOW)[0][:4] == b"%PDF"
    assert note_handed_out(programme, "persmap", "x", now=NOW).beelden == []
