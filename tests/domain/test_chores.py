"""How often the workers' chores are done, over days of a moved clock."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from server.domain.chores import SILENT_AFTER, Chore, is_silent, last_night, turn
from server.domain.deadlines import VIET_NAM
from server.jobs.chores import USUAL

MIDNIGHT = datetime(2026, 11, 25, 0, 0, tzinfo=VIET_NAM)
LOOK = timedelta(seconds=USUAL.look_seconds)


def done_at(chore: Chore, *, hours: int, away: tuple[int, int] = (0, 0)) -> list[datetime]:
    """Return when a worker with the shipped rhythm does a chore, away between two hours."""
    now, end = MIDNIGHT, MIDNIGHT + timedelta(hours=hours)
    gone = [MIDNIGHT + timedelta(hours=hour) for hour in away]
    done: list[datetime] = []
    while now < end:
        due = turn(chore, now)
        fresh = not done or (done[-1] < due.done and done[-1] <= due.begun)
        if fresh and not gone[0] <= now < gone[1]:
            done.append(now)
        now += LOOK
    return done


def test_over_a_whole_day_no_minute_passes_without_a_sweep() -> None:
    done = done_at(Chore.SWEEP, hours=24)
    gaps = [after - before for before, after in pairwise(done)]
    assert max(gaps) <= timedelta(seconds=25)
    assert {moment.minute for moment in done} == set(range(60))


def test_the_nights_work_is_done_at_night_in_viet_nam_once() -> None:
    _, *nights = done_at(Chore.KEEP_HOUSE, hours=24 * 4)
    assert [night - night.replace(hour=0, minute=0) for night in nights] == [
        timedelta(hours=2, minutes=15)
    ] * 4


def test_a_night_missed_is_made_up_for_when_a_worker_is_there_again() -> None:
    _, made_up, after = done_at(Chore.KEEP_HOUSE, hours=48, away=(1, 9))
    assert made_up == MIDNIGHT + timedelta(hours=9)
    assert after == MIDNIGHT + timedelta(days=1, hours=2, minutes=15)


@pytest.mark.parametrize(
    ("now", "night"),
    [
        ("2026-11-24T19:15:00", "2026-11-24T19:15:00"),
        ("2026-11-24T19:14:59", "2026-11-23T19:15:00"),
        ("2026-11-25T02:15:00", "2026-11-24T19:15:00"),
    ],
)
def test_the_night_begins_at_a_quarter_past_two_in_viet_nam(now: str, night: str) -> None:
    said = last_night(datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert said == datetime.fromisoformat(night).replace(tzinfo=UTC)


@pytest.mark.parametrize("chore", Chore)
def test_a_chore_is_silent_when_it_was_never_done_or_not_for_too_long(chore: Chore) -> None:
    long = SILENT_AFTER[chore]
    assert is_silent(chore, None, MIDNIGHT)
    assert not is_silent(chore, MIDNIGHT - long, MIDNIGHT)
    assert is_silent(chore, MIDNIGHT - long - timedelta(seconds=1), MIDNIGHT)
