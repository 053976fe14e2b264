"""Whatever kind of event code writes, the pages have words for it in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from server.config import ROOT
from server.domain.history.erasable_kinds import IN_CASES, OF_PERSONS, STAY, Bar, bar_of_kind
from server.store.tables import metadata
from server.web.names.history_words import COMPLETED, KINDS, kind_words

LIST = ROOT / "tests" / "guards" / "erased_kinds.txt"
WRITERS = ("actions", "jobs", "cli", "processes")
NAMED = re.compile(r"[a-z_]+\.[a-z_]+")
ENDINGS = {"toml", "html", "vi"}
OTHERS = {"out.result", "results.show", "cases.show"}
"""What such words are beside kinds of event, files, texts and columns: a variable, pages."""


def test_every_kind_of_event_that_is_written_has_its_words(app: Flask) -> None:
    kinds = _written() - {COMPLETED}  # which is called by its task
    assert kinds >= {"case.opened", "scores.frozen", "deadline.extended", "calendar.followed"}
    said: dict[str, set[str]] = {kind: set() for kind in kinds | KINDS.keys()}
    for language in ("vi", "en"):
        with app.test_request_context(headers={"Cookie": f"lang={language}"}):
            for kind, words in said.items():
                words.add(kind_words(kind))
    assert [kind for kind, words in said.items() if kind in words or len(words) == 1] == []


def test_it_is_listed_of_every_kind_of_event_whether_it_can_be_erased() -> None:
    listed = [line.split("  ") for line in LIST.read_text(encoding="utf-8").splitlines()]
    told = dict(listed)
    assert told == {kind: _erased(kind) for kind in sorted(_written() | KINDS.keys())}
    assert Bar.NOT_DECLARED not in told.values()


def test_no_kind_of_event_is_declared_in_two_ways() -> None:
    declared = [*IN_CASES, *OF_PERSONS, *(kind for kinds in STAY.values() for kind in kinds)]
    assert [kind for kind in declared if declared.count(kind) > 1] == []
    assert set(declared) <= _written() | KINDS.keys()


def _erased(kind: str) -> str:
    """Say what becomes of an event of a kind; what no code of the platform writes is a result."""
    if kind in IN_CASES:
        return "goes, when its case is over"
    if kind in OF_PERSONS:
        return "goes, with its person"
    return f"stays: {bar_of_kind(kind, in_case=kind not in KINDS)}"


def _written() -> set[str]:
    written = {text for path in _modules() for text in _texts(path) if NAMED.fullmatch(text)}
    return {each for each in written - OTHERS if not _is_column(each) and not _is_file(each)}


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
