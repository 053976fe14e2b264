"""Whatever real bloc-years say can be said in a form, and is saved as it was."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from server.domain.bloc_draft import document, score_tree
from server.domain.bloc_draft.parts import SECRETARY_PARTS, DraftPart
from server.domain.bloc_draft.shares import in_shares
from server.web.bloc_parts import part_items, tree_items
from server.web.bloc_parts.fields import left_alone
from server.web.bloc_parts.part_forms import forms
from server.web.bloc_parts.rule_fields import RecordChoices

HERE = Path(__file__).parents[3]
NOTHING = RecordChoices(duties={}, figures={}, periods={})
FILES = sorted(
    path
    for folder in ("tests/regulations", "server/demo")
    for path in (HERE / folder).glob("*.toml")
    if "\n[score_table]\n" in path.read_text("utf-8")
)


def hidden(values: dict[str, Any]) -> Iterator[str]:
    """Name what a document says of the secretary's parts and no form shows."""
    for form in forms(values, NOTHING, {}).values():
        for view in part_items.of_document(form, form.value_in(values.get(form.part))):
            yield from (f"{form.place}: {name}" for name in view.left_alone(form))
    table = values[DraftPart.SCORE_TABLE]
    own = left_alone(in_shares(table), tree_items.own_fields(), ("sections",))
    yield from (f"score_table: {name}" for name in own)
    for row in score_tree.rows(table):
        fields = tree_items.fields_of(row.place, values, NOTHING)
        left = left_alone(tree_items.with_way(row.item), fields, tree_items.KNOWN)
        yield from (f"{score_tree.field_of(row.place)}: {name}" for name in left)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_form_shows_every_word_of_a_real_regulation(app: Flask, path: Path) -> None:
    with app.test_request_context():
        assert [*hidden(document.read(path.read_text("utf-8")))] == []


def test_each_part_of_the_secretary_and_one_of_home_affairs_has_a_form(app: Flask) -> None:
    with app.test_request_context():
        known = {form.part for form in forms({}, NOTHING, {}).values()}
    elsewhere = {DraftPart.SCORE_TABLE, DraftPart.PERSONS, DraftPart.WORDINGS}
    assert known | elsewhere == SECRETARY_PARTS | {DraftPart.REORGANISED}
