"""Secrets handed out once and kept only as a hash: sessions, API keys, drafts, return codes."""

import hashlib
import secrets

# Without 0, O, 1 and I, which people confuse on paper.
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 8


def new_token() -> str:
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Tokens are long and random, so a plain hash is enough to keep them."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_code() -> str:
    """Eight letters to write on paper: 40 bits, so tries are limited where it is used."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def tidy_code(text: str) -> str:
    """As typed by a person: any case, spaces and hyphens allowed."""
    return "".join(letter for letter in text.upper() if letter.isalnum())
