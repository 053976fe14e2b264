"""Points that a unit does not give itself: asked for, given, approved, counted, told."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.installation.demonstration import add_accounts
from server.actions.tasks import claim_task, read_task, recall_task
from server.domain.mistakes import Mistakes
from server.domain.refusals import OwnUnit
from server.domain.tasks.task_access import Standing
from tests.actions.refused import codes, refused
from tests.processes.evaluation.scored_by_others import (
    BEST,
    CROSS,
    DEDUCTED,
    FINANCE,
    HOME_AFFAIRS,
    PARTIES,
    SECTOR,
    STEPS,
    plan_scored_by_others,
)
from tests.worlds.handing import entrusted
from tests.worlds.rows import payload, rows
from tests.worlds.worker import checked
from tests.worlds.year import DEPUTY, LEADER, PRESS, RADIO, SCHOOL, Year

OTHERS = ("give", "approve_points")


@pytest.fixture
def others(year: Year, session: Session) -> Year:
    year.imported(plan_scored_by_others())
    add_accounts(session, now=year.now)
    year.open("evaluation")
    return year


def given(session: Session) -> dict[tuple[str, str], Any]:
    found = session.execute(text("SELECT * FROM given_score")).mappings()
    return {(row["scored_unit_id"], row["criterion_id"]): row for row in found}


def test_each_who_gives_points_is_asked_once_and_for_nobody_of_theirs(others: Year) -> None:
    tasks = {task.key: task for task in others.tasks("give")}
    assert {*tasks} == {*PARTIES}
    asked = {key: {*others.value(task)["scores"]} for key, task in tasks.items()}
    units = (LEADER, DEPUTY, SCHOOL, PRESS, RADIO)
    assert asked[HOME_AFFAIRS] == {f"{unit}:{DEDUCTED}" for unit in units}
    assert asked[FINANCE] == {f"{unit}:{BEST}" for unit in units}
    assert asked[SCHOOL] == {f"{unit}:{SECTOR}" for unit in units if unit != SCHOOL}
    checked_by_deputy = {f"{unit}:{one}" for unit in (LEADER, PRESS) for one in (CROSS, STEPS)}
    assert asked[DEPUTY] == {f"{SCHOOL}:{SECTOR}", *checked_by_deputy}
    assert {cell.partition(":")[0] for cell in asked[LEADER]} == {DEPUTY, SCHOOL, RADIO}
    assert tasks[FINANCE].post_id == f"{FINANCE}/officer"


def test_the_units_own_sheet_does_not_ask_for_them(others: Year, session: Session) -> None:
    task = others.task("score", PRESS)
    value = others.value(task)
    assert not {BEST, SECTOR, CROSS, STEPS, DEDUCTED} & {*value["scores"]}
    value["scores"][SECTOR] = {"points": "7", "not_applicable": False, "note": "x"}
    with refused(session, Mistakes) as found:
        others.complete(task, value)
    assert codes(found) == {f"scores.{SECTOR}": "unknown_row"}


def test_what_is_not_usual_needs_a_ground(others: Year, session: Session) -> None:
    task = others.task("give", HOME_AFFAIRS)
    value = others.value(task)
    cell = f"{PRESS}:{DEDUCTED}"
    for row in value["scores"].values():
        row["ground"] = ""
    value["scores"][cell] |= {"points": "2"}
    with refused(session, Mistakes) as found:
        others.complete(task, value)
    assert codes(found) == {f"scores.{cell}.ground": "ground_missing"}
    value["scores"][cell]["ground"] = "Báo cáo năm gửi chậm 02 ngày, Công văn 12/SNV."
    others.complete(task, value)
    assert given(session)[PRESS, DEDUCTED]["points"] == Decimal(2)
    assert {"path": f"{cell}.points", "old": "", "new": "2"} in payload(session, task.id)["changes"]


def test_every_unit_and_criterion_is_asked_for_and_no_other(others: Year, session: Session) -> None:
    task = others.task("give", HOME_AFFAIRS)
    value = others.value(task)
    del value["scores"][f"{PRESS}:{DEDUCTED}"]
    value["scores"][f"{PRESS}:{SECTOR}"] = {"points": "1", "ground": "x"}
    with refused(session, Mistakes) as found:
        others.complete(task, value)
    assert codes(found) == {
        f"scores.{PRESS}:{DEDUCTED}.points": "points_missing",
        f"scores.{PRESS}:{SECTOR}": "unknown_row",
    }


@pytest.mark.parametrize(
    ("cell", "row", "wrong"),
    [
        (f"{RADIO}:{STEPS}", {"points": "3"}, ("points", "points_not_a_step")),
        (f"{RADIO}:{CROSS}", {"actual": "1.5"}, ("actual", "count_not_whole")),
        (f"{RADIO}:{CROSS}", {"points": "9"}, ("actual", "actual_missing")),
        (f"{RADIO}:{STEPS}", {"points": ""}, ("points", "points_missing")),
    ],
)
def test_what_a_kind_does_not_allow_is_refused_to_others_as_well(
    others: Year, session: Session, cell: str, row: dict[str, str], wrong: tuple[str, str]
) -> None:
    task = others.task("give", LEADER)
    value = others.value(task)
    value["scores"][cell] = {"points": None, "actual": None, "ground": "x", **row}
    with refused(session, Mistakes) as found:
        others.complete(task, value)
    assert codes(found)[f"scores.{cell}.{wrong[0]}"] == wrong[1]


@pytest.mark.parametrize("element", OTHERS)
def test_nobody_gives_or_approves_points_of_a_unit_of_their_own_in_any_of_their_posts(
    others: Year, session: Session, element: str
) -> None:
    others.do("give", key=FINANCE)
    task = others.task(element, FINANCE if element == "approve_points" else HOME_AFFAIRS)
    value, friend = others.value(task), others.holder(f"{RADIO}/officer")
    lent = others.lent(f"{PRESS}/head", to=task.post_id)
    both = replace(others.holder(task.post_id), unit_ids=lent.unit_ids)
    page = read_task.read(session, task.id, actor=both, now=others.now)
    assert page.standing is Standing.BARRED
    with refused(session, OwnUnit):
        claim_task.claim(session, task.id, actor=both, now=others.tick())
    with refused(session, OwnUnit):
        others.complete(task, value, by=both)
    with refused(session, OwnUnit):
        entrusted(others, session, task, to=friend.post_id)


def test_the_head_approves_or_returns_and_another_person_than_the_officer(others: Year) -> None:
    others.do("give", key=FINANCE)
    others.do("approve_points", {"verdict": "return", "comment": "Xem lại."}, key=FINANCE)
    again = others.task("give", FINANCE)
    others.complete(again)
    others.do("approve_points", key=FINANCE)
    assert FINANCE not in {task.key for task in others.tasks("give")}


def test_what_was_given_is_taken_back_until_the_head_acts(others: Year, session: Session) -> None:
    for party in (HOME_AFFAIRS, SCHOOL):
        task = others.task("give", party)
        before = given(session)
        others.complete(task)
        assert len(given(session)) > len(before)
        with others.begin() as inner:
            recall_task.take_back(
                inner, task.id, actor=others.holder(task.post_id), now=others.tick()
            )
        assert given(session) == before
        assert others.task("give", party).id == task.id
    others.play()
    assert checked(session, now=others.now) == []


def test_sheets_are_put_together_only_when_the_points_of_others_are_in(
    others: Year, session: Session
) -> None:
    others.play(*OTHERS)
    assert {task.element for task in others.tasks()} == {"give"}
    shown = session.execute(
        text("SELECT appraisal_1_total FROM sheet WHERE unit_id = :unit"), {"unit": PRESS}
    ).scalar_one()
    others.play("rank")
    final = session.execute(
        text("SELECT final_total FROM sheet WHERE unit_id = :unit"), {"unit": PRESS}
    ).scalar_one()
    of_press = [row for (unit, _), row in given(session).items() if unit == PRESS]
    by_others = sum(
        -row["points"] if row["criterion_id"] == DEDUCTED else row["collated"] or row["points"]
        for row in of_press
    )
    assert len(of_press) == 5
    assert final == shown + by_others


def test_the_best_of_the_bloc_is_found_among_the_figures_that_others_give(
    others: Year, session: Session
) -> None:
    others.play("rank")
    best = {unit: row for (unit, one), row in given(session).items() if one == BEST}
    most = max(row["actual"] for row in best.values())
    assert {unit: row["collated"] for unit, row in best.items()} == {
        unit: round(15 * row["actual"] / most, 2) for unit, row in best.items()
    }


def test_an_appraiser_is_not_asked_for_them(others: Year, session: Session) -> None:
    others.play("appraise", "give")
    task = others.task("appraise", RADIO)
    value = others.value(task)
    value["scores"][SECTOR] = {"points": "1", "reason": "x"}
    with refused(session, Mistakes) as found:
        others.complete(task, value)
    assert codes(found) == {f"scores.{SECTOR}": "unknown_row"}


def test_history_tells_all_of_it_and_the_check_finds_nothing(
    others: Year, session: Session
) -> None:
    others.play()
    assert checked(session, now=others.now) == []


def late_decision(party: str, decided: dict[str, str], until: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {"units": {}, "parties": {party: decided}}
    return found | ({"until": until} if until else {})


def test_late_points_are_awaited_longer_or_left_out_with_a_reason(
    others: Year, session: Session
) -> None:
    others.play("give", "rank")
    for party in (SCHOOL, DEPUTY, LEADER):
        others.do("give", key=party)
    others.play("give", "rank")
    others.fire_due(others.after("self_score"))
    with refused(session, Mistakes) as found:
        others.do("late", late_decision(FINANCE, {"decision": "leave_out", "reason": ""}))
    assert codes(found) == {
        f"parties.{FINANCE}.reason": "reason_missing",
        "until": "date_missing",
    }
    day = others.now.date() + timedelta(days=3)
    leave = {"decision": "leave_out", "reason": "Sở Tài chính không có số liệu năm 2024."}
    others.do("late", late_decision(FINANCE, leave, day.isoformat()))
    assert {task.key for task in others.tasks("give")} == {HOME_AFFAIRS}
    assert given(session)[PRESS, BEST]["left_out"]
    others.play()
    most = session.execute(
        text("SELECT applicable_maximum FROM sheet WHERE unit_id = :unit"), {"unit": PRESS}
    ).scalar_one()
    assert most == 100 - 15
    assert checked(session, now=others.now) == []


def test_the_meeting_asks_for_points_to_be_looked_at_again(others: Year, session: Session) -> None:
    others.play("adopt")
    task = others.task("adopt")
    value = {
        **others.value(task),
        "verdict": "send_back",
        "points_sent_back": {HOME_AFFAIRS: {"send_back": True, "reason": "Đơn vị có giải trình."}},
    }
    others.complete(task, value)
    again = others.task("give", HOME_AFFAIRS)
    assert not others.tasks("score")
    before = given(session)[PRESS, DEDUCTED]["points"]
    changed = others.value(again)
    changed["scores"][f"{PRESS}:{DEDUCTED}"] |= {"points": "1", "ground": "Theo giải trình."}
    others.complete(again, changed)
    others.play()
    assert given(session)[PRESS, DEDUCTED]["points"] == before + 1
    assert checked(session, now=others.now) == []
    ((state,),) = rows(session, "SELECT DISTINCT state FROM sheet")
    assert state == "adopted"


def test_without_points_of_others_nobody_is_asked(year: Year, session: Session) -> None:
    year.open("evaluation")
    assert not year.tasks("give")
    year.play()
    assert given(session) == {}
    assert checked(session, now=year.now) == []
