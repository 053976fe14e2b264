"""Whose day it is are told of an extended one by letter, the others as far as they may be."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.actions.cases.days.test_extend_deadline import HEAD, WHY, asked, extended, two
from tests.actions.cases.days.with_opening import TYPED
from tests.actions.cases.drawn import do
from tests.processes.case_pages import app, page
from tests.worlds.rows import rows
from tests.worlds.worker import list_anew
from tests.worlds.year import LEADER, PRESS, SCHOOL, Year

__all__ = ["app"]
LETTERS = "SELECT post_id, subject_vi FROM mail WHERE kind = 'extended' ORDER BY post_id"


def test_whose_day_moved_gets_a_letter_and_who_moved_it_none(year: Year, session: Session) -> None:
    two("opening.last_day").open(year, session)
    session.execute(text("UPDATE person SET email = login || '@example.invalid'"))
    list_anew(session)
    extended(year, post=HEAD)
    ((post, subject),) = rows(session, LETTERS)
    assert post == f"{LEADER}/secretary"
    assert "29/11/2024" in subject


@pytest.mark.parametrize(
    ("post", "told"),
    [
        (f"{SCHOOL}/officer", True),
        (f"{LEADER}/head", True),
        (f"{LEADER}/secretary", True),
        (f"{PRESS}/head", False),
        ("bac-giang/ubnd-tinh/chairman", False),
        ("bac-giang/thanh-tra/auditor", True),
    ],
)
def test_a_day_of_one_unit_is_told_to_it_to_the_organiser_and_the_auditor(
    app: Flask, committed: Year, post: str, *, told: bool
) -> None:
    with committed.begin() as session:
        asked().deploy(session)
    committed.open("gathering", opening=TYPED)
    do(committed, "first", {"day": "2024-11-20"})
    with committed.begin() as session:
        ((mine,),) = rows(session, "SELECT id FROM instance WHERE key = :k", k=SCHOOL)
    extended(committed, f"{mine}/asked_for.day")
    _, shown = page(app, post, f"/cases/{committed.case_id}?tab=history")
    assert "Gia hạn" in shown
    assert (WHY in shown, "29/11/2024" in shown) == (told, told)
