"""An administrator's desk: what needs doing, what was proposed about persons, how it all runs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import url_for

from server.actions.cases.nobodys_tasks import nobodys_tasks
from server.actions.installation.alarms import Alarm, alarms
from server.domain.identity.security_events import SecurityGroup
from server.store.blocs.cases_in_year import looked_at
from server.store.cases import administration
from server.store.home import office_counts
from server.store.jobs import job_pages
from server.store.jobs.job_pages import Workers
from server.store.log.lag import Lag, lag
from server.store.people import account_proposals
from server.store.people.account_proposals import AccountProposalRow
from server.store.security_events import alarms as security_alarms
from server.web.frame.formats import capped
from server.web.requests.context import actor, now, session
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import ngettext
from server.web.words.language import pick

MOST_CHANGES = 5
CAP = office_counts.CAP


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that needs doing: what, what is known of it, and where."""

    label: str
    note: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationState:
    """How the installation runs: what works in the background, the journal, what failed."""

    workers: Workers
    behind: Lag
    letters: int
    faults: int
    processes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministratorsDesk:
    """What an administrator opens on."""

    template = "home/administering.html"

    alarms: Sequence[Alarm]
    matters: Sequence[Matter]
    changes: Sequence[AccountProposalRow]
    running: InstallationState


def administrators_desk() -> AdministratorsDesk:
    """Gather it, of the reach of the post acted in."""
    reach = actor().reach
    letters = len(job_pages.failed_mail(session(), reach, most=CAP))
    cases, behind = looked_at(session(), reach), lag(session())
    stuck = len(administration.stuck(session(), now=now(), reach=reach, cases=cases))
    nobodys = nobodys_tasks(session(), now=now(), reach=reach, cases=cases)
    counts = office_counts.installation(session(), reach, now=now())
    matters = [
        *_alarms(),
        *_second_person(),
        *_of_cases([pick(task.post_title) for task in nobodys], stuck),
        *_of_persons(counts.invited, counts.run_out),
        *_letters(letters),
    ]
    return AdministratorsDesk(
        alarms=alarms(session(), reach, behind=behind),
        matters=matters,
        changes=account_proposals.settled(session(), reach, most=MOST_CHANGES),
        running=InstallationState(
            workers=job_pages.workers(session()),
            behind=behind,
            letters=letters,
            faults=len(nobodys) + stuck,
            processes=counts.processes,
        ),
    )


def _alarms() -> Iterator[Matter]:
    unseen = security_alarms.unseen(session(), actor().reach, most=CAP)
    if unseen:
        said = _("%(count)s cảnh báo an toàn chưa ai xem", count=capped(unseen))
        where = url_for("security_events.index", group=SecurityGroup.ALARMS)
        yield Matter(said, _("Xem từng cảnh báo rồi ghi là đã xem."), where)


def _second_person() -> Iterator[Matter]:
    waits = office_counts.second_person(session(), actor().reach, now=now())
    for label, number, address in (
        (_("Tài khoản và chức vụ"), waits.accounts, url_for("people.confirmations")),
        (_("Bản quy trình"), waits.versions, f"{url_for('operations.versions')}#proposals"),
        (_("Xóa dữ liệu"), waits.erasures, url_for("erasures.index")),
        (_("Lùi bước của hồ sơ"), waits.moves, url_for("operations.index")),
    ):
        if number:
            said = _("%(what)s: %(count)s đề nghị", what=label, count=capped(number))
            yield Matter(said, _("Chờ người thứ hai xác nhận."), address)


def _of_cases(vacant: Sequence[str], stuck: int) -> Iterator[Matter]:
    where = url_for("operations.faults")
    if vacant:
        said = _("%(count)s việc không ai làm được", count=capped(len(vacant)))
        posts = "; ".join(dict.fromkeys(vacant))
        yield Matter(said, _("Chức vụ: %(posts)s", posts=posts), where)
    if stuck:
        said = _("%(count)s hồ sơ đứng yên", count=capped(stuck))
        yield Matter(said, _("Không chờ ai, hoặc hẹn giờ đã quá hạn."), where)


def _of_persons(invited: int, run_out: int) -> Iterator[Matter]:
    if invited:
        said = _("%(count)s người được mời chưa đặt mật khẩu", count=capped(invited))
        gone = ngettext("%(num)s đường dẫn đã hết hạn", "%(num)s đường dẫn đã hết hạn", run_out)
        note = gone if run_out else _("Đường dẫn còn dùng được.")
        yield Matter(said, note, url_for("people.index"))


def _letters(letters: int) -> Iterator[Matter]:
    if letters:
        said = _("%(count)s thư không gửi được", count=capped(letters))
        yield Matter(said, _("Đã thử hết số lần; cho gửi lại được."), url_for("operations.jobs"))
