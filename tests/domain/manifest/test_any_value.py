"""Whatever stands where in a manifest, it is read and judged without an error."""

import copy
import datetime as dt
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from server.domain.blocs.roles import DEFAULT, RoleTable
from server.domain.manifest import (
    FieldOutline,
    FormOutline,
    Manifest,
    Outline,
    TaskOutline,
    expressions,
    findings,
)
from server.domain.manifest.reading import read_manifest
from server.domain.toml_file import LineIndex, Notes, Path, Table
from tests.domain.manifest.texts import GOOD

ODD: tuple[object, ...] = (
    *("", " ", "x", "a.b", "no auditor", "a:b", "x" * 5_000, "\u202e"),
    *(0, -1, 10**30, True, Decimal("1.5"), dt.date(2024, 1, 1)),
    *([], [1], ["x", "x"], [["x"]], {}, {"x": 1}, {"x": {"x": "x"}}, [{}]),
)
OUTLINE = Outline(
    tasks={
        name: TaskOutline(
            process="p", role=role, form=FormOutline(fields={"verdict": FieldOutline(routed=True)})
        )
        for name, role in (("draft", "officer"), ("sign", "head"), ("accept", "nobody"))
    },
    passable=frozenset({"all_in"}),
    opening=FormOutline(
        fields={"title": FieldOutline(), "last_day": FieldOutline(routed=True, required=True)}
    ),
)


def places(data: object, path: Path = ()) -> Iterator[Path]:
    """Give the path of every value."""
    if path:
        yield path
    children: Iterator[tuple[str | int, object]] = iter(())
    if isinstance(data, dict):
        children = iter(data.items())
    elif isinstance(data, list):
        children = iter(enumerate(data))
    for key, value in children:
        yield from places(value, (*path, key))


DATA = tomllib.loads(GOOD)
PLACES = list(places(DATA))


def judged(data: dict[str, object]) -> tuple[Manifest, Notes]:
    notes = Notes(LineIndex(""))
    manifest = read_manifest("report", Table(data, (), notes))
    for found in findings(manifest, OUTLINE, {"plan": manifest}, RoleTable.of(DEFAULT), {}, {}):
        assert all(isinstance(value, str) for value in found.holes.values())
    assert all(each.source for each in expressions(manifest, OUTLINE))
    return manifest, notes


def spoilt(path: Path, *odd: object) -> dict[str, object]:
    """Put another value at a place, or none."""
    data: dict[str, object] = copy.deepcopy(DATA)
    around: Any = data
    for key in path[:-1]:
        around = around[key]
    del around[path[-1]]
    for value in odd:
        if isinstance(around, list):
            around.append(value)
        else:
            around[path[-1]] = value
    return data


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_an_odd_value_anywhere_is_no_error(odd: object) -> None:
    for path in PLACES:
        _, notes = judged(spoilt(path, odd))
        for mistake in notes.all():
            assert all(mistake.message(language) for language in ("vi", "en"))


def test_what_is_left_out_is_no_error() -> None:
    for path in PLACES:
        judged(spoilt(path))
