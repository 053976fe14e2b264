"""Command and page work the ranking out anew from what others gave, as the product did."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.installation.demonstration import add_accounts
from server.actions.tasks import recall_task
from tests.processes.evaluation.scored_by_others import (
    BEST,
    DEDUCTED,
    FINANCE,
    HOME_AFFAIRS,
    plan_scored_by_others,
)
from tests.verifier.running import VERIFIER
from tests.verifier.scripts import worked_out
from tests.worlds.year import PRESS, Year

_EVENTS = text("""
SELECT e.kind, e.object, e.stream, p.payload FROM event e JOIN event_payload p ON p.event_id = e.id
WHERE e.stream LIKE 'case/%' ORDER BY e.seq
""")
_PAGE = """(() => {
  const report = { wrong() {} };
  const results = new Results(report, new Map(given.rules));
  for (const [kind, object, stream, payload] of given.events) {
    results.take({ stream, header: { kind, object, stream }, payload, line: 1 });
  }
  return results.found.map(([, what, agrees, lines]) => [what, agrees, lines]);
})()"""


@pytest.fixture
def frozen(year: Year, session: Session) -> Year:
    """A year in which points were taken back, left out and looked at again."""
    year.imported(plan_scored_by_others())
    add_accounts(session, now=year.now)
    year.open("evaluation")
    task = year.task("give", HOME_AFFAIRS)
    value = year.value(task)
    value["scores"][f"{PRESS}:{DEDUCTED}"] |= {"points": "4", "ground": "Chậm báo cáo."}
    year.complete(task, value)
    with year.begin() as inner:
        recall_task.take_back(inner, task.id, actor=year.holder(task.post_id), now=year.tick())
    value["scores"][f"{PRESS}:{DEDUCTED}"] |= {"points": "1.5"}
    year.complete(task, value)
    year.do("approve_points", key=HOME_AFFAIRS)
    for other in year.tasks("give"):
        if other.key != FINANCE:
            year.complete(other)
    year.play("give")
    year.fire_due(year.after("self_score"))
    leave = {"decision": "leave_out", "reason": "Không có số liệu."}
    year.do("late", {"units": {}, "parties": {FINANCE: leave}})
    return year.play()


def events(session: Session) -> list[tuple[str, str, str, dict[str, Any]]]:
    return [
        (row.kind, row.object, row.stream, json.loads(row.payload))
        for row in session.execute(_EVENTS)
    ]


def rules(year: Year) -> list[tuple[str, Any]]:
    return [(year.scene.rules.digest(), year.scene.rules.to_json())]


def by_command(told: list[Any], known: list[tuple[str, Any]]) -> list[list[Any]]:
    report = SimpleNamespace(wrong=lambda *_, **__: None, line=1)
    results = VERIFIER.Results(report, dict(known))
    for kind, object_, stream, payload in told:
        event = SimpleNamespace(kind=kind, object=object_, stream=stream, line=1)
        event.payload, event.names, event.erased = payload, True, ""
        results.take(event)
    return [[each.what, each.agrees, [list(line) for line in each.lines]] for each in results.found]


def by_page(told: list[Any], known: list[tuple[str, Any]]) -> object:
    return worked_out(_PAGE, {"events": told, "rules": known})


def test_both_find_the_ranking_that_was_frozen(frozen: Year, session: Session) -> None:
    assert not frozen.tasks()
    told, known = events(session), rules(frozen)
    ranking, others = by_command(told, known)
    assert ranking[:2] == ["ranking", True]
    assert len(ranking[2]) == 5
    assert others == ["others", True, []]
    assert by_page(told, known) == [ranking, others]


@pytest.mark.parametrize(
    ("cell", "new"), [(f"{PRESS}:{DEDUCTED}.points", "0"), (f"{PRESS}:{BEST}.left_out", "")]
)
def test_both_find_points_of_others_that_were_changed_afterwards(
    frozen: Year, session: Session, cell: str, new: str
) -> None:
    told, known = events(session), rules(frozen)
    changed = 0
    for _, _, _, payload in told:
        for change in payload.get("changes", ()):
            if change["path"] == cell:
                change["new"], changed = new, changed + 1
    assert changed
    ranking, others = by_command(told, known)
    assert [ranking[:2], others[:2]] == [["ranking", False], ["others", False]]
    assert by_page(told, known) == [ranking, others]
