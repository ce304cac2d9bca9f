import logging

import pytest
from django.conf import settings
from django.test import Client

from expeditie.logs import WithoutLinks


@pytest.mark.parametrize(
    "path",
    [
        *("/mijn/Geheim/fout", "/gastheer/GeheimGeheimGeheim/x", "/mijn/Geheim/agenda.ics"),
        *("/assistent/Geheim/4/wensen/", "/nazorg/Geheim/fout", "/nazorg/enquete/Geheim/", "/nazorg/verslag/Geheim/x"),
        *("/assistent/Geheim/4/wensen/", "/nazorg/Geheim/afspraken/nieuw/", "/nazorg/afspraken/Geheim.ics"),
        *("/nazorg/verslag/Geheim/", "/nazorg/enquete/Geheim/", "/zaal/Geheim/x"),
    ],
)
@pytest.mark.django_db
def test_no_personal_link_stands_in_the_log(client: Client, caplog: pytest.LogCaptureFixture, path: str) -> None:
    client.post(path)
    (record,) = caplog.records
    assert "Geheim" in record.getMessage()
    assert "Geheim" not in WithoutLinks().format(record)


def test_all_that_is_logged_goes_without_links() -> None:
    assert settings.LOGGING["handlers"]["console"]["formatter"] == "without_links"
    assert WithoutLinks().format(logging.makeLogRecord({"msg": "Not Found: %s", "args": ("/x/",)})) == "Not Found: /x/"
