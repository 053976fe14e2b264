"""From when on an act is pointed out to auditors, as the installation sets it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta

from server.config.environment import MOST_DAYS, read_hours, read_number, read_seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class SignSettings:
    """From when on an act is pointed out: see `domain.history.oddities.Thresholds`."""

    hasty: timedelta = timedelta(seconds=30)
    skew: timedelta = timedelta(seconds=2)
    back_dated_days: int = 1
    hours: tuple[time, time] | None = None

    @classmethod
    def read(cls, env: Mapping[str, str]) -> "SignSettings":
        """Read them; raises SettingsRefused."""
        return cls(
            hasty=read_seconds(env, "BINHXET_HASTY_SECONDS", SIGNS.hasty),
            skew=read_seconds(env, "BINHXET_SKEW_SECONDS", SIGNS.skew),
            back_dated_days=read_number(
                env, "BINHXET_BACK_DATED_DAYS", SIGNS.back_dated_days, most=MOST_DAYS
            ),
            hours=read_hours(env.get("BINHXET_OFFICE_HOURS", "")),
        )


SIGNS = SignSettings()
