from django.urls import reverse


def test_accessibility_statement_is_open_to_everybody_and_names_the_alternatives(client, db):
    page = client.get(reverse("accessibility")).content.decode()
    for words in ("gedeeltelijk", "Vlaamse Ombudsdienst", "Alternatief: typ de coördinaten"):
        assert words in page


def test_sign_in_page_links_to_the_statement(client, db):
    assert f'href="{reverse("accessibility")}"' in client.get(reverse("account_login")).content.decode()
