"""What a form knows of its fields is worked out once, and a text is looked at as a whole."""

import json

import pytest

from server.forms import Form, parse, read
from server.texts import unprintable
from tests.work import work

ROWS = 20
FIELDS = ("points", "note")
MOST = 60
"""Calls of functions a field, C's among them: 54, and 114 where its type is told each time."""


def sheet(name: str) -> Form:
    """Make a form with rows by name, of a decimal and a text each."""
    points = {"type": "string", "format": "decimal", "minimum": 0, "maximum": 100}
    row = {"type": "object", "properties": {"points": points, "note": {"type": "string"}}}
    scores = {"type": "object", "patternProperties": {"^r[0-9]+$": row}}
    schema = {"type": "object", "title": name, "properties": {"scores": scores}}
    return read(name, json.dumps(schema).encode())


def posted(rows: int) -> list[tuple[str, str]]:
    return [(f"scores.r{row}.{field}", "1") for row in range(rows) for field in FIELDS]


def test_a_field_is_found_and_told_once_for_all_posts_of_a_form() -> None:
    form = sheet("told once")
    assert form.posted("scores.r1.points") is form.posted("scores.r1.points")


def test_a_field_that_a_form_has_not_is_not_kept() -> None:
    form = sheet("not kept")
    assert form.posted("scores.r1.nothing") is form.posted("scores") is None


@pytest.mark.parametrize("rows", [ROWS, 2 * ROWS])
def test_reading_a_post_costs_every_field_the_same_few_calls(rows: int) -> None:
    form = sheet("few calls")
    parse(form, posted(rows))
    less = work(lambda: parse(form, posted(rows - 1)))
    more = work(lambda: parse(form, posted(rows)))
    assert (more - less) / len(FIELDS) <= MOST


def test_a_text_that_can_be_read_is_not_looked_at_letter_by_letter() -> None:
    line = "Một dòng chữ,\tcó dấu.\n"
    assert work(lambda: unprintable(line * 1000)) == work(lambda: unprintable(line))


@pytest.mark.parametrize(
    "character", ["\x07", "\u202e", "\ue000", "\ufdd0", "\U0001ffff", "\ud800"]
)
def test_what_nobody_can_see_is_still_found_in_a_long_text(character: str) -> None:
    found = unprintable(f"dòng\n\thai {character}!")
    assert found is not None
    assert (found.line, found.place) == (2, 6)
