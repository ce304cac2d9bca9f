"""Secrets in addresses: a token is an HMAC of a random nonce with LINK_KEY.

The database holds the nonce and a hash of the token, so who reads the database cannot open a page, and the application
can still show somebody's link again.
"""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings


def new_nonce() -> str:
    return secrets.token_urlsafe(32)


def new_secret() -> dict[str, str]:
    """The two fields of a row that opens by a token: what it is made from, and the hash by which it is found."""
    nonce = new_nonce()
    return {"nonce": nonce, "token_hash": hash_of(token_from(nonce))}


def token_from(nonce: str) -> str:
    digest = hmac.digest(settings.LINK_KEY.encode(), nonce.encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:21]).decode()  # 168 bits, 28 characters, no padding


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
