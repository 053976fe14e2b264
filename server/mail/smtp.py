"""One message to one mail server, in bounded time, and an honest answer about what became of it."""

import smtplib
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path

STEP_SECONDS = 20.0
"""How long one answer of the server may take."""
WHOLE_SECONDS = 90.0
"""How long a message may take altogether, however slowly the server drips."""
READY, OK, START_MAIL = 220, 250, 354
PERMANENT = HTTPStatus.INTERNAL_SERVER_ERROR
"""From 500 on the answer of an SMTP server is final, too."""


class Security(StrEnum):
    """How the connection is protected; the scheme of the address says it."""

    PLAIN = "smtp"
    STARTTLS = "smtp+starttls"
    TLS = "smtps"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """The mail server everything leaves by."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str
    roots: Path | None = None
    """The certificates its own is judged by, and no others; None: those of the host."""
    step_seconds: float = STEP_SECONDS
    whole_seconds: float = WHOLE_SECONDS


class NotSent(Exception):
    """The message did not leave and may be tried again; `server` where no other would leave now."""

    def __init__(self, reason: str, *, server: bool) -> None:
        super().__init__(reason)
        self.server = server


class RelayRefused(Exception):
    """The server will never take this message."""


class Unsure(Exception):
    """The text was handed over and no answer came: it may have left."""


class LeaseLost(Exception):
    """The caller may not hand the text over any more."""


def deliver(relay: Relay, message: EmailMessage, *, handing_over: Callable[[], bool]) -> None:
    """Send a message. Just before its text goes out `handing_over` is asked, and may forbid it.

    Raises NotSent, RelayRefused, Unsure or LeaseLost.
    """
    connection = _prepare(relay)
    watchdog = threading.Timer(relay.whole_seconds, _cut, [connection])
    watchdog.daemon = True
    watchdog.start()
    try:
        _introduce(connection, relay)
        _envelope(connection, relay, message)
        if not handing_over():
            raise LeaseLost
        _hand_over(connection, message)
    finally:
        watchdog.cancel()
        _leave(connection)


def _prepare(relay: Relay) -> smtplib.SMTP:
    """Make the connection without opening it, so that even its greeting is watched."""
    connection = (
        smtplib.SMTP_SSL(timeout=relay.step_seconds, context=_trusting(relay))
        if relay.security is Security.TLS
        else smtplib.SMTP(timeout=relay.step_seconds)
    )
    connection._host = relay.host  # type: ignore[attr-defined] # noqa: SLF001 - TLS checks this name
    return connection


def _trusting(relay: Relay) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=relay.roots)


def _introduce(connection: smtplib.SMTP, relay: Relay) -> None:
    try:
        code, said = connection.connect(relay.host, relay.port)
        if code != READY:
            raise smtplib.SMTPConnectError(code, said)
        connection.ehlo_or_helo_if_needed()
        if relay.security is Security.STARTTLS:
            connection.starttls(context=_trusting(relay))
        if relay.user:
            connection.login(relay.user, relay.password)
    except (OSError, smtplib.SMTPException) as problem:
        raise NotSent(_said(problem), server=True) from problem


def _envelope(connection: smtplib.SMTP, relay: Relay, message: EmailMessage) -> None:
    """Name sender and recipient and ask to begin: up to here nothing has left."""
    recipient = message["To"].addresses[0].addr_spec
    for command, wanted in (
        (f"MAIL FROM:<{relay.sender}>", OK),
        (f"RCPT TO:<{recipient}>", OK),
        ("DATA", START_MAIL),
    ):
        try:
            code, said = connection.docmd(command)
        except (OSError, smtplib.SMTPException) as problem:
            raise NotSent(_said(problem), server=True) from problem
        if code != wanted:
            _refuse(code, said)


def _hand_over(connection: smtplib.SMTP, message: EmailMessage) -> None:
    text = message.as_bytes().replace(b"\r\n.", b"\r\n..")
    try:
        connection.send(text + b".\r\n")
        code, said = connection.getreply()
    except (OSError, smtplib.SMTPException) as problem:
        raise Unsure(_said(problem)) from problem
    if code != OK:
        _refuse(code, said)


def _refuse(code: int, said: bytes) -> None:
    reason = f"{code} {said.decode('utf-8', 'replace')}"[:200]
    if code >= PERMANENT:
        raise RelayRefused(reason)
    raise NotSent(reason, server=False)


def _leave(connection: smtplib.SMTP) -> None:
    """Say goodbye without waiting for it: what the server has taken, it has."""
    with suppress(OSError, smtplib.SMTPException):
        connection.putcmd("QUIT")
    connection.close()


def _cut(connection: smtplib.SMTP) -> None:
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(2)


def _said(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"[:200]
