"""The press kit on the screen: the page of staff, and the page that the press opens by link."""

import datetime as dt

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from invitations.models import Toestemming
from invitations.stories.consent import withdraw
from press.forms.persmap import PersmapForm
from press.models import Persmap, Uitgifte
from programmes.models import Programme
from tests.press.quotes import NOW, make_picture, recognise

ARGS = ["leiedorp", "2025"]


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
    assert ("De Linde" in text, "Lindelaan 1" in text) == (True, True)  # the programme
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
    assert ("Embargo tot" in text, "Koffie" in text, "Nieuws!" in text, "De Linde" in text) == (True, *[False] * 3)
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


def test_who_only_asks_for_the_headers_has_nothing(desk: Client, published: Programme, client: Client) -> None:
    """A mail scanner looks whether a link works: that is no journalist who has it now."""
    beeld = make_picture(published)
    url = press_link(desk, published)
    answers = [client.head(f"{url}{file}") for file in ("persmap.pdf", "persmap.zip", f"beeld/{beeld.pk}/druk/")]
    assert [(answer.status_code, answer.getvalue()) for answer in answers] == [(200, b"")] * 3
    assert Uitgifte.objects.count() == 0


def test_a_link_asks_for_whom_it_is(desk: Client, published: Programme) -> None:
    url = reverse("perslink-new", args=ARGS)
    assert "Vul in voor wie de link is" in desk.post(url, {"label": ""}).content.decode()
    assert "Deze dag is voorbij." in desk.post(url, {"label": "x", "ends_on": "2020-01-01"}).content.decode()
    assert published.deellinks.count() == 0


def test_bewaren_leaves_what_happened_meanwhile(published: Programme) -> None:
    """The kit was drawn and the public page put on while somebody had the form open."""
    texts = Persmap.objects.create(programme=published)
    form = PersmapForm({"title": "Anders"}, instance=Persmap.objects.get())
    Persmap.objects.filter(pk=texts.pk).update(is_public=True, digest="nieuw")
    assert form.is_valid()
    form.save()
    kept = Persmap.objects.get()
    assert (kept.title, kept.is_public, kept.digest) == ("Anders", True, "nieuw")


def test_two_who_save_the_first_texts_at_once(published: Programme) -> None:
    forms = [PersmapForm({"title": title}, instance=Persmap(programme=published)) for title in ("Een", "Twee")]
    assert [form.is_valid() for form in forms] == [True, True]
    for form in forms:
        form.save()
    assert Persmap.objects.get().title == "Twee"


def test_a_contact_without_a_name_can_be_called(desk: Client, published: Programme, client: Client) -> None:
    Programme.objects.filter(pk=published.pk).update(contact_name="", contact_email="", contact_phone="09 123 45 67")
    assert "09 123 45 67" in client.get(press_link(desk, published)).content.decode()
