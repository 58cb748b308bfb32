# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A TLS handshake in memory, by OpenSSL and without a socket: who believes whom."""

import ssl
from pathlib import Path
from typing import Any

from centre.credentials import authority_of

HOST = "127.0.0.1"


def server_tls(identity: Path, revoked: Path) -> ssl.SSLContext:
    """Return TLS as Mosquitto has it of us: clients show an identity of the same authority, none that was revoked."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_cert_chain(identity)
    context.load_verify_locations(cadata=authority_of(identity.read_text(encoding="ascii")))
    context.load_verify_locations(revoked)
    context.verify_flags |= ssl.VerifyFlags.VERIFY_CRL_CHECK_LEAF
    return context


def shake(server: ssl.SSLContext, client: ssl.SSLContext, host: str = HOST) -> str:
    """Shake hands and return who the server believes to speak to; raise SSLError as the side that refuses does."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    asking = client.wrap_bio(to_client, to_server, server_hostname=host)
    answering = server.wrap_bio(to_server, to_client, server_side=True)
    for side in (asking, answering, asking, answering):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
    shown = answering.getpeercert()
    assert shown is not None
    subject: Any = shown["subject"]
    (((_, user),),) = subject
    return str(user)
