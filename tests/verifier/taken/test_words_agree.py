"""Server and both verifiers say what fills a text alike, and read the same of a manifest."""

from pathlib import Path
from typing import Any

import pytest

from server.actions.definitions.value_words import value_words
from server.config import ROOT
from server.domain.manifest import frozen_manifest
from server.domain.texts.words import Words
from tests.domain import bloc_years
from tests.verifier.running import VERIFIER
from tests.verifier.scripts import worked_out

CHOICE: dict[str, Any] = {
    "type": "string",
    "enum": ["a", "b"],
    "x-labels": {"a": "Đã đạt"},
}
SCHEMAS: list[dict[str, Any] | None] = [
    None,
    {"type": "string"},
    {"type": ["string", "null"], "format": "date"},
    {"type": "string", "format": "decimal"},
    {"type": "string", "x-widget": "recipient"},
    {"type": "array", "x-widget": "units", "items": {"type": "string"}},
    {"type": "array", "x-labels": CHOICE["x-labels"], "items": CHOICE},
    {"type": "integer"},
    {"type": "integer", "x-widget": "amount"},
    {"type": "boolean"},
    CHOICE,
]
VALUES: list[Any] = [
    *("", "a", "b", "x", "2024-12-31", "2024-13-31", "2024-02-30", "20241231", "12,50", "a/b"),
    *(0, 7, -1234567, 1234, 2**53 - 1, True, False, {}, []),
    *(["a", "b"], ["a", "", 3], ["2024-12-31"], [["a"]]),
]
MANIFESTS = [
    '[[taken]]\ninto = "a.b"\ntask = \'c\' # of it\ncolumns = { x = "y", "z" = "w" }\n',
    '[[taken]] # rows\ninto="a.b"\ntask="c"\ncolumns={x="y" , z = \'w\'}\n[[rows]]\nof = "a.b"\n',
    '[[taken]]\ninto = "a.b"\nafter = [\n"x",\n]\ntask = "c"\n',
    '[[taken]]\r\ninto = "a\\u0062.b"\r\ntask = "c"\r\n',
    '[[taken]]\ninto = "a.b"\ntask = """c"""\n',
    '[[ taken ]]\ninto = "a.b"\ntable = "score_table"\ncolumns = {}\n[[taken]]\ninto = 3\n',
    "taken = []\n[[taken\n]]\n",
    (
        '[ sets ] # of rows\na = { rows = "c.r", subject = "o" }\n'
        'b = { chosen = "c.d", from = ["units"] }\n'
        '[[taken]]\ninto = "a.b"\ntask = "c"\nrows = "r"\n'
    ),
]
ROW_KEYS = [
    *("", "row_1/bac-giang/a", "row_2/b", "row_12/x", "row_0/x", "row_/x", "row_1", "row_1/"),
    *("row_x/b", "row_01/b", "a/row_1/b", "row_1/b\n", "ROW_1/b", "row_1234567890/b"),
]


def test_what_fills_a_text_is_said_alike() -> None:
    rules = bloc_years.rules()
    units = [rules.units[0].id, rules.bodies.council.id]
    asked = [(value, schema) for schema in SCHEMAS for value in [*VALUES, *units, units]]
    told: Any = rules.to_json()
    by_server = [
        value_words(value, schema, words=lambda text: Words(text, ""), rules=rules, language="vi")
        for value, schema in asked
    ]
    assert [VERIFIER.in_words(value, schema, told) for value, schema in asked] == by_server
    given = {"asked": asked, "rules": told}
    page = "given.asked.map(([value, schema]) => inWords(value, schema ?? undefined, given.rules))"
    assert worked_out(page, given) == by_server


@pytest.mark.parametrize("path", sorted((ROOT / "workflows").glob("*.toml")), ids=lambda p: p.stem)
def test_both_read_what_a_shipped_process_takes_over(path: Path) -> None:
    text = path.read_text("utf-8")
    manifest = frozen_manifest(path.stem, text)
    sets = [each.rows for each in manifest.sets.values() if each.rows]
    read = [
        (
            *(t.into, t.task, t.table or "", t.rows, t.filled, t.process, t.each_since),
            *({**t.columns}, sets),
        )
        for t in manifest.taken
    ]
    assert by_command(text) == read
    assert by_page(text) == [[*map(list, read)]]


def test_both_read_the_same_of_manifests_however_written() -> None:
    assert by_page(*MANIFESTS) == [[*map(list, by_command(text))] for text in MANIFESTS]
    assert by_command(MANIFESTS[1])[0][:2] == ("a.b", "c")


@pytest.mark.parametrize("process", ["", "other"])
@pytest.mark.parametrize("sets", [[], ["c.r"], ["c.x"], ["c.r", "c.x"]])
def test_both_say_alike_which_row_a_record_is_for(sets: list[str], process: str) -> None:
    takes = VERIFIER.Takes(task="c", rows="r", process=process, row_sets=tuple(sets))
    by_command = []
    for key in ROW_KEYS:
        try:
            by_command.append(takes.only(key))
        except VERIFIER.NotTold:
            by_command.append("not told")
    told = {"task": "c", "rows": "r", "process": process, "rowSets": sets, "keys": ROW_KEYS}
    page = """given.keys.map((key) => {
      try { return onlyRow(given, key); }
      catch (refused) { return refused instanceof NotTold ? "not told" : "?"; }
    })"""
    assert worked_out(page, told) == by_command
    if sets == ["c.r"] and not process:
        assert by_command[:3] == [None, 0, 1]


def by_command(text: str) -> list[tuple[object, ...]]:
    found = VERIFIER.takes_of({"a.toml": text, "call/b/b.toml": "[[taken]]"})
    names = ("into", "task", "table", "rows", "filled", "process", "each_since", "columns")
    return [(*(getattr(each, name) for name in names), [*each.row_sets]) for each in found]


def by_page(*texts: str) -> object:
    page = """given.map((text) => takesOf({ "a.toml": text, "call/b/b.toml": "[[taken]]" }).map(
      (each) => [...TAKES.names.map((name) => each[name]),
                 Object.fromEntries(each.columns), each.rowSets]))"""
    return worked_out(page, [*texts])
