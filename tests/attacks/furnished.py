"""A year in whose office everything is at work: every table of the product has rows.

Two administrators propose, publish, erase, set back, hand over links; a log is signed, witnessed
and stamped; a worker has written letters and looked for signs.
"""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text

from server.actions.bloc_drafts import pass_bloc_draft
from server.actions.cases import migrate_instances, open_on_time, set_back
from server.actions.history import confirm_erasure, erasures
from server.actions.history.erasures import ErasureAsked
from server.actions.history.examine import examine
from server.actions.identity import invite
from server.actions.inbox import snooze_task
from server.actions.people import confirm_account, follow_province, name_province
from server.actions.tasks import add_comment, receive_task
from server.actions.transaction import transactions
from server.actions.working_days import change_days, follow
from server.domain.bloc_draft.parts import DraftPart
from server.domain.deadlines import local_day
from server.domain.history.erasure_refusals import Ground
from server.domain.history.oddities import Thresholds
from server.domain.people.actors import Actor
from server.domain.people.lineage import Succession
from server.domain.signatures.found import FoundSignature, FoundSignatures, ReadState
from server.domain.texts.words import Words
from server.domain.working_days.province_days import SaidDays
from server.store.mail import mail_place
from server.store.signatures import readings
from server.store.signatures.readings import SignatureReading, WaitingFile
from tests.actions.bloc_drafts.drafting import OFFICER, made, saved
from tests.actions.cases.days.test_open_on_time import timed
from tests.actions.cases.repairs.test_migrate_instances import reworded
from tests.actions.deployment.proposing import proposed
from tests.attacks.linked_account import link_accounts
from tests.attacks.second_factor import set_up_factor
from tests.attacks.witnessed import keep_log
from tests.check.planting import caught_up
from tests.domain.bloc_years import SECOND as SECOND_FILE
from tests.processes.evaluation.scored_by_others import plan_scored_by_home_affairs
from tests.processes.evaluation.test_facts import DISCIPLINE, declared
from tests.worlds.databases import Database
from tests.worlds.holders import another_holder
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.rows import rows
from tests.worlds.web.attaching import attach
from tests.worlds.worker import by_hand
from tests.worlds.year import ADMINISTRATOR, PRESS, SCHOOL, SECOND, Year

AUDITOR = "bac-giang/thanh-tra/auditor"
FORMER = "ha-giang"
GONE = """
[[reorganised]]
unit = "bac-giang/ban-khac"
day = 2024-06-01
decision = "15/NQ-HĐND"
"""
SATURDAY = 5
WHY = "Đơn vị nộp nhầm."
RAISED = """
SELECT event_id FROM event_payload WHERE element = 'raise_difficulty' AND case_id = :case
"""
TRIED = """
INSERT INTO sign_in_try(id, at, person_id, result, times, login_hash, address_hash, address)
SELECT gen_random_uuid(), created_at, id, 'wrong', 1, 'l', 'a', '192.0.2.1' FROM person LIMIT 3
"""


def furnish(database: Database) -> None:
    """Let an office work."""
    year = Year(begin=transactions(database.url))
    first = year.holder(ADMINISTRATOR)
    with year.begin() as session:
        second = another_holder(session, first, "Quản trị viên 2")
    _erase(year, first, second)
    _repair(year, first)
    _remark(year)
    _administer(year, first, second)
    _open_on_time(year)
    _keep_calendar(year, first)
    _follow_provinces(year)
    _make_bloc_year(year)
    _declare(year)
    set_up_factor(year)
    link_accounts(year, first, second)
    _work(year)
    caught_up(year)
    with TemporaryDirectory() as folder:
        keep_log(year, Path(folder))


def _declare(year: Year) -> None:
    """Declare a fact of a unit of the other bloc, while its units are ranked."""
    other = Year(begin=year.begin, bloc_year_id=SECOND, now=year.now)
    other.imported(SECOND_FILE + DISCIPLINE)
    other.through("evaluation", "rank")
    task, unit = other.task("rank"), other.scene.rules.units[0].id
    attach(other, task, "fact", f"discipline/{unit}")
    other.complete(task, declared(unit))
    year.now = max(year.now, other.now)


def _erase(year: Year, first: Actor, second: Actor) -> None:
    """Erase by two what a unit's officer wrote; another erasure waits."""
    ground = Ground(law="Điều 1 Luật mẫu", document="Đơn số 1", stays="")
    for confirmed in (True, False):
        opening = {"title": "Thang điểm chuyển đổi số", "field": "scoring"}
        case_id = year.open("difficulty", post=f"{SCHOOL}/officer", opening=opening)
        year.do("raise_difficulty", {"text": "Chưa có thang điểm."})
        year.do("leader_answer", {"verdict": "answer", "text": "Áp dụng thang điểm chung."})
        year.do("reporter_close", {"verdict": "close"})
        with year.begin() as session:
            ((event,),) = rows(session, RAISED, case=case_id)
            asked = ErasureAsked(events=frozenset({event}))
            seal = erasures.reach_of(session, asked, actor=first).seal
            made = erasures.propose(session, asked, ground, seen=seal, actor=first, now=year.tick())
            if confirmed:
                confirm_erasure.confirm(session, made, seen=seal, actor=second, now=year.tick())


