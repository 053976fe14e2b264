"""The dossier on its way: Home Affairs returns it, the Council drops, the Chairman decides."""

import json
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.domain.mistakes import Mistakes
from server.domain.refusals import OwnUnit
from tests.actions.refused import codes, refused
from tests.domain.bloc_years import PLAN, WITHOUT_REGISTER
from tests.processes.case_pages import app, page, task_of
from tests.worlds.rows import pairs, rows
from tests.worlds.votes import pass_all, vote_for_the_quota
from tests.worlds.year import Year

__all__ = ["app"]
REASON = "Chưa đủ minh chứng thành tích."


@pytest.fixture
def deciding(year: Year) -> Year:
    """Answer a year in which the Council passed all three nominees; the Chairman decides."""
    year.answers |= {"vote": vote_for_the_quota, "council_vote": pass_all}
    return year.through("submission", "decide")


def test_home_affairs_returns_the_dossier_with_the_reason(year: Year, session: Session) -> None:
    year.through("submission", "check")
    value = year.value(year.task("check"))
    value |= {"verdict": "return", "reason": REASON}
    year.do("check", value)
    task = year.task("dossier")
    assert rows(session, "SELECT note FROM task WHERE id = :id", id=task.id) == [(REASON,)]
    year.do("dossier")
    year.play("check")
    assert [task.element for task in year.tasks()] == ["check"]


@pytest.mark.usefixtures("unsound")
def test_the_dossier_needs_every_file(year: Year, session: Session) -> None:
    year.through("submission", "dossier")
    task = year.task("dossier")
    value = year.value(task)
    session.execute(text("UPDATE attachment SET state = 'removed' WHERE kind = 'bien_ban'"))
    with refused(session, Mistakes) as found:
        year.complete(task, value)
    assert list(codes(found).values()) == ["file_missing"]


def test_the_dossier_gives_the_signed_minutes_no_other_number(year: Year, session: Session) -> None:
    year.imported(WITHOUT_REGISTER)
    year.through("submission", "dossier")
    task = year.task("dossier")
    value = year.value(task)
    signed = value["documents"]["bien_ban"]
    assert signed["number"] == "02/BB-MP"
    signed["number"] = "20/BB-MP"
    with refused(session, Mistakes) as found:
        year.complete(task, value)
    assert codes(found) == {"documents.bien_ban.number": "number_not_as_signed"}


def test_history_tells_a_number_of_the_submission_that_the_dossier_had_not(
    year: Year, session: Session
) -> None:
    year.imported(WITHOUT_REGISTER)
    year.through("submission", "sign")
    day = year.value(year.task("sign"))["date"]
    year.do("sign", {"number": "99/TTr-MP", "date": day})
    [told] = rows(
        session,
        "SELECT p.payload FROM event e JOIN event_payload p ON p.event_id = e.id"
        " WHERE p.element = 'sign' AND p.case_id = (SELECT id FROM case_ WHERE kind = 'submission')"
        " ORDER BY e.seq DESC LIMIT 1",
    )
    [change] = json.loads(told[0])["changes"]
    assert change["new"] == f"99/TTr-MP, {day}"
    assert change["old"].startswith("01/MP-TO_TRINH, ")


def test_the_council_drops_a_nominee_with_a_reason_and_the_chairman_never_sees_it(
    year: Year, session: Session
) -> None:
    year.through("submission", "decide")
    dropped = pairs(session, "SELECT id, council_reason FROM nominee WHERE council_passed = false")
    assert len(dropped) == 1
    assert all(dropped.values())
    assert not set(dropped) & {task.key for task in year.tasks("decide")}


COUNCIL = 'members = 15\nwritten = true\nrecusal = "leaves"\n'
ASKED = (
    "Hội đồng có 15 thành viên.",
    "Hội đồng: số có mặt tối thiểu: từ 2/3 của tổng số thành viên",
    "Hội đồng: ngưỡng thông qua: trên 50% của tổng số thành viên",
    "Hội đồng: ý kiến bằng văn bản: được tính như phiếu tại phiên họp",
    "Hội đồng: người không tham gia bỏ phiếu: không tính vào mẫu số của đối tượng đó",
)


def test_who_enters_the_councils_vote_reads_every_rule_it_is_held_against(
    app: Flask, committed: Year
) -> None:
    committed.imported(PLAN.replace("members = 15\n", COUNCIL))
    committed.through("submission", "council_vote")
    where = committed.task("council_vote").post_id, task_of(committed, "council_vote")
    status, shown = page(app, *where)
    assert status == 200
    assert [rule for rule in ASKED if rule not in shown] == []


def test_a_nominee_the_council_drops_without_a_reason_is_refused(
    year: Year, session: Session
) -> None:
    year.through("submission", "council_vote")
    value = year.value(year.task("council_vote"))
    nominee = next(iter(value["votes"]))
    value["votes"][nominee] = {"yes": 0, "reason": ""}
    with refused(session, Mistakes) as found:
        year.do("council_vote", value)
    assert codes(found) == {f"votes.{nominee}.reason": "reason_missing"}


def test_the_chairman_approves_refuses_and_returns_each_nominee_on_its_own(
    deciding: Year, session: Session
) -> None:
    approved, refused_, returned = (task.key for task in deciding.tasks("decide"))
    deciding.do("decide", {"verdict": "approve", "reason": ""}, key=approved)
    deciding.do("decide", {"verdict": "refuse", "reason": REASON}, key=refused_)
    deciding.do("decide", {"verdict": "return", "reason": REASON}, key=returned)
    assert {task.key: task.element for task in deciding.tasks()} == {
        approved: "issue",
        refused_: "notify_refusal",
        returned: "supplement",
    }
    deciding.do("issue", key=approved)
    published = pairs(session, "SELECT id, published_at IS NOT NULL FROM nominee")
    assert published == {approved: True, refused_: False, returned: False}
    deciding.do("notify_refusal", key=refused_)
    deciding.do("supplement", key=returned)
    deciding.do("decide", {"verdict": "approve", "reason": ""}, key=returned)
    deciding.play()
    decisions = pairs(session, "SELECT id, decision FROM nominee")
    assert decisions == {approved: "approve", refused_: "refuse", returned: "approve"}
    assert rows(session, "SELECT state FROM case_ WHERE kind = 'submission'") == [("closed",)]


def test_a_refusal_of_the_chairman_needs_its_reason(deciding: Year, session: Session) -> None:
    task, *_ = deciding.tasks("decide")
    with refused(session, Mistakes) as found:
        deciding.complete(task, {"verdict": "refuse", "reason": " "})
    assert codes(found) == {"reason": "reason_missing"}


def test_nobody_decides_on_an_award_of_their_own_unit(deciding: Year, session: Session) -> None:
    task, *_ = deciding.tasks("decide")
    chairman = deciding.holder(task.post_id)
    unit = task.key.partition("/")[2]
    with refused(session, OwnUnit):
        deciding.complete(task, by=replace(chairman, unit_ids=chairman.unit_ids | {unit}))
