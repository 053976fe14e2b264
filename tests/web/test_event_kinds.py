"""Whatever kind of event code writes, the pages have words for it in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from server.config import ROOT
from server.store.tables import metadata
from server.web.names.history_words import COMPLETED, KINDS, kind_words

WRITERS = ("actions", "jobs", "cli", "processes")
NAMED = re.compile(r"[a-z_]+\.[a-z_]+")
ENDINGS = {"toml", "html", "vi"}
OTHERS = {"out.result"}
"""What such words are beside kinds of event, files, texts and columns."""


def test_every_kind_of_event_that_is_written_has_its_words(app: Flask) -> None:
    written = {text for path in _modules() for text in _texts(path) if NAMED.fullmatch(text)}
    kinds = {each for each in written - OTHERS if not _is_column(each) and not _is_file(each)}
    kinds -= {COMPLETED}  # which is called by its task
    assert kinds >= {"case.opened", "scores.frozen", "deadline.extended", "calendar.followed"}
    said: dict[str, set[str]] = {kind: set() for kind in kinds | KINDS.keys()}
    for language in ("vi", "en"):
        with app.test_request_context(headers={"Cookie": f"lang={language}"}):
            for kind, words in said.items():
                words.add(kind_words(kind))
    assert [kind for kind, words in said.items() if kind in words or len(words) == 1] == []


def _modules() -> Iterator[Path]:
    for top in WRITERS:
        yield from (ROOT / "server" / top).rglob("*.py")


def _texts(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _is_column(text: str) -> bool:
    table, _, column = text.partition(".")
    return table in metadata.tables and column in metadata.tables[table].columns


def _is_file(text: str) -> bool:
    return text.rpartition(".")[2] in ENDINGS
