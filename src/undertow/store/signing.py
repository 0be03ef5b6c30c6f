"""Signatures: Ed25519 (RFC 8032) over the digest of a bundle, by a key that the user keeps.

They stand in datapackage-digest.json under ``signedData``, as anonymous signatures of WACZ Signing and Verification do,
but with Ed25519, which is named there. A signature says that the holder of the key sealed these bytes. It says nothing
of who that is, nor of when: ``created`` is what the signer's clock said.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from undertow.errors import EnvironmentProblem, UsageError
from undertow.model import Record, Sha256, codec

_LARGEST = 16_384
_RAW = (serialization.Encoding.Raw, serialization.PublicFormat.Raw)


class Signed(Record, frozen=True, kw_only=True):
    """What is signed: all fields but the signature, as one line of JSON."""

    hash: str
    """``sha256:`` and the hash of datapackage.json."""
    created: str
    """ISO 8601 UTC with seconds."""
    software: str
    algorithm: Literal["Ed25519"] = "Ed25519"


class SignedData(Record, frozen=True, kw_only=True, rename={"public_key": "publicKey"}):
    """A signature with all that is needed to check it."""

    hash: str
    created: str
    software: str
    algorithm: Literal["Ed25519"]
    public_key: str
    """The 32 bytes of the key in base64."""
    signature: str
    """64 bytes in base64."""

    @property
    def signed(self) -> Signed:
        """What was signed."""
        return Signed(hash=self.hash, created=self.created, software=self.software, algorithm=self.algorithm)


def sign(key: Ed25519PrivateKey, hash_: str, software: str, now: datetime | None = None) -> SignedData:
    """Sign a digest (``sha256:…``)."""
    created = (now or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
    what = Signed(hash=hash_, created=created, software=software)
    return SignedData(
        hash=hash_,
        created=created,
        software=software,
        algorithm=what.algorithm,
        public_key=_base64(key.public_key().public_bytes(*_RAW)),
        signature=_base64(key.sign(codec.encode(what))),
    )


def is_valid(data: SignedData) -> bool:
    """Whether the signature is that of the key in it, over the rest of it."""
    try:
        key = Ed25519PublicKey.from_public_bytes(_bytes(data.public_key))
        key.verify(_bytes(data.signature), codec.encode(data.signed))
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True


def fingerprint(public_key: str) -> Sha256:
    """How a key (32 bytes in base64) is named to people: SHA-256 of the bytes.

    Raises:
        UsageError: that is no such key.
    """
    try:
        raw = _bytes(public_key)
    except (ValueError, binascii.Error):
        raw = b""
    if len(raw) != 32:
        raise UsageError(f"{public_key[:80]!a} is no public key of `undertow keygen`")
    return hashlib.sha256(raw).hexdigest()


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    """What base64 stands for; ValueError if it is not the one form of it, so that no bit can change unnoticed."""
    data = base64.b64decode(text, validate=True)
    if _base64(data) != text:
        raise ValueError("unused bits of base64 are set")
    return data


def make_key(path: Path) -> str:
    """Make a key pair: the private one at `path`, readable by its owner alone, the public one beside it (``.pub``).

    Returns the public key.

    Raises:
        UsageError: a file is there already.
        EnvironmentProblem: it cannot be written.
    """
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = _base64(key.public_key().public_bytes(*_RAW))
    beside = path.with_name(f"{path.name}.pub")
    try:
        if beside.exists():
            raise FileExistsError
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(private)
        with beside.open("x", encoding="ascii") as text:
            text.write(f"{public}\n")
    except FileExistsError as error:
        raise UsageError(f"there is a file {path} or {beside.name} already, and no key is overwritten") from error
    except OSError as error:
        raise EnvironmentProblem(f"the key cannot be written to {path}: {error.strerror or error}") from error
    return public


def read_key(path: Path) -> Ed25519PrivateKey:
    """A private key (PEM, PKCS #8, without password).

    Raises:
        UsageError: there is none, or it is of another kind.
    """
    try:
        key = serialization.load_pem_private_key(_content(path), password=None)
    except (ValueError, TypeError) as error:  # TypeError: it has a password
        raise UsageError(
            f"{path} holds no private key without password; make one with `undertow keygen FILE`"
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise UsageError(f"{path} holds a key that is not Ed25519; make one with `undertow keygen FILE`")
    return key


def read_public(path: Path) -> str:
    """A public key as `make_key` leaves it.

    Raises:
        UsageError: there is none.
    """
    text = _content(path).decode("ascii", "replace").strip()
    fingerprint(text)
    return text


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except (OSError, ValueError) as error:
        raise UsageError(f"the key {path} cannot be read") from error
