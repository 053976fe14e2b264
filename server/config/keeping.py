"""How long rows that are no record of the office stay, as the installation sets it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from server.config.environment import read_days

ACTS_KEPT = "BINHXET_ACTS_KEPT"
SESSIONS_KEPT = "BINHXET_SESSIONS_KEPT"
MAIL_KEPT = "BINHXET_MAIL_KEPT"
FILES_KEPT = "BINHXET_FILES_KEPT"
SECURITY_EVENTS_KEPT = "BINHXET_SECURITY_EVENTS_KEPT"
ADDRESSES_KEPT = "BINHXET_ADDRESSES_KEPT"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingSettings:
    """How long the night leaves keys of acts, ended sessions, letters, files, and events."""

    acts: timedelta = timedelta(days=30)
    sessions: timedelta = timedelta(days=30)
    mail: timedelta = timedelta(days=90)
    files: timedelta = timedelta(days=7)
    security_events: timedelta = timedelta(days=730)
    addresses: timedelta = timedelta(days=90)
    """Of security events; their keyed hashes stay as long as they do."""

    @classmethod
    def read(cls, env: Mapping[str, str]) -> "KeepingSettings":
        """Read them; raises SettingsRefused."""
        return cls(
            acts=read_days(env, ACTS_KEPT, KEEPING.acts),
            sessions=read_days(env, SESSIONS_KEPT, KEEPING.sessions),
            mail=read_days(env, MAIL_KEPT, KEEPING.mail),
            files=read_days(env, FILES_KEPT, KEEPING.files),
            security_events=read_days(env, SECURITY_EVENTS_KEPT, KEEPING.security_events),
            addresses=read_days(env, ADDRESSES_KEPT, KEEPING.addresses),
        )


KEEPING = KeepingSettings()
