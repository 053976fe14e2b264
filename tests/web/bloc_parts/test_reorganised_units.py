"""Home Affairs says on a page which unit went into which; the secretary sees it."""

import datetime as dt

import pytest
from flask import Flask

from server.actions.bloc_drafts import pass_bloc_draft, save_part
from server.actions.cases import case_work
from server.domain.bloc_draft import document
from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_sheet.toml_text import tables_in
from server.store.blocs import bloc_drafts
from tests.web.bloc_parts.conftest import HOME, DraftPages, enter
from tests.worlds.year import LEADER, PRESS
from tests.worlds.year_end import NOW

PAGE = "parts/reorganised"
SAID = {"0:unit": PRESS, "0:into": LEADER, "0:day": "01/03/2025", "0:decision": "01/NQ-HĐND"}


@pytest.fixture
def without_press(draft: DraftPages, app: Flask) -> DraftPages:
    """Answer the draft in Home Affairs' hands again, with four of the five units."""
    with draft.year.begin() as session:
        officer = case_work.holder_of(session, HOME, now=NOW)
        pass_bloc_draft.give_back(session, draft.id, note="", actor=officer, now=NOW)
        found = bloc_drafts.find(session, draft.id)
        assert found is not None
        seen = {DraftPart.UNITS: document.seal(found.values, DraftPart.UNITS)}
        units = tables_in(found.values[DraftPart.UNITS])
        parts = {DraftPart.UNITS: [unit for unit in units if unit["id"] != PRESS]}
        save_part.save(session, draft.id, parts, seen=seen, actor=officer, now=NOW)
    draft.client = enter(app, HOME)
    return draft


def test_it_is_said_where_a_unit_went(without_press: DraftPages) -> None:
    draft = without_press
    added = draft.send(PAGE, {"do": "add"})
    assert f'<option value="{PRESS}"' in added.text
    fields = {"item": "0", "0:base": "", **SAID, "0:awards": "true", "do": "save"}
    assert draft.send(PAGE, fields).status_code == 303
    gone = {
        "unit": PRESS,
        "into": LEADER,
        "day": dt.date(2025, 3, 1),
        "decision": "01/NQ-HĐND",
        "awards": True,
    }
    assert draft.values["reorganised"] == [gone]
    assert document.mistakes(document.write(draft.values)) == ()


def test_the_secretary_sees_it_and_does_not_change_it(draft: DraftPages) -> None:
    assert "Đơn vị sáp nhập, giải thể" in draft.get(PAGE)
    assert draft.send(PAGE, {"item": "0", "0:base": "", **SAID, "do": "save"}).status_code == 403
    assert "reorganised" not in draft.values
