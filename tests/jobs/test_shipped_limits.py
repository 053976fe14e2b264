"""The limits that ship fit together: what tests shorten is long enough, and not too long, here."""

from datetime import timedelta

from sqlalchemy import text

from server.actions.mail import send_mail
from server.actions.transaction import Begin
from server.jobs import worker
from server.mail.relay import relay_of
from server.store.database.sessions import ANSWER


def test_a_letter_is_given_up_before_its_lease_ends_so_that_no_second_sender_takes_it() -> None:
    relay = relay_of("smtp://mail.invalid", sender="binhxet@example.invalid")
    assert relay is not None
    longest = timedelta(seconds=relay.whole_seconds + relay.step_seconds)
    assert longest + timedelta(seconds=ANSWER) < send_mail.LEASE


def test_a_worker_gives_three_signs_of_life_before_it_counts_as_dead() -> None:
    pace = worker.USUAL
    assert pace.queue.lease >= timedelta(seconds=30)
    assert pace.chores.sweep_every + pace.queue.lease + timedelta(seconds=5) <= timedelta(
        seconds=60
    )


def test_a_lock_is_given_up_before_an_answer_and_an_answer_before_the_person(begin: Begin) -> None:
    with begin() as session:
        lock = session.execute(text("SHOW lock_timeout")).scalar_one()
        idle = session.execute(text("SHOW idle_in_transaction_session_timeout")).scalar_one()
    assert (lock, idle) == ("15s", "30s")
    assert ANSWER == 60
