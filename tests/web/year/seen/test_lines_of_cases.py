"""What a case has come to is that of its own line: what it rests on, and what came of it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import cast
from uuid import UUID, uuid4

import pytest

from server.domain.cases.case_marks import Mark
from server.domain.people.actors import Actor
from server.store import Session
from server.store.cases import case_pages
from server.store.cases.case_pages import CaseHead
from server.web.cases import case_access

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
ANYBODY = cast("Actor", SimpleNamespace(eyes=lambda _kind: frozenset({"post"})))
NOWHERE = cast("Session", None)


def case(
    kind: str, days: int, after: CaseHead | None, *milestones: str, state: str = "open"
) -> CaseHead:
    at = BEGUN + timedelta(days=days)
    return CaseHead(
        id=uuid4(), bloc_year_id="y", bloc_id="b", year=2026, kind=kind, case_vi="", case_en="",
        slot=None, state=state, simulated=False, definition_hash="", definition_key=kind,
        definition_version=1, rules_digest="", previous_id=after.id if after else None,
        opened_at=at, adopted_at=None, closed_at=None, seq=0, opened_post=None, opening="",
        marks=tuple(Mark(kind, each, "", at) for each in milestones),
    )  # fmt: skip


EVALUATION = case("evaluation", 0, None, "adopted", state="closed")
CANCELLED = case("award_review", 1, EVALUATION, "voted", state="cancelled")
HANDED_IN = case("submission", 2, CANCELLED, "submitted", state="cancelled")
AGAIN = case("award_review", 3, EVALUATION)
FAMILY = [EVALUATION, CANCELLED, HANDED_IN, AGAIN]
told: dict[UUID, set[str]] = {}
"""What each case was last judged by."""


@pytest.fixture(autouse=True)
def judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each case of the family judged by its milestones alone."""

    def judge(_session: object, found: CaseHead, _rules: object, marks: tuple[Mark, ...]) -> None:
        told[found.id] = {mark.milestone for mark in marks}

    told.clear()
    monkeypatch.setattr(case_access, "_sight", judge)
    monkeypatch.setattr(case_access, "rules_of", lambda _session, _digest: None)
    monkeypatch.setattr(case_access, "visible", lambda _session, _case, *, actor: bool(actor))
    monkeypatch.setattr(case_pages, "families", lambda _session, _ids: FAMILY)


def test_what_a_cancelled_case_had_come_to_opens_nothing_of_another() -> None:
    case_access.look(NOWHERE, EVALUATION.id, actor=ANYBODY)
    assert told == {
        EVALUATION.id: {"adopted"},
        CANCELLED.id: {"adopted", "voted"},
        HANDED_IN.id: {"adopted", "voted", "submitted"},
        AGAIN.id: {"adopted"},
    }


@pytest.mark.parametrize(
    ("seen_from", "line"),
    [
        (EVALUATION, [EVALUATION, AGAIN]),
        (CANCELLED, [EVALUATION, CANCELLED]),
        (HANDED_IN, [EVALUATION, CANCELLED, HANDED_IN]),
        (AGAIN, [EVALUATION, AGAIN]),
    ],
    ids=["evaluation", "cancelled", "handed in", "again"],
)
def test_a_chain_is_one_line_without_what_was_cancelled_after_it(
    seen_from: CaseHead, line: Sequence[CaseHead]
) -> None:
    seen = case_access.look(NOWHERE, seen_from.id, actor=ANYBODY)
    assert seen.chain == {each.kind: each for each in line}


def test_what_was_cancelled_still_stands_beside_what_it_followed() -> None:
    seen = case_access.look(NOWHERE, EVALUATION.id, actor=ANYBODY)
    assert {each.id for each in seen.relatives} == {CANCELLED.id, HANDED_IN.id, AGAIN.id}
