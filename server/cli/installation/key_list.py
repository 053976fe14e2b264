"""Every secret and key of the installation by name and age, never by its value."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from server.actions.installation import rotate_secret
from server.actions.installation.rotate_secret import HangingOn
from server.actions.log import ask_witnesses
from server.config import LOG_DATABASE_URL, LOG_KEYS, Settings
from server.config.directories import LDAP_BIND_PASSWORD, OIDC_SECRET
from server.domain.log.keys import VerifierKey
from server.domain.log.refused import LogRefused
from server.store import Session
from server.store.database import roles
from server.store.database.addresses import role_of
from server.store.identity.sealed_secrets import name_of
from server.store.log.promise_key import promise_signer
from server.store.log.told_keys import history_of_keys

SECRET, SECRET_BEFORE = "BINHXET_SECRET", "BINHXET_SECRET_BEFORE"
POLICY = "BINHXET_LOG_POLICY"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """A key: the setting it comes from, what it is for (a name of `key_words`), its own name.

    `until` is when it ends, `rows` how many rows of the database hang on it.
    """

    setting: str
    use: str
    name: str = ""
    since: datetime | None = None
    until: datetime | None = None
    rows: int | None = None


def key_lines(session: Session, settings: Settings) -> Iterator[KeyLine]:
    """List what this environment tells of, and what the database knows of the rest."""
    yield from _secrets(session, settings)
    yield from _log_keys(session)
    yield from _databases(session, settings)
    if settings.smtp_url:
        user = urlsplit(settings.smtp_url).username or ""
        yield KeyLine(setting="BINHXET_SMTP_URL", use="mail", name=user)
    yield from _directories(settings)
    yield from _of_others(settings)


def _secrets(session: Session, settings: Settings) -> Iterator[KeyLine]:
    new, before = settings.secret_key.encode(), settings.secret_before.encode()
    if not new:
        yield KeyLine(setting=SECRET, use="not_told")
        return
    name, since = name_of(new), rotate_secret.used_since(session, new)
    hanging = rotate_secret.hanging_on(session, new, before)
    for use, rows in _uses(hanging):
        yield KeyLine(setting=SECRET, use=use, name=name, since=since, rows=rows)
    host = urlsplit(settings.address).netloc
    promise = promise_signer(settings.secret_key, host).key.id.hex()
    yield KeyLine(setting=SECRET, use="promises", name=promise, since=since)
    if before:
        since = rotate_secret.used_since(session, before)
        for use, rows in (("factors", hanging.before), ("codes", hanging.codes_of_others)):
            yield KeyLine(
                setting=SECRET_BEFORE, use=use, name=name_of(before), since=since, rows=rows
            )
    if hanging.neither:
        yield KeyLine(setting=SECRET, use="lost", rows=hanging.neither)


def _uses(hanging: HangingOn) -> Iterator[tuple[str, int | None]]:
    yield from (
        (use, None)
        for use in ("cookies", "marks", "pages", "acts", "tries", "addresses", "provider")
    )
    yield "factors", hanging.new
    yield "codes", hanging.codes


def _log_keys(session: Session) -> Iterator[KeyLine]:
    for told in history_of_keys(session):
        key = VerifierKey.parse(told.vkey).id.hex()
        yield KeyLine(setting=LOG_KEYS, use="log", name=key, since=told.added, until=told.retired)


def _databases(session: Session, settings: Settings) -> Iterator[KeyLine]:
    told = (
        ("DATABASE_URL", "application", settings.database_url),
        ("BINHXET_OWNER_DATABASE_URL", "owner", settings.owner_database_url),
        (LOG_DATABASE_URL, "sequencer", settings.log_database_url),
    )
    for setting, use, url in told:
        role = role_of(url) if url else ""
        yield KeyLine(setting=setting, use=use, name=role, until=roles.valid_until(session, role))


def _directories(settings: Settings) -> Iterator[KeyLine]:
    openid, ldap = settings.directories.openid, settings.directories.ldap
    if openid is not None:
        yield KeyLine(setting=OIDC_SECRET, use="openid", name=openid.client)
    if ldap is not None and ldap.bind_password:
        yield KeyLine(setting=LDAP_BIND_PASSWORD, use="ldap", name=ldap.bind_dn)


def _of_others(settings: Settings) -> Iterator[KeyLine]:
    """List whose public keys and certificates are trusted: nothing of these is secret here."""
    if settings.log_policy is not None:
        yield from _witnesses(settings.log_policy)
    if settings.tsa_url:
        host = urlsplit(settings.tsa_url).hostname or ""
        yield KeyLine(setting="BINHXET_TSA_URL", use="stamps", name=host)
    for setting, use, path in (
        ("BINHXET_SIGNATURE_ROOTS", "signature_roots", settings.signature_roots),
        ("BINHXET_SMTP_ROOTS", "smtp_roots", settings.connections.smtp_roots),
    ):
        if path is not None:
            yield KeyLine(setting=setting, use=use, name=path.name)


def _witnesses(file: Path) -> Iterator[KeyLine]:
    try:
        policy = ask_witnesses.policy_in(file)
    except LogRefused:
        yield KeyLine(setting=POLICY, use="unread")
        return
    for name, key in sorted(policy.witnesses.items()):
        yield KeyLine(setting=POLICY, use="witness", name=f"{name} {key.id.hex()}")
