"""Send what waits in the outbox: each mail at most once, to each address in order.

Three short transactions a mail, and the mail server between them: claim with a lease, mark the
moment its text goes out, settle. Where a sender dies before that moment the mail is tried again;
after it the mail is not repeated, because nobody can know.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from uuid import UUID, uuid4

from server.actions.transaction import Begin
from server.domain.texts.words import Words
from server.mail import letters, smtp
from server.mail.message import NoAddress, message
from server.mail.smtp import Relay
from server.store.jobs import queue
from server.store.mail import mail_place, outbox
from server.store.mail.outbox import Claimed

LEASE = timedelta(minutes=5)
GIVE_UP = timedelta(days=5)
LONGEST_WAIT = timedelta(hours=1)
MOST = 50
_STATES = {
    smtp.RelayRefused: "failed",
    NoAddress: "failed",
    smtp.Unsure: "unsure",
    smtp.LeaseLost: "lost",
}


@dataclass(frozen=True, slots=True)
class End:
    """How one try ended: the state of the mail, why, and whether any other mail could leave."""

    state: str
    error: str = ""
    server_down: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What sending needs; without a relay mail is kept for the mailbox page and leaves nowhere."""

    begin: Begin
    relay: Relay | None
    address: str
    """Where the pages are found, without a slash at its end."""
    clock: Callable[[], datetime]


def send_due(outgoing: Outgoing, *, most: int = MOST) -> int:
    """Send what is due, at most so many; return how many were settled.

    Stops where the mail server itself does not work: nothing else would leave either. Where more
    is due, another job is deferred.
    """
    for done in range(most):
        if not send_one(outgoing):
            return done
    with outgoing.begin() as session:
        queue.enqueue(session, queue.SEND_MAIL, {}, lock=queue.SEND_MAIL)
    return most


def send_one(outgoing: Outgoing) -> bool:
    """Claim and send one mail; False where none is due, or the mail server does not work."""
    lease, now = uuid4(), outgoing.clock()
    with outgoing.begin() as session:
        claimed = outbox.claim(session, lease=lease, until=now + LEASE, now=now)
    if claimed is None:
        return False
    end = _send(outgoing, claimed, lease)
    _record(outgoing, claimed, lease, end)
    return not end.server_down


def sweep(outgoing: Outgoing) -> None:
    """Settle what a dead sender handed over, and defer a job where mail is due."""
    now = outgoing.clock()
    with outgoing.begin() as session:
        mail_place.settle_in(session, now=now)
        outbox.give_up_silent(session, now=now)
        outbox.wake(session, now=now)


def wait(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: a minute, doubled each time, at most 1 h."""
    return min(timedelta(minutes=1 << min(attempts - 1, 10)), LONGEST_WAIT)


def _send(outgoing: Outgoing, claimed: Claimed, lease: UUID) -> End:
    if outgoing.relay is None:
        return End("kept")

    def handing_over() -> bool:
        with outgoing.begin() as session:
            return outbox.hand_over(session, lease=lease, now=outgoing.clock())

    try:
        letter = _message(outgoing, outgoing.relay, claimed)
        smtp.deliver(outgoing.relay, letter, handing_over=handing_over)
    except smtp.NotSent as problem:
        return End("waiting", str(problem), server_down=problem.server)
    except (smtp.RelayRefused, smtp.Unsure, smtp.LeaseLost, NoAddress) as problem:
        return End(_STATES[type(problem)], str(problem))
    return End("sent")


def _record(outgoing: Outgoing, claimed: Claimed, lease: UUID, end: End) -> None:
    """Write how it ended; a sender that has lost its lease writes nothing."""
    now = outgoing.clock()
    if end.state == "lost":
        return
    with outgoing.begin() as session:
        if end.state == "waiting" and now - claimed.created_at < GIVE_UP:
            until = now + wait(claimed.attempts)
            outbox.postpone(session, lease=lease, error=end.error, until=until)
        else:
            state = "failed" if end.state == "waiting" else end.state
            outbox.settle(session, lease=lease, state=state, error=end.error, now=now)


def _message(outgoing: Outgoing, relay: Relay, claimed: Claimed) -> EmailMessage:
    path = claimed.path or f"/tasks/{claimed.task_id}"
    end = letters.footer(f"{outgoing.address}{path}", task=not claimed.path)
    body = claimed.body
    return message(
        sender=relay.sender,
        address=claimed.address,
        subject=claimed.subject,
        body=Words(f"{body.vi}\n\n{end.vi}", f"{body.text('en')}\n\n{end.text('en')}"),
        key=claimed.key,
        at=claimed.created_at,
    )
