"""Signing in: every door of allauth, in Dutch, with a second step that works."""

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlparse

import pytest
import tinyhtml5  # type: ignore[import-untyped]
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from programmes.models import User
from tests.factories import PASSWORD, make_user

NEW_PASSWORD = "met de fiets naar De Plataan"
WRONG = "Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Kijk ze allebei na."
WRONG_CODE = "Deze code klopt niet. Neem de code die de app nu toont, en kijk of de klok van je telefoon juist staat."
ENGLISH = ("Sign In", "Password", "Security", "Code:", "Email", "Please", "Your", "You ")


@pytest.fixture(autouse=True)
def _no_earlier_attempts() -> Iterator[None]:
    """allauth counts failed attempts in the cache."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def user(db: None) -> User:
    return make_user(email="els@example.be", name="Els Verhoeven")


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    """By the form, and confirmed once more, as one must be to change one's security."""
    assert sign_in(client).status_code == 302
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def sign_in(client: Client, *, email: str = "els@example.be", password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password})


def code_for(secret: str) -> str:
    """RFC 6238, as an app on a telephone does it."""
    key = base64.b32decode(secret.replace(" ", ""))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def texts(response: Any, css_class: str) -> list[str]:
    root = tinyhtml5.parse(response.content.decode(), namespace_html_elements=False)
    found = [element for element in root.iter() if css_class in element.get("class", "").split()]
    return [" ".join("".join(element.itertext()).split()) for element in found]


def heading(response: Any) -> str:
    root = tinyhtml5.parse(response.content.decode(), namespace_html_elements=False)
    return " ".join(" ".join("".join(h1.itertext()).split()) for h1 in root.iter("h1"))


def switch_on_app(client: Client) -> str:
    """Through the page; gives the secret that the app keeps."""
    page = client.get(reverse("mfa_activate_totp"))
    (secret,) = texts(page, "secret")
    assert client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)}).status_code == 302
    return secret


def test_the_right_password_opens_the_door(client: Client, user: User) -> None:
    response = sign_in(client)
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_one_comes_back_where_one_was_going(client: Client, user: User) -> None:
    wanted = client.get("/account/2fa/")
    assert wanted.headers["Location"] == "/account/login/?next=/account/2fa/"
    data = {"login": "els@example.be", "password": PASSWORD, "next": "/account/2fa/"}
    assert client.post(reverse("account_login"), data).headers["Location"] == "/account/2fa/"


@pytest.mark.parametrize("email", ["els@example.be", "niemand@example.be"])
def test_a_wrong_password_says_so_and_keeps_the_address(client: Client, user: User, email: str) -> None:
    """The same sentence for who has no account: nobody can find out who has one."""
    response = sign_in(client, email=email, password="geheim")
    assert response.status_code == 200
    assert texts(response, "error-summary") == [f"Kijk dit nog even na {WRONG}"]
    assert f'value="{email}"' in response.content.decode()
    assert "geheim" not in response.content.decode()


def test_an_empty_form_says_what_is_missing(client: Client, db: None) -> None:
    response = sign_in(client, email="", password="")
    assert texts(response, "field-error") == ["Fout: Dit veld is verplicht."] * 2


def test_who_keeps_guessing_has_to_wait(client: Client, user: User) -> None:
    for _ in range(5):
        sign_in(client, password="geheim")
    response = sign_in(client)
    wait = "Te veel mislukte pogingen. Wacht enkele minuten en probeer dan opnieuw."
    assert texts(response, "error-summary") == [f"Kijk dit nog even na {wait}"]


def test_a_flood_is_stopped_in_dutch(client: Client, user: User) -> None:
    responses = [sign_in(client, email=f"{number}@example.be") for number in range(40)]
    assert (responses[-1].status_code, heading(responses[-1])) == (429, "Even geduld")


