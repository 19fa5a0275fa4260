"""Secrets that open something by themselves: in the address of a link or a calendar, or as an API token.

Each is shown once and kept only as its SHA-256, so that whoever reads the database holds none of them. A secret has
256 random bits, so that a fast hash is enough and whoever presents one is found by a look in an index.
"""

import secrets
from hashlib import sha256


def new_secret() -> str:
    """43 characters that can stand in an address."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """What is kept of `secret`; any text has one, also what is no secret of ours."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
