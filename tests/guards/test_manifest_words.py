"""No word of a manifest is dead: what an author writes, the platform reads somewhere and obeys.

`manifest_words.txt` names for each word where it is read, beside what reads and judges manifests.
A new word gets its line with the code that obeys it.
"""

import ast
from dataclasses import fields, is_dataclass
from pathlib import Path

from server.config import ROOT
from server.domain.manifest import entries

WORDS = Path(__file__).with_name("manifest_words.txt")
ONLY_READ = ("reading", "parsing")
"""Modules of `server/domain/manifest/` that take a word in, beside `checks`, which judges it."""


def declared() -> set[str]:
    """Name every word as the field that keeps it: `TaskEntry.see`."""
    kept = (each for each in vars(entries).values() if isinstance(each, type))
    return {
        f"{each.__name__}.{field.name}"
        for each in kept
        if is_dataclass(each)
        for field in fields(each)
    }


def readers() -> dict[str, Path]:
    """Read where each word is read: a line `TaskEntry.see server/…`."""
    lines = (line.split() for line in WORDS.read_text(encoding="utf-8").splitlines())
    return {word: ROOT / path for word, path in lines}


def attributes(path: Path) -> set[str]:
    """Name every attribute that a module reads."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def test_every_word_says_where_it_is_read() -> None:
    assert declared() == readers().keys()


def test_what_is_said_to_read_a_word_reads_it() -> None:
    dead = [
        word
        for word, path in readers().items()
        if path.name.startswith(ONLY_READ)
        or "checks" in path.parts
        or word.partition(".")[2] not in attributes(path)
    ]
    assert dead == []
