"""What a case has come to is that of its own line: what it rests on, and what came of it."""

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


def case(kind: str, days: int, after: CaseHead | None, *milestones: str) -> CaseHead:
    at = BEGUN + timedelta(days=days)
    return CaseHead(
        id=uuid4(), bloc_year_id="y", bloc_id="b", year=2026, kind=kind, case_vi="", case_en="",
        slot=None, state="open", simulated=False, definition_hash="", definition_key=kind,
        definition_version=1, rules_digest="", previous_id=after.id if after else None,
        opened_at=at, adopted_at=None, closed_at=None, seq=0, opened_post=None, opening="",
        marks=tuple(Mark(kind, each, "", at) for each in milestones),
    )  # fmt: skip


def test_what_a_cancelled_case_had_come_to_opens_nothing_of_the_one_in_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: dict[UUID, set[str]] = {}

    def judged(_session: object, found: CaseHead, _rules: object, marks: tuple[Mark, ...]) -> None:
        told[found.id] = {mark.milestone for mark in marks}

    monkeypatch.setattr(case_access, "_sight", judged)
    monkeypatch.setattr(case_access, "rules_of", lambda _session, _digest: None)
    monkeypatch.setattr(case_access, "visible", lambda _session, _case, *, actor: bool(actor))
    evaluation = case("evaluation", 0, None, "adopted")
    cancelled = case("award_review", 1, evaluation, "voted")
    handed_in = case("submission", 2, cancelled, "submitted")
    again = case("award_review", 3, evaluation)
    family = [evaluation, cancelled, handed_in, again]
    monkeypatch.setattr(case_pages, "families", lambda _session, _ids: family)
    case_access.look(NOWHERE, evaluation.id, actor=ANYBODY)
    assert told == {
        evaluation.id: {"adopted", "voted", "submitted"},
        cancelled.id: {"adopted", "voted", "submitted"},
        handed_in.id: {"adopted", "voted", "submitted"},
        again.id: {"adopted"},
    }
