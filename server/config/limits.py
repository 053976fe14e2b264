"""How often a person may do what costs others something, as the installation sets it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from server.config.environment import SettingsRefused

NAME = "BINHXET_LIMITS"
MOST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitSettings:
    """How often one person may do each in 15 minutes; see `server.web.requests.uses`."""

    uploads: int = 600
    remarks: int = 200
    drafts: int = 3600
    exports: int = 300
    trials: int = 120
    searches: int = 600
    openings: int = 100
    letters: int = 200
    acts: int = 2000

    @classmethod
    def read(cls, env: Mapping[str, str]) -> "LimitSettings":
        """Read `BINHXET_LIMITS`, like `uploads=300,searches=900`. Raises SettingsRefused."""
        told = [part for part in env.get(NAME, "").split(",") if part.strip()]
        return cls(**dict(_pair(part.strip()) for part in told))


def _pair(text: str) -> tuple[str, int]:
    name, _, number = text.partition("=")
    known = [field.name for field in fields(LimitSettings)]
    if name in known and re.fullmatch("[0-9]{1,7}", number) and 1 <= int(number) <= MOST:
        return name, int(number)
    raise SettingsRefused(
        f"{NAME} phải có dạng uploads=300,searches=900; có / must be like that, of: "
        f"{', '.join(known)}; 1–{MOST}: {text[:40]!r}"
    )


LIMITS = LimitSettings()