def test_an_account_that_is_switched_off_stays_out(client: Client, user: User) -> None:
    User.objects.update(is_active=False)
    assert heading(client.get(sign_in(client).headers["Location"])) == "Account niet actief"
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_by_themselves(client: Client, db: None) -> None:
    url = reverse("account_signup")
    data = {"email": "nieuw@example.be", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert heading(client.get(url)) == "Een account krijgen"
    assert heading(client.post(url, data)) == "Een account krijgen"
    assert User.objects.count() == 0


def test_signing_out_is_a_post(signed_in: Client) -> None:
    assert heading(signed_in.get(reverse("account_logout"))) == "Afmelden"
    response = signed_in.post(reverse("account_logout"), follow=True)
    assert "_auth_user_id" not in signed_in.session
    assert texts(response, "message") == ["Je bent afgemeld.", ""]  # the second waits for a passkey that fails


def test_the_app_is_switched_on_with_a_real_code(signed_in: Client, user: User) -> None:
    secret = switch_on_app(signed_in)
    kinds = Authenticator.objects.filter(user=user).values_list("type", flat=True).order_by("type")
    assert list(kinds) == ["recovery_codes", "totp"]
    other = Client()
    assert sign_in(other).headers["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in other.session
    assert other.post(reverse("mfa_authenticate"), {"code": code_for(secret)}).headers["Location"] == "/"
    assert other.session["_auth_user_id"] == str(user.pk)


def test_switching_on_shows_the_recovery_codes(signed_in: Client) -> None:
    (secret,) = texts(signed_in.get(reverse("mfa_activate_totp")), "secret")
    response = signed_in.post(reverse("mfa_activate_totp"), {"code": code_for(secret)}, follow=True)
    assert heading(response) == "Herstelcodes"
    assert len(texts(response, "codes")[0].split()) == 10


def test_a_wrong_code_says_so_and_keeps_the_secret(signed_in: Client, user: User) -> None:
    (secret,) = texts(signed_in.get(reverse("mfa_activate_totp")), "secret")
    response = signed_in.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert texts(response, "field-error") == [f"Fout: {WRONG_CODE}"]
    assert texts(response, "secret") == [secret]
    assert not Authenticator.objects.filter(user=user).exists()


def test_a_wrong_code_at_the_door_says_so(signed_in: Client) -> None:
    switch_on_app(signed_in)
    other = Client()
    sign_in(other)
    response = other.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert texts(response, "field-error") == [f"Fout: {WRONG_CODE}"]
    assert "_auth_user_id" not in other.session


def test_a_recovery_code_works_once(signed_in: Client) -> None:
    switch_on_app(signed_in)
    first = texts(signed_in.get(reverse("mfa_view_recovery_codes")), "codes")[0].split()[0]
    one, other = Client(), Client()
    for client in (one, other):
        sign_in(client)
        client.post(reverse("mfa_authenticate"), {"code": first})
    assert ("_auth_user_id" in one.session, "_auth_user_id" in other.session) == (True, False)


def test_recovery_codes_can_be_renewed_and_downloaded(signed_in: Client) -> None:
    switch_on_app(signed_in)
    before = texts(signed_in.get(reverse("mfa_view_recovery_codes")), "codes")
    page = signed_in.get(reverse("mfa_generate_recovery_codes"))
    assert "De 10 codes die je nog had, werken dan niet meer." in page.content.decode()
    signed_in.post(reverse("mfa_generate_recovery_codes"))
    after = texts(signed_in.get(reverse("mfa_view_recovery_codes")), "codes")
    download = signed_in.get(reverse("mfa_download_recovery_codes")).content.decode()
    assert (after != before, download.split()) == (True, after[0].split())


def test_the_app_can_be_switched_off(signed_in: Client, user: User) -> None:
    switch_on_app(signed_in)
    assert heading(signed_in.get(reverse("mfa_deactivate_totp"))) == "Authenticatie‑app uitzetten"
    response = signed_in.post(reverse("mfa_deactivate_totp"), follow=True)
    assert texts(response, "messages") == ["Je authenticatie‑app staat uit."]
    assert not Authenticator.objects.filter(user=user).exists()


def test_security_asks_for_the_password_again(client: Client, user: User) -> None:
    client.force_login(user)
    response = client.get(reverse("mfa_activate_totp"), follow=True)
    assert heading(response) == "Nog even bevestigen"
    wrong = client.post(reverse("account_reauthenticate"), {"password": "geheim"})
    assert texts(wrong, "field-error") == ["Fout: Dit is niet je wachtwoord."]
    url = f"{reverse('account_reauthenticate')}?next={reverse('mfa_activate_totp')}"
    assert heading(client.post(url, {"password": PASSWORD}, follow=True)) == "Authenticatie‑app aanzetten"


def test_a_forgotten_password_is_replaced_by_mail(client: Client, user: User) -> None:
    done = client.post(reverse("account_reset_password"), {"email": "els@example.be"}, follow=True)
    assert heading(done) == "Kijk in je mailbox"
    (message,) = mail.outbox
    assert (message.subject, message.to) == ("Expeditie: Kies een nieuw wachtwoord", ["els@example.be"])
    (link,) = re.findall(r"http\S+", str(message.body))
    page = client.get(urlparse(link).path, follow=True)
    assert heading(page) == "Kies een nieuw wachtwoord"
    form = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post(page.request["PATH_INFO"], form).headers["Location"] == "/"
    assert sign_in(Client(), password=NEW_PASSWORD).status_code == 302
    assert heading(Client().get(urlparse(link).path, follow=True)) == "Deze link werkt niet meer"


def test_an_unknown_address_gets_no_mail_and_the_same_page(client: Client, db: None) -> None:
    response = client.post(reverse("account_reset_password"), {"email": "niemand@example.be"}, follow=True)
    assert (heading(response), mail.outbox) == ("Kijk in je mailbox", [])


def test_a_new_password_by_mail_does_not_pass_the_second_step(signed_in: Client) -> None:
    switch_on_app(signed_in)
    client = Client()
    client.post(reverse("account_reset_password"), {"email": "els@example.be"})
    (link,) = re.findall(r"http\S+", str(mail.outbox[-1].body))
    page = client.get(urlparse(link).path, follow=True)
    form = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post(page.request["PATH_INFO"], form).headers["Location"] == reverse("mfa_authenticate")


@pytest.mark.parametrize(
    ("form", "errors"),
    [
        (("geheim", NEW_PASSWORD, NEW_PASSWORD), ["Fout: Dit is niet je huidige wachtwoord."]),
        ((PASSWORD, NEW_PASSWORD, "anders dan eerst"), ["Fout: Je moet hetzelfde wachtwoord twee keer intoetsen."]),
        ((PASSWORD, "kort", "kort"), ["Fout: Dit wachtwoord is te kort: neem er minstens 12 tekens voor."]),
        (
            (PASSWORD, "elsverhoeven", "elsverhoeven"),
            ["Fout: Dit wachtwoord lijkt te veel op je naam of je e-mailadres."],
        ),
    ],
)
def test_a_password_that_cannot_be_changed_says_why(
    signed_in: Client, user: User, form: tuple[str, str, str], errors: list[str]
) -> None:
    data = dict(zip(("oldpassword", "password1", "password2"), form, strict=True))
    response = signed_in.post(reverse("account_change_password"), data)
    assert texts(response, "field-error") == errors
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_changed_password_keeps_one_signed_in(signed_in: Client, user: User) -> None:
    data = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    response = signed_in.post(reverse("account_change_password"), data, follow=True)
    assert texts(response, "messages") == ["Je nieuwe wachtwoord is bewaard."]
    user.refresh_from_db()
    assert (user.check_password(NEW_PASSWORD), "_auth_user_id" in signed_in.session) == (True, True)


def test_a_coordinator_keeps_the_addresses(signed_in: Client) -> None:
    assert signed_in.get(reverse("account_email")).headers["Location"] == reverse("mfa_index")


@pytest.mark.parametrize(
    "name",
    [
        *("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "mfa_generate_recovery_codes"),
        *("account_change_password", "account_logout", "account_reset_password", "account_signup", "account_inactive"),
    ],
)
def test_every_page_is_dutch_and_keeps_to_the_security_policy(signed_in: Client, name: str) -> None:
    switch_on = name == "mfa_generate_recovery_codes"
    if switch_on:
        switch_on_app(signed_in)
    response = signed_in.get(reverse(name))
    html = response.content.decode()
    root = tinyhtml5.parse(html, namespace_html_elements=False)
    shown = " ".join("".join(root.itertext()).split())
    scripts = [script for script in root.iter("script") if not script.get("src")]
    assert [word for word in ENGLISH if re.search(rf"\b{word}", shown)] == []
    assert [script.get("type") for script in scripts if script.get("type") != "application/json"] == []
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert f" {settings.MAP_ORIGIN}" in response.headers["Content-Security-Policy"]  # the tests draw tiles of our own
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert [element.tag for element in root.iter() if element.get("style") or element.get("placeholder")] == []
