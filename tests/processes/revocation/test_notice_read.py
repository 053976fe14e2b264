"""The notice of how a revocation came out is read by whom it concerns, kept or revoked."""

from html import unescape
from http import HTTPStatus
from uuid import UUID

import pytest
from flask import Flask

from tests.processes.case_pages import app
from tests.processes.revocation.awarded import DECISION, Awarded, award
from tests.processes.revocation.test_later_years import ASKS, BECAUSE, reviewed
from tests.worlds.rows import pairs, rows
from tests.worlds.web.pages import sign_in
from tests.worlds.year import UNITS, Year

__all__ = ["app"]
NOTICE = "Giữ nguyên như Thông báo."
ANNOUNCED = "Hủy bỏ, đã thu hồi theo Thông báo."
DONE_TASK = "SELECT id FROM task WHERE case_id = :case AND element = :element AND state = 'done'"

STATE = "SELECT state FROM case_ WHERE id = :case"
REGISTERED = "SELECT nominee_id FROM award_revocation ORDER BY 1"


@pytest.fixture
def played(committed: Year) -> Awarded:
    with committed.begin() as session:
        return award(committed, session)


def task_done(played: Awarded, element: str) -> UUID:
    with played.year.begin() as session:
        found: UUID = rows(session, DONE_TASK, case=played.year.case_id, element=element)[0][0]
        return found


def logins(played: Awarded) -> tuple[str, str, str]:
    """Name the head and the officer of the awarded unit, and the officer of another one."""
    own = played.unit.rpartition("/")[2]
    other = next(unit for unit in UNITS if unit not in {played.unit, UNITS[0]})
    return f"{own}.head", f"{own}.officer", f"{other.rpartition('/')[2]}.officer"


def test_a_unit_whose_award_is_kept_reads_the_notice_on_its_own_page(
    app: Flask, played: Awarded
) -> None:
    head, officer, other = logins(played)
    played.proposed()
    year = played.year
    for nominee in played.nominees:
        year.do("decide", {"verdict": "keep", "reason": "Chưa đủ căn cứ."}, key=nominee)
    open_notice = f"/tasks/{year.task('notify_kept').id}"
    assert sign_in(app, officer).get(open_notice).status_code == HTTPStatus.NOT_FOUND
    year.do("notify_kept", {"text": NOTICE})
    notice = f"/tasks/{task_done(played, 'notify_kept')}"
    for login in (head, officer):
        assert NOTICE in unescape(sign_in(app, login).get(notice).text)
    assert sign_in(app, other).get(notice).status_code == HTTPStatus.NOT_FOUND


def test_a_revocation_is_announced_and_seen_by_the_years_after_it(
    app: Flask, played: Awarded
) -> None:
    """From the finding to the register, the page, the notice, and whom 2025 lets stand."""
    head, _, other = logins(played)
    played.revoked()
    year, case = played.year, played.year.case_id
    for nominee in played.nominees:
        year.do("recover_award", {"returned_on": played.today, "items": "Cờ"}, key=nominee)
    year.do("announce", {"text": ANNOUNCED})
    notice = f"/tasks/{task_done(played, 'announce')}"
    for login in (head, other):
        client = sign_in(app, login)
        assert ANNOUNCED in unescape(client.get(notice).text)
        said = f"Đã hủy bỏ theo Quyết định số {DECISION} ngày"
        assert said in unescape(client.get(f"/cases/{played.dossier}?tab=awards").text)
    year.do("read_outcome", {"note": ""}, key=played.unit)
    year.imported(ASKS)
    review = reviewed(year)
    with year.begin() as session:
        assert rows(session, STATE, case=case) == [("closed",)]
        assert [nominee for (nominee,) in rows(session, REGISTERED)] == sorted(played.nominees)
        assert pairs(session, BECAUSE, case=review)[played.unit] == "prior"
