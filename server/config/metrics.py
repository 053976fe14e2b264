"""Where an installation's figures may be read, as it sets it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.config.environment import LAST_PORT, SettingsRefused

HERE: Final = "127.0.0.1"
WEB: Final = "BINHXET_METRICS"
WORKER: Final = "BINHXET_WORKER_METRICS"


@dataclass(frozen=True, slots=True)
class MetricsPlace:
    """An address of this machine and a port of its own; port 0: nothing is served."""

    host: str = HERE
    port: int = 0

    @property
    def told(self) -> bool:
        """Tell whether figures are served."""
        return self.port > 0

    @classmethod
    def read(cls, env: Mapping[str, str], name: str) -> "MetricsPlace":
        """Read `9464`, `10.0.0.5:9464` or `[::1]:9464`. Raises SettingsRefused."""
        text = env.get(name, "")
        if not text:
            return cls()
        host, _, port = text.rpartition(":")
        if not port.isascii() or not port.isdigit() or not 1 <= int(port) <= LAST_PORT:
            raise SettingsRefused(
                f"{name} phải là cổng hoặc địa chỉ:cổng / must be a port or address:port: "
                f"{text[:80]!r}"
            )
        return cls(host.strip("[]") or HERE, int(port))


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricsSettings:
    """Where the web server's figures are read, and where a worker's, which are all others."""

    web: MetricsPlace = MetricsPlace()
    worker: MetricsPlace = MetricsPlace()

    @classmethod
    def read(cls, env: Mapping[str, str]) -> "MetricsSettings":
        """Read both. Raises SettingsRefused."""
        return cls(web=MetricsPlace.read(env, WEB), worker=MetricsPlace.read(env, WORKER))


NO_METRICS = MetricsSettings()
