"""The log of a real installation: a line of JSON each, and one line for every request."""

import json
import logging
from datetime import UTC, datetime

PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
"""What every record has; anything else was given with it."""


class JsonLines(logging.Formatter):
    """Write a record as one line: when, how grave, from where, what, and what was given with it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; a traceback stands in it as text."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {
            "at": at,
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in PLAIN}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def write_json() -> None:
    """Have this process write its log as JSON: our own from `info` on, of libraries the warnings.

    Nothing else is to configure: systemd, a container or a file takes what stands on stderr.
    """
    lines = logging.StreamHandler()
    lines.setFormatter(JsonLines())
    logging.basicConfig(handlers=[lines], level=logging.WARNING, force=True)
    logging.getLogger("server").setLevel(logging.INFO)
