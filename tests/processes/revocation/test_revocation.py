"""An award is revoked: found, heard, proposed, decided, registered, recovered, told."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from server.actions.cases import cancel_case, set_back
from server.domain.administration.repairs import MoreThanTasksBetween
from server.domain.people.actors import Actor
from server.domain.refusals import OwnUnit
from server.processes.revocation.opening import AlreadyLookedInto, NothingToRevoke
from server.processes.submission.tables.revocations import revocations
from tests.actions.refused import refused
from tests.processes.revocation.awarded import DECISION, Awarded
from tests.worlds.rows import rows
from tests.worlds.year import LEADER, UNITS

REVOKED = "SELECT nominee_id, decision_number, decision_date FROM award_revocation ORDER BY 1"
NOMINEES = "SELECT * FROM nominee ORDER BY id"
STATE = "SELECT state FROM case_ WHERE kind = 'revocation'"


def test_a_revocation_is_a_row_of_its_own_and_the_award_stays_as_it_was(
    awarded: Awarded, session: Session
) -> None:
    before = rows(session, NOMINEES)
    awarded.revoked()
    day = date.fromisoformat(awarded.today)
    assert rows(session, REVOKED) == [(each, DECISION, day) for each in awarded.nominees]
    assert rows(session, NOMINEES) == before
    year = awarded.year
    for nominee in awarded.nominees:
        year.do("recover_award", {"returned_on": awarded.today, "items": "Cờ thi đua"}, key=nominee)
    assert [task.element for task in year.tasks()] == ["announce"]
    year.do("announce", {"text": "Hủy bỏ, đã thu hồi."})
    year.do("read_outcome", {"note": ""}, key=awarded.unit)
    assert rows(session, STATE) == [("closed",)]


def test_an_award_that_is_kept_is_told_to_the_unit_and_not_registered(
    awarded: Awarded, session: Session
) -> None:
    awarded.proposed()
    for nominee in awarded.nominees:
        kept = {"verdict": "keep", "reason": "Chưa đủ căn cứ."}
        awarded.year.do("decide", kept, key=nominee)
    assert [task.element for task in awarded.year.tasks()] == ["notify_kept"]
    assert rows(session, REVOKED) == []


def test_who_says_nothing_until_the_day_is_over_holds_nothing_up(
    awarded: Awarded, session: Session
) -> None:
    awarded.open()
    year = awarded.year
    due = date.fromisoformat(str(awarded.opening()["opinion_by"]))
    assert [task.post_id for task in year.tasks("hear_unit")] == [f"{awarded.unit}/head"]
    year.fire_due(datetime.combine(due + timedelta(days=1), time(1), UTC))
    assert [task.element for task in year.tasks()] == ["propose_revocation"]
    nothing = {"verdict": "drop", "reason": "Không có căn cứ."}
    year.do("propose_revocation", nothing)
    year.do("sign_proposal", {"verdict": "agree"})
    year.do("notify_kept", {"text": "Giữ nguyên."})
    year.do("read_outcome", {"note": ""}, key=awarded.unit)
    assert rows(session, STATE) == [("closed",)]


def test_nobody_decides_on_revoking_an_award_of_their_own_unit(
    awarded: Awarded, session: Session
) -> None:
    awarded.proposed()
    task, *_ = awarded.year.tasks("decide")
    chairman = awarded.year.holder(task.post_id)
    own = replace(chairman, unit_ids=chairman.unit_ids | {awarded.unit})
    with refused(session, OwnUnit):
        awarded.year.complete(task, {"verdict": "keep", "reason": "Không rõ."}, by=own)


def test_nobody_proposes_to_revoke_an_award_of_their_own_unit(
    awarded: Awarded, session: Session
) -> None:
    awarded.open()
    year = awarded.year
    year.do("hear_unit", {"verdict": "object", "text": "Số liệu theo thống kê."})
    for element, value in (
        ("propose_revocation", {"verdict": "drop", "reason": "Không có căn cứ."}),
        ("sign_proposal", {"verdict": "agree"}),
    ):
        task = year.task(element)
        whose = year.holder(task.post_id)
        own = replace(whose, unit_ids=whose.unit_ids | {awarded.unit})
        with refused(session, OwnUnit):
            year.complete(task, value, by=own)
        year.complete(task, value)


def test_what_was_revoked_and_what_is_looked_into_is_opened_once(
    awarded: Awarded, session: Session
) -> None:
    awarded.open(f"{LEADER}/head")
    with refused(session, AlreadyLookedInto):
        awarded.open()
    year = awarded.year
    year.do("hear_unit", {"verdict": "accept", "text": "Đúng như đã nêu."})
    awarded.propose()
    for nominee in awarded.nominees:
        awarded.revoke(nominee)
        year.do("recover_award", {"returned_on": awarded.today, "items": "Cờ"}, key=nominee)
    with refused(session, NothingToRevoke):
        awarded.open()


def test_what_was_registered_is_undone_with_its_case_alone(
    awarded: Awarded, session: Session, admins: tuple[Actor, Actor]
) -> None:
    """A step back over the register would leave it said; a cancelled case is looked into anew."""
    awarded.revoked()
    year, (nominee, *_) = awarded.year, awarded.nominees
    task, (admin, _) = year.task("recover_award", nominee), admins
    with refused(session, MoreThanTasksBetween):
        set_back.propose(
            session, task.id, target="issue", reason="Sai số.", actor=admin, now=year.now
        )
    assert list(revocations(session, awarded.dossier)) == list(awarded.nominees)
    cancel_case.cancel(session, year.case_id, reason="Sai số.", actor=admin, now=year.tick())
    assert not revocations(session, awarded.dossier)
    awarded.revoked()
    assert list(revocations(session, awarded.dossier)) == list(awarded.nominees)


def test_a_unit_without_an_award_is_not_looked_into(awarded: Awarded, session: Session) -> None:
    won = {unit for (unit,) in rows(session, "SELECT unit_id FROM nominee")}
    without = next(unit for unit in UNITS if unit not in won)
    with refused(session, NothingToRevoke):
        replace(awarded, unit=without).open()
