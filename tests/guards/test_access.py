"""Who may call which page, as a list that shows every change: tests/guards/access.txt.

Write it anew with `python -m tests.guards.test_access` and read the difference.
"""

from pathlib import Path

import pytest
from flask import Flask

from server.app import web_application
from server.config import Settings
from server.web.requests import access

GOLDEN = Path(__file__).parent / "access.txt"
NOWHERE = Settings(
    database_url="postgresql+psycopg://nobody@localhost/nowhere",
    secret_key="not-a-secret-but-long-enough-for-tests",  # noqa: S106
)


def listed() -> str:
    return "".join(
        f"{rule:14} {page}\n"
        for page, rule in sorted(access.matrix(web_application(NOWHERE)).items())
    )


def test_the_pages_and_their_rules_are_those_of_the_list() -> None:
    assert listed() == GOLDEN.read_text()


def test_a_page_without_a_rule_stops_the_start() -> None:
    app = Flask(__name__)
    app.secret_key = "x"  # noqa: S105
    app.add_url_rule("/bare", "bare", lambda: "")
    with pytest.raises(RuntimeError, match="bare"):
        access.guard(app)


if __name__ == "__main__":
    GOLDEN.write_text(listed())
