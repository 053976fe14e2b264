"""How long rows that are no record of the office stay, as the installation sets it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from server.config.environment import read_days

ACTS_KEPT = "BINHXET_ACTS_KEPT"
SESSIONS_KEPT = "BINHXET_SESSIONS_KEPT"
MAIL_KEPT = "BINHXET_MAIL_KEPT"
FILES_KEPT = "BINHXET_FILES_KEPT"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingSettings:
    """How long the night leaves keys of acts, ended sessions, old letters, files of nobody."""

    acts: timedelta = timedelta(days=30)
    sessions: timedelta = timedelta(days=30)
    mail: timedelta = timedelta(days=90)
    files: timedelta = timedelta(days=7)

    @classmethod
    def read(cls, env: Mapping[str, str]) -> "KeepingSettings":
        """Read them; raises SettingsRefused."""
        return cls(
            acts=read_days(env, ACTS_KEPT, KEEPING.acts),
            sessions=read_days(env, SESSIONS_KEPT, KEEPING.sessions),
            mail=read_days(env, MAIL_KEPT, KEEPING.mail),
            files=read_days(env, FILES_KEPT, KEEPING.files),
        )


KEEPING = KeepingSettings()
