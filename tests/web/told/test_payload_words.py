"""Whatever an event tells, the pages have words for it in both languages."""

from collections.abc import Iterator

from flask import Flask

from server.config import ROOT
from server.web.history.event_contents import SHOWN_APART
from server.web.names.content_words import ContentWords
from server.web.names.rule_names import RuleNames
from tests.web.told.payload_keys import Module

WRITERS = ("actions", "jobs", "cli", "processes")
BOTH = frozenset({"vi", "en"})
"""Together they are one text in two languages."""


def written() -> Iterator[tuple[str, str]]:
    """Give each key of a payload, and where it is written."""
    for top in WRITERS:
        for path in (ROOT / "server" / top).rglob("*.py"):
            for key, line in Module(path, SHOWN_APART).written():
                if key not in SHOWN_APART | BOTH:
                    yield key, f"{path.relative_to(ROOT)}:{line}"


def test_each_part_of_what_an_event_tells_has_words(app: Flask) -> None:
    keys = dict(written())
    assert keys.keys() >= {"person", "due", "format", "days_late", "versions", "ranking"}
    words = ContentWords(names=RuleNames.of(None), posts={})
    told: dict[str, set[str]] = {key: set() for key in keys}
    for language in ("vi", "en"):
        with app.test_request_context(headers={"Cookie": f"lang={language}"}):
            for key, said in told.items():
                said.add(words.name(key))
    raw = [key for key, said in told.items() if key in said or len(said) == 1]
    assert {key: keys[key] for key in raw} == {}
