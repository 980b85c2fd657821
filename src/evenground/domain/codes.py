"""Join codes and secrets: made, shown, read back as people type them, and kept as fingerprints."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata

CODE_ALPHABET = "BCDFGHJKMNPQRTVX346789"  # no look-alikes, and no vowel of English or Welsh: a code spells no word
CODE_LENGTH = 6
TOKEN_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # noqa: S105 (Crockford's base 32)
TOKEN_LENGTH = 16
_LOOK_ALIKES = str.maketrans("OIL", "011")


def new_code() -> str:
    """A join code: six characters that are read out and typed without doubt."""
    return "".join(secrets.choice(CODE_ALPHABET) for _i in range(CODE_LENGTH))


def normalise_code(text: str) -> str:
    """A code as somebody typed it, in capitals and without spaces, dashes and dots."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c.isalnum())


def new_token() -> str:
    """A secret of 80 bits that people can still write down."""
    return "".join(secrets.choice(TOKEN_ALPHABET) for _i in range(TOKEN_LENGTH))


def show_token(token: str) -> str:
    """A token in groups of four, for people to read."""
    return "-".join(token[at : at + 4] for at in range(0, len(token), 4))


def normalise_token(text: str) -> str:
    """A token as somebody typed it: capitals, no spaces or dashes, O read as 0, I and L as 1."""
    typed = unicodedata.normalize("NFKC", text).upper().translate(_LOOK_ALIKES)
    return "".join(c for c in typed if c in TOKEN_ALPHABET)


def fingerprint(secret: str) -> str:
    """What is kept of a secret: its SHA-256 as hexadecimal digits."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