def _repair(year: Year, first: Actor) -> None:
    """Propose to set a case back, and move another version under it; others give points in it."""
    year.imported(plan_scored_by_home_affairs())
    year.open("evaluation")
    year.play("appraise")
    task = year.tasks("appraise")[0]
    with year.begin() as session:
        set_back.propose(session, task.id, target="score", reason=WHY, actor=first, now=year.tick())
    with year.begin() as session:
        to = reworded(session)
        migrate_instances.move(session, year.case_id, to=to, actor=first, now=year.tick())


def _remark(year: Year) -> None:
    """Name posts in a remark, open a task, and put it off."""
    for task in year.tasks("appraise"):
        with year.begin() as session:
            actor = year.holder(task.post_id)
            receive_task.receive(session, task.id, actor=actor, now=year.tick())
            add_comment.add(
                session, task.id, actor=actor, text="Xin xem.", named=[AUDITOR],
                now=year.tick(),
            )  # fmt: skip
            until = local_day(year.now + timedelta(days=2))
            snooze_task.snooze(session, task.id, actor=actor, until=until, now=year.now)


def _administer(year: Year, first: Actor, second: Actor) -> None:
    """Ask for two links, hand one over; propose a process."""
    for post in (f"{PRESS}/officer", f"{SCHOOL}/head", f"{PRESS}/head"):
        with year.begin() as session:
            person = year.holder(post).person_id
            invite.invite(session, person, mails=False, actor=first, now=year.tick())
    with year.begin() as session:
        ((waiting,),) = rows(
            session, "SELECT id FROM account_proposal WHERE post_id IS NULL LIMIT 1"
        )
        confirm_account.confirm(session, waiting, mails=False, actor=second, now=year.tick())
    for _ in range(2):
        with year.begin() as session:
            proposed(session, UnknownProcess().files, first)


def _open_on_time(year: Year) -> None:
    """Plan what the system opens on its day, and open one."""
    with year.begin() as session:
        timed('at = "date(year, 12, 25)"').deploy(session)
        by_hand(session, now=year.now)
    year.now += timedelta(days=30)
    with year.begin() as session:
        for name in open_on_time.due(session, now=year.now):
            open_on_time.open_on_time(session, name, now=year.now)


def _keep_calendar(year: Year, first: Actor) -> None:
    """Say of two days that they are off, take one back, and let running cases follow."""
    today = local_day(year.now)
    days = (today + timedelta(days=number) for number in range(7, 14))
    off, other = [day for day in days if day.weekday() < SATURDAY][:2]
    for day in (off, other):
        said = SaidDays(off=day, off_to=None, worked=None, paper="12/CĐ-UBND", paper_on=today)
        with year.begin() as session:
            change_days.add(session, said, actor=first, now=year.tick())
    with year.begin() as session:
        ((added,),) = rows(session, "SELECT id FROM province_day WHERE day = :day", day=off)
        change_days.take_back(session, added, reason=WHY, actor=first, now=year.tick())
    with year.begin() as session:
        for case_id in follow.waiting(session):
            follow.follow(session, case_id, now=year.tick())


def _follow_provinces(year: Year) -> None:
    """Let another province be followed from a day to come, after it was taken back once.

    It has a name, and a unit that is gone.
    """
    year.imported((SECOND_FILE + GONE).replace("bac-giang", FORMER))
    with year.begin() as session:
        name_province.name_province(
            session, FORMER, Words("tỉnh Hà Giang", "Ha Giang province"), now=year.tick()
        )
    ahead = local_day(year.now) + timedelta(days=200)
    said = Succession(province=FORMER, successor="bac-giang", day=ahead, units=())
    for again in (True, False):
        with year.begin() as session:
            follow_province.follow(session, said, decision="202/2025/QH15", now=year.tick())
        if again:
            with year.begin() as session:
                follow_province.take_back(session, FORMER, reason=WHY, now=year.tick())


def _make_bloc_year(year: Year) -> None:
    """Make the next bloc-year, and hand it over."""
    officer = year.holder(OFFICER)
    with year.begin() as session:
        draft = made(year, session)
        saved(year, session, draft, officer, DraftPart.LEGAL_BASES, [])
        pass_bloc_draft.hand_over(session, draft, note=WHY, actor=officer, now=year.tick())


def read_as(file: WaitingFile, year: Year) -> SignatureReading:
    """Say of a file that one signature was found."""
    found = FoundSignatures(
        state=ReadState.READ, signatures=(FoundSignature(name="Giám đốc", intact=True),)
    )
    return SignatureReading(
        sha256=file.sha256, trust="roots", as_of=file.came_in, read_at=year.now, found=found
    )


def _work(year: Year) -> None:
    """Do what workers and strangers do untold."""
    with year.begin() as session:
        mail_place.settle_in(session, now=year.now)
        session.execute(text(TRIED))
    with year.begin() as session:
        for file in readings.waiting(session, trust="roots", now=year.now)[:3]:
            readings.keep(session, read_as(file, year))
    looked_at = 1
    while looked_at:
        with year.begin() as session:
            looked_at = examine(session, Thresholds(hasty=timedelta(days=1)))
