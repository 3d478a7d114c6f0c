"""Keys for personal data: AES-256-GCM for the value, HMAC-SHA256 for looking it up."""

import hashlib
import hmac
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT = b"\x01"
KEY_ID_BYTES = 4
NONCE_BYTES = 12
MIN_SECRET_BYTES = 32


class SealBroken(Exception):
    """The blob was altered, moved to another row or column, or its key is not on the ring."""


@dataclass(frozen=True, slots=True)
class Key:
    """What one secret gives: a key for values, one for look-ups, one for chains of events."""

    id: bytes
    values: bytes = field(repr=False)
    lookups: bytes = field(repr=False)
    chains: bytes = field(repr=False)

    @classmethod
    def derive(cls, secret: bytes) -> "Key":
        """From at least 32 bytes of secret material; the same secret gives the same key."""
        if len(secret) < MIN_SECRET_BYTES:
            raise ValueError(f"a secret has at least {MIN_SECRET_BYTES} bytes")
        return cls(
            id=_expand(secret, b"key id", KEY_ID_BYTES),
            values=_expand(secret, b"values", 32),
            lookups=_expand(secret, b"lookups", 32),
            chains=_expand(secret, b"chains", 32),
        )


@dataclass(frozen=True)
class Keyring:
    """Seals with the current key; opens and looks up with every key on the ring."""

    current: Key
    older: tuple[Key, ...] = ()

    @classmethod
    def from_secret(cls, secret: str | bytes, older: Iterable[str | bytes] = ()) -> "Keyring":
        return cls(Key.derive(_bytes(secret)), tuple(Key.derive(_bytes(old)) for old in older))

    def __repr__(self) -> str:
        return f"Keyring({', '.join(key.id.hex() for key in self.keys)})"

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        return (self.current, *self.older)

    @cached_property
    def _ciphers(self) -> Mapping[bytes, AESGCM]:
        return {key.id: AESGCM(key.values) for key in self.keys}

    def seal(self, plain: bytes, place: str) -> bytes:
        """`place` is "table:column:row public id"; only there can the blob be opened."""
        nonce = os.urandom(NONCE_BYTES)
        header = FORMAT + self.current.id
        sealed = self._ciphers[self.current.id].encrypt(nonce, plain, header + place.encode())
        return header + nonce + sealed

    def open(self, blob: bytes, place: str) -> bytes:
        header, nonce, sealed = _split(blob)
        cipher = self._ciphers.get(header[len(FORMAT) :])
        if cipher is None or not blob.startswith(FORMAT):
            raise SealBroken("the key of this value is not on the ring")
        try:
            return cipher.decrypt(nonce, sealed, header + place.encode())
        except (InvalidTag, ValueError) as error:
            raise SealBroken("this value was altered or does not belong here") from error

    def is_current(self, blob: bytes) -> bool:
        return blob.startswith(FORMAT + self.current.id)

    def lookup(self, value: str, column: str) -> bytes:
        """The blind index of an already normalised value; `column` is "table:column"."""
        return _mac(self.current.lookups, column, value.encode())

    def lookups(self, value: str, column: str) -> list[bytes]:
        """The blind index under each key: a look-up still finds rows not yet sealed anew."""
        return [_mac(key.lookups, column, value.encode()) for key in self.keys]

    def chain(self, purpose: str, content: bytes) -> str:
        """A keyed hash "key id:hex" for chains of events."""
        return f"{self.current.id.hex()}:{_mac(self.current.chains, purpose, content).hex()}"

    def made(self, link: str) -> bool:
        """Whether a key of this ring made the link of a chain."""
        return any(link.startswith(f"{key.id.hex()}:") for key in self.keys)

    def chain_holds(self, link: str, purpose: str, content: bytes) -> bool:
        key_id, _, digest = link.partition(":")
        return any(
            key.id.hex() == key_id
            and hmac.compare_digest(_mac(key.chains, purpose, content).hex(), digest)
            for key in self.keys
        )


def _bytes(secret: str | bytes) -> bytes:
    return secret.encode() if isinstance(secret, str) else secret


def _expand(secret: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=b"puente", info=purpose).derive(secret)


def _mac(key: bytes, purpose: str, content: bytes) -> bytes:
    return hmac.new(key, purpose.encode() + b"\x00" + content, hashlib.sha256).digest()


def _split(blob: bytes) -> tuple[bytes, bytes, bytes]:
    header = len(FORMAT) + KEY_ID_BYTES
    return blob[:header], blob[header : header + NONCE_BYTES], blob[header + NONCE_BYTES :]
