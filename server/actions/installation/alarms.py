"""What somebody has to look at: chores, workers, jobs, mail held back, cases not opened on time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from server.domain.chores import Chore, is_silent
from server.store import Session
from server.store.cases import timed_openings
from server.store.jobs import chores, job_pages
from server.store.mail import mail_place

LONGEST_LAG = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm by name: `about` what, `since` when it was last well, and an error's name."""

    kind: str
    about: str = ""
    since: datetime | None = None
    detail: str = ""


def alarms(session: Session, province: str = "") -> Sequence[Alarm]:
    """List what is wrong now, by the database's real clock; nothing where all is well.

    Cases that were not opened are those of `province`, or of all where none is named.
    """
    return [*_chores(session), *_queue(session), *_mail(session), *_openings(session, province)]


def _chores(session: Session) -> Iterator[Alarm]:
    now = chores.real_now(session)
    known = {row.name: row for row in chores.rows(session)}
    for chore in Chore:
        row = known.get(chore)
        done = row.done_at if row else None
        if is_silent(chore, done, now):
            yield Alarm("ChoreSilent", chore, done, row.error if row else "")


def _queue(session: Session) -> Iterator[Alarm]:
    if job_pages.workers(session).alive == 0:
        yield Alarm("NoWorker")
    for tally in job_pages.tallies(session):
        if tally.lag > LONGEST_LAG.total_seconds():
            yield Alarm("JobsWait", tally.name, detail=f"{tally.lag} s")


def _mail(session: Session) -> Iterator[Alarm]:
    held = mail_place.held(session)
    if held is not None:
        yield Alarm("MailHeld", str(held.letters), held.oldest)


def _openings(session: Session, province: str) -> Iterator[Alarm]:
    refused = timed_openings.all_refused(session, province)
    if refused is not None:
        yield Alarm("OpeningRefused", str(refused.number), refused.oldest, refused.errors)
