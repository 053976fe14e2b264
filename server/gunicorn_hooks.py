"""Gunicorn's settings where figures are served: its first process sums up those of all others.

The processes leave their figures in files of one folder, which the library has to know before it is
read for the first time: gunicorn reads this file before the application.
"""

import os
import shutil
import tempfile
from typing import Final

from server.config import Settings

FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"
os.environ[FOLDER] = tempfile.mkdtemp(prefix="binhxet-metrics-")


def when_ready(_: object) -> None:
    """Serve the figures beside the pages."""
    from prometheus_client import CollectorRegistry, multiprocess, start_http_server  # noqa: PLC0415

    where = Settings.from_environment(os.environ).metrics.web
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    start_http_server(where.port, where.host, registry)


def on_exit(_: object) -> None:
    """Take the files away."""
    shutil.rmtree(os.environ[FOLDER], ignore_errors=True)
