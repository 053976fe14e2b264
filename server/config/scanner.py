"""Where the scanner for viruses is asked, as the installation sets it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.config.environment import LAST_PORT, SettingsRefused

NAME: Final = "BINHXET_CLAMD"
HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):([0-9]{1,5})")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannerSettings:
    """A socket's path, or a host and a port; neither: what people upload is not scanned."""

    socket: str = ""
    host: str = ""
    port: int = 0

    @property
    def told(self) -> bool:
        """Tell whether there is a scanner to be asked."""
        return bool(self.socket or self.host)

    @classmethod
    def read(cls, env: Mapping[str, str]) -> "ScannerSettings":
        """Read `BINHXET_CLAMD`: `/run/clamav/clamd.ctl` or `host:port`. Raises SettingsRefused."""
        text = env.get(NAME, "")
        if not text or text.startswith("/"):
            return cls(socket=text)
        found = HOST.fullmatch(text)
        port = int(found[2]) if found else 0
        if found is None or not 1 <= port <= LAST_PORT:
            raise SettingsRefused(
                f"{NAME} phải là đường dẫn của socket hoặc máy:cổng / must be a socket's path or "
                f"host:port: {text[:80]!r}"
            )
        return cls(host=found[1].strip("[]"), port=port)


NO_SCANNER = ScannerSettings()
