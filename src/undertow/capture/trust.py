"""Trust in test servers: the certificates that a CA of the user's own vouches for, as pins for the browser.

The browser has no flag for a further CA. So each mapped server is asked for its certificate, this is checked here
against the CA, and the browser is told to accept its public key, and that of the CA where servers send it along.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import ssl
from collections.abc import Iterable

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from undertow.capture.seal import HostMap
from undertow.errors import UsageError

SECONDS = 5.0
WILDCARD_LABEL = "undertow-probe"
"""Stands for the ``*`` of a pattern when its server is asked."""


async def pins(maps: Iterable[HostMap], ca_pem: bytes) -> tuple[str, ...]:
    """Browser flags that make it trust the mapped servers whose certificates the CA has signed.

    Servers that do not speak TLS are left out.

    Raises:
        UsageError: the CA is not a PEM certificate, or a server shows a certificate that it did not sign.
    """
    try:
        authorities = x509.load_pem_x509_certificates(ca_pem)
        context = ssl.create_default_context(cadata=ca_pem.decode("ascii"))
    except (ValueError, ssl.SSLError) as error:
        raise UsageError("--ca: the file holds no certificate in PEM form (-----BEGIN CERTIFICATE-----).") from error
    keys = {_pin(authority) for authority in authorities}
    for key in await asyncio.gather(*(_server(m, context) for m in maps)):
        if key is not None:
            keys.add(key)
    return (f"--ignore-certificate-errors-spki-list={','.join(sorted(keys))}",)


async def _server(target: HostMap, context: ssl.SSLContext) -> str | None:
    name = target.pattern.replace("*", WILDCARD_LABEL, 1)
    where = f"{target.pattern} at {target.address}:{target.port}"
    try:
        async with asyncio.timeout(SECONDS):
            _, writer = await asyncio.open_connection(target.address, target.port, ssl=context, server_hostname=name)
    except ssl.SSLCertVerificationError as error:
        raise UsageError(f"--ca: the certificate of {where} is not one of this CA: {error.verify_message}.") from error
    except ssl.SSLError:
        return None  # not a TLS server: nothing to trust
    except TimeoutError as error:
        raise UsageError(f"--map: {where} does not answer.") from error
    except OSError as error:
        raise UsageError(f"--map: nothing answers for {where}: {error.strerror or error}.") from error
    session: ssl.SSLObject = writer.get_extra_info("ssl_object")
    certificate = session.getpeercert(binary_form=True)
    writer.close()
    return _pin(x509.load_der_x509_certificate(certificate)) if certificate else None


def _pin(certificate: x509.Certificate) -> str:
    """SHA-256 of the public key as the certificate holds it, in base64: the form the browser asks for."""
    key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(key).digest()).decode()
