"""A paper that a worker draws, asked for as a coordinator does."""

from typing import Any

from django.test import Client, TestCase


def asked(client: Client, address: str) -> Any:
    """Who opens the address of the file gets the page; its button starts the work, done by the time this returns."""
    page = client.get(address, follow=True).redirect_chain[-1][0]
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(page)


def fetched(client: Client, address: str) -> Any:
    """The answer with the file, drawn at once."""
    asked(client, address)
    response = client.get(address, follow=True)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    return response
