"""Mail leaves once and in order, whatever the mail server does; acts never wait for it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email import message_from_string
from email.header import decode_header, make_header
from uuid import uuid4

import pytest
from sqlalchemy import text

from server.actions.mail import send_mail
from server.actions.mail.send_mail import (
    GIVE_UP,
    LEASE,
    Outgoing,
)
from server.actions.transaction import Begin
from server.mail.relay import relay_of
from server.store.mail import outbox
from tests.jobs.post_office import PostOffice
from tests.jobs.working import workers
from tests.waiting import eventually
from tests.worlds.databases import Database
from tests.worlds.year import BEGINS, Year

SENDER = "binhxet@example.invalid"
OFFICER = "can-bo@example.invalid"


@dataclass
class Mailing:
    """A bloc-year with mail in its outbox, and a mail server for it."""

    begin: Begin
    server: PostOffice
    year: Year
    now: datetime = BEGINS + timedelta(days=1)

    def outgoing(self) -> Outgoing:
        relay = relay_of(self.server.url, sender=SENDER)
        assert relay is not None
        quick = replace(relay, step_seconds=1.0, whole_seconds=1.5)
        return Outgoing(
            begin=self.begin, relay=quick, address="https://x.invalid", clock=lambda: self.now
        )

    def send(self) -> int:
        return send_mail.send_due(self.outgoing())

    def states(self) -> list[str]:
        with self.begin() as session:
            found = session.execute(text("SELECT state FROM mail ORDER BY seq"))
            return [row.state for row in found]

    def subjects(self) -> list[str]:
        return [
            str(make_header(decode_header(message_from_string(letter)["Subject"])))
            for _, letter in self.server.taken
        ]

    def write(self, *subjects: str, to: str = OFFICER) -> None:
        """Put letters of one person into the outbox."""
        with self.begin() as session:
            for subject in subjects:
                session.execute(
                    text("""
                    INSERT INTO mail(key, person_id, post_id, task_id, kind, address, subject_vi,
                      body_vi, state, created_at, next_at)
                    SELECT :key, a.person_id, t.post_id, t.id, 'opened', :to, :subject, 'x',
                      'waiting', :now, :now
                    FROM task t JOIN appointment a ON a.post_id = t.post_id LIMIT 1
                    """),
                    {"key": uuid4().hex, "to": to, "subject": subject, "now": self.now},
                )


@pytest.fixture
def office(begin: Begin) -> Iterator[Mailing]:
    year = Year(begin=begin)
    with begin() as session:
        session.execute(text("UPDATE person SET email = ''"))
    year.open("evaluation")
    made = Mailing(begin, PostOffice().open(), year)
    yield made
    made.server.close()


def test_letters_leave_in_order_and_once(office: Mailing) -> None:
    office.write("một", "hai", "ba")
    assert office.send() == 3
    assert office.send() == 0
    assert office.subjects() == ["một", "hai", "ba"]
    assert office.states() == ["sent"] * 3


def test_a_letter_is_plain_text_in_two_languages_with_a_link(office: Mailing) -> None:
    with office.begin() as session:
        session.execute(text("UPDATE person SET email = login || '@example.invalid'"))
    office.year.play("appraise")
    office.now += timedelta(days=1)
    office.send()
    recipient, letter = office.server.taken[0]
    parsed = message_from_string(letter)
    assert recipient.endswith("@example.invalid")
    assert parsed.get_content_type() == "text/plain"
    assert parsed["Auto-Submitted"] == "auto-generated"
    body = parsed.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert "Mở việc này: https://x.invalid/tasks/" in body
    assert "Open this task: https://x.invalid/tasks/" in body


def test_while_the_server_is_down_mail_waits_and_nothing_else_is_tried(office: Mailing) -> None:
    office.server.close()
    office.write("một", "hai")
    office.write("ba", to="khac@example.invalid")
    assert office.send() == 0
    assert office.states() == ["waiting"] * 3
    office.server = PostOffice().open()
    office.now += timedelta(minutes=2)
    assert office.send() == 3
    assert [s for s in office.subjects() if s != "ba"] == ["một", "hai"]


def test_a_slow_server_is_waited_for_and_a_dripping_one_cut_off(office: Mailing) -> None:
    office.server.manner = "slow"
    office.write("chậm")
    assert office.send() == 1
    office.server.manner = "drips"
    office.write("giọt")
    office.send()
    assert office.states() == ["sent", "waiting"]


def test_a_busy_mailbox_holds_up_its_own_letters_alone(office: Mailing) -> None:
    office.server.manner = "busy"
    office.write("một", "hai")
    office.send()
    office.server.manner = "honest"
    office.write("ba", to="khac@example.invalid")
    office.send()
    assert office.subjects() == ["ba"]
    office.now += timedelta(minutes=2)
    office.send()
    assert office.subjects() == ["ba", "một", "hai"]


def test_the_wait_doubles_to_an_hour_and_ends_after_five_days(office: Mailing) -> None:
    assert [send_mail.wait(n) for n in (1, 2, 3)] == [timedelta(minutes=n) for n in (1, 2, 4)]
    assert send_mail.wait(50) == timedelta(hours=1)
    office.server.manner = "busy"
    office.write("một")
    office.now += GIVE_UP + timedelta(hours=1)
    office.send()
    assert office.states() == ["failed"]


def test_an_address_that_is_refused_or_none_at_all_stops_nobody(office: Mailing) -> None:
    office.server.manner = "refusing"
    office.write("một")
    office.send()
    office.server.manner = "honest"
    office.write("hai", to="no address\r\nBcc: all@example.invalid")
    office.write("ba")
    office.send()
    assert office.states() == ["failed", "failed", "sent"]


def test_what_a_silent_server_took_is_not_sent_twice(office: Mailing) -> None:
    office.server.manner = "silent"
    office.write("một", "hai")
    office.send()
    office.now += timedelta(days=1)
    office.send()
    assert office.subjects() == ["một", "hai"]
    assert office.states() == ["unsure", "unsure"]


def test_what_a_server_says_it_did_not_take_is_tried_again(office: Mailing) -> None:
    office.server.manner = "angry"
    office.write("một")
    office.send()
    office.server.manner = "honest"
    office.now += timedelta(minutes=2)
    office.send()
    assert office.subjects() == ["một"]
    assert office.states() == ["sent"]


def test_a_sender_that_slept_past_its_lease_may_not_hand_over(office: Mailing) -> None:
    office.write("một")
    sleeper, other = uuid4(), uuid4()
    with office.begin() as session:
        assert outbox.claim(session, lease=sleeper, until=office.now + LEASE, now=office.now)
        assert outbox.claim(session, lease=other, until=office.now + LEASE, now=office.now) is None
    office.now += LEASE + timedelta(seconds=1)
    with office.begin() as session:
        assert outbox.claim(session, lease=other, until=office.now + LEASE, now=office.now)
        assert not outbox.hand_over(session, lease=sleeper, now=office.now)
        assert outbox.hand_over(session, lease=other, now=office.now)


def test_a_sender_that_died_after_handing_over_leaves_it_unsure(office: Mailing) -> None:
    office.write("một", "hai")
    lease = uuid4()
    with office.begin() as session:
        outbox.claim(session, lease=lease, until=office.now + LEASE, now=office.now)
        outbox.hand_over(session, lease=lease, now=office.now)
    assert office.send() == 0
    office.now += LEASE + timedelta(seconds=1)
    send_mail.sweep(office.outgoing())
    assert office.send() == 1
    assert office.subjects() == ["hai"]
    assert office.states() == ["unsure", "sent"]


def test_without_a_mail_server_mail_is_kept_for_its_page(office: Mailing) -> None:
    office.write("một")
    send_mail.send_due(replace(office.outgoing(), relay=None))
    assert office.states() == ["kept"]
    assert office.server.calls == 0


@pytest.mark.slow
def test_workers_killed_at_random_send_each_letter_at_most_once_and_in_order(
    database: Database, office: Mailing
) -> None:
    office.write(*(str(number) for number in range(60)))
    with workers(database, 2, smtp=office.server.url) as pool:
        for taken in (10, 25, 40):
            eventually(lambda taken=taken: len(office.server.taken) >= taken)  # type: ignore[misc]
            pool.kill(pool.running[0])
            pool.start()
            with office.begin() as session:  # the lease of the dead runs out
                session.execute(text("UPDATE mail SET leased_until = created_at"))
        eventually(lambda: not {"waiting", "handed"} & set(office.states()))
    numbers = [int(subject) for subject in office.subjects()]
    assert numbers == sorted(set(numbers))
    assert len(numbers) >= 60 - office.states().count("unsure")
