"""What somebody has to look at: chores, workers, jobs, the log, mail, openings, connections."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from server.actions.installation.plain_connections import PLAIN
from server.actions.installation.rotate_secret import BEFORE
from server.domain.chores import Chore, is_silent
from server.domain.log.lag import LATE_AFTER, UNSTAMPED_AFTER
from server.domain.log.witnessing import ALARMING
from server.domain.people.lineage import Reach
from server.store import Session
from server.store.cases import timed_openings
from server.store.jobs import chores, job_pages
from server.store.jobs.chores import ChoreRow
from server.store.log.lag import Lag, lag
from server.store.mail import mail_place
from server.store.people.lineage import EVERYWHERE

LOG = "log"
"""The row of the chores in which a worker says what its sequencer and signer fail at."""
WITNESS = "witness "
"""Before a witness's name: the row in which a worker says what it answers where it refuses."""
POLICY = "policy of witnesses"
"""The row in which a worker says why it cannot read who the witnesses are."""
STAMPS = "time stamps"
"""The row in which a worker says why the time-stamping authority does not stamp."""
LONGEST_LAG = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm by name: `about` what, `since` when it was last well, and an error's name.

    `seconds` is how long something waits beyond its time, where that is the alarm.
    """

    kind: str
    about: str = ""
    since: datetime | None = None
    detail: str = ""
    seconds: int | None = None


def alarms(
    session: Session, reach: Reach | None = EVERYWHERE, *, behind: Lag | None = None
) -> Sequence[Alarm]:
    """List what is wrong now, by the database's real clock; nothing where all is well.

    Cases that were not opened are those of `reach`, or of all where none is named. `behind` is
    how far the log is, from who has asked that already.
    """
    begun = {row.name: row for row in chores.rows(session)}
    return [
        *_chores(session, begun),
        *_queue(session, begun),
        *_log(begun, behind or lag(session)),
        *_stamps(session, begun),
        *_mail(session),
        *_openings(session, reach),
        *_plain(begun),
        *_secrets(begun),
    ]


def _chores(session: Session, begun: Mapping[str, ChoreRow]) -> Iterator[Alarm]:
    now = chores.real_now(session)
    for chore in Chore:
        row = begun.get(chore)
        done = row.done_at if row else None
        if is_silent(chore, done, now):
            yield Alarm("ChoreSilent", chore, done, row.error if row else "")


def _queue(session: Session, begun: Mapping[str, ChoreRow]) -> Iterator[Alarm]:
    workers = job_pages.workers(session)
    if workers.alive == 0:
        signs = [workers.seen, *(begun[each].begun_at for each in Chore if each in begun)]
        yield Alarm("NoWorker", since=max(filter(None, signs), default=None))
    for tally in job_pages.tallies(session):
        if tally.lag > LONGEST_LAG.total_seconds():
            yield Alarm("JobsWait", tally.name, seconds=tally.lag)


def _log(begun: Mapping[str, ChoreRow], behind: Lag) -> Iterator[Alarm]:
    kept = begun.get(LOG)
    if kept is not None and kept.error:
        yield Alarm("LogUnsigned", kept.error, kept.done_at)
    policy = begun.get(POLICY)
    if policy is not None and policy.error:
        yield Alarm("PolicyUnread", policy.error, policy.done_at)
    for row in begun.values():
        if row.name.startswith(WITNESS) and row.error in ALARMING:
            yield Alarm("WitnessRefuses", row.name.removeprefix(WITNESS), row.done_at, row.error)
    if behind.since is not None and behind.now - behind.since > LATE_AFTER:
        yield Alarm("LogLate", since=behind.since, seconds=behind.seconds)


def _stamps(session: Session, begun: Mapping[str, ChoreRow]) -> Iterator[Alarm]:
    kept = begun.get(STAMPS)
    if kept is None or not kept.error:
        return
    if chores.real_now(session) - kept.begun_at > UNSTAMPED_AFTER:
        yield Alarm("StampsLate", since=kept.begun_at, detail=kept.error)


def _mail(session: Session) -> Iterator[Alarm]:
    held = mail_place.held(session)
    if held is not None:
        yield Alarm("MailHeld", str(held.letters), held.oldest)


def _openings(session: Session, reach: Reach | None) -> Iterator[Alarm]:
    refused = timed_openings.all_refused(session, reach)
    if refused is not None:
        yield Alarm("OpeningRefused", str(refused.number), refused.oldest, refused.errors)


def _plain(begun: Mapping[str, ChoreRow]) -> Iterator[Alarm]:
    told = [row for row in begun.values() if row.name.startswith(PLAIN) and row.error]
    if told:
        names = sorted({name for row in told for name in row.error.split(", ")})
        yield Alarm("PlainConnections", ", ".join(names), min(row.begun_at for row in told))


def _secrets(begun: Mapping[str, ChoreRow]) -> Iterator[Alarm]:
    former = begun.get(BEFORE)
    if former is not None and former.error:
        yield Alarm("TwoSecrets", former.error, former.begun_at)
