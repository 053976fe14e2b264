"""How long a session lasts, as the installation sets it: shorter than the usual, never longer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from server.config.environment import SettingsRefused, read_number

IDLE = "BINHXET_SESSION_IDLE"
LONGEST = "BINHXET_SESSION_LONGEST"
FEWEST_MINUTES = 15
"""That a session is in use is noted every five minutes: a shorter one would end in use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSettings:
    """After how long a session ends that nobody uses, and one that is used all the time."""

    idle: timedelta = timedelta(hours=2)
    longest: timedelta = timedelta(hours=12)

    @classmethod
    def read(cls, env: Mapping[str, str]) -> "SessionSettings":
        """Read them, in minutes; raises SettingsRefused."""
        read = cls(
            idle=_minutes(env, IDLE, SESSIONS.idle),
            longest=_minutes(env, LONGEST, SESSIONS.longest),
        )
        if read.idle > read.longest:
            raise SettingsRefused(f"{IDLE} dài hơn / is longer than {LONGEST}")
        return read


def _minutes(env: Mapping[str, str], name: str, usual: timedelta) -> timedelta:
    most = usual // timedelta(minutes=1)
    minutes = read_number(env, name, most, most=most)
    if minutes < FEWEST_MINUTES:
        raise SettingsRefused(f"{name}: {FEWEST_MINUTES} – {most} phút / minutes: {minutes}")
    return timedelta(minutes=minutes)


SESSIONS = SessionSettings()
