"""F11, F12, F13: many people in the same instant; threads, connections and commits are real."""

import random
import time
from datetime import timedelta

import pytest

from server.actions.cases.case_work import OpenTask
from server.actions.people import revoke_delegation
from server.actions.steps import fire_timer
from server.actions.tasks import complete_task
from server.domain.tasks.work import AlreadyDone
from tests.actions.at_once.last_sheets import all_but
from tests.actions.at_once.threads import at_once
from tests.faults.conftest import Say
from tests.faults.harness.serving import served
from tests.worlds.databases import Database
from tests.worlds.rows import rows
from tests.worlds.worker import sound
from tests.worlds.year import PRESS, SCHOOL, Year, new_act

SEEDS = 5


@pytest.mark.fault("F11", "50 parallel posts of one key")
def test_fifty_posts_of_one_key_have_one_effect(year: Year) -> None:
    year.open("evaluation")
    task, act = year.task("score", SCHOOL), new_act()
    value, actor, now = year.value(task), year.holder(task.post_id), year.tick()

    def post(_: int) -> str:
        with year.begin() as session:
            done = complete_task.complete(
                session, task.id, actor=actor, value=value, act=act, now=now
            )
        return f"{done.location} {done.repeated}"

    where = f"/tasks/{task.id}/done"
    assert at_once(post, 50) == {f"{where} False": 1, f"{where} True": 49}
    assert sound(year)


@pytest.mark.faults
@pytest.mark.fault("F11", "two tabs and the back button, over HTTP, 12 at once")
def test_two_tabs_and_the_back_button(database: Database, year: Year) -> None:
    year.open("evaluation")
    task = year.task("score", SCHOOL)
    with served(database) as pages:
        fields = pages.fields(year, task)
        came = at_once(lambda _: pages.post(task.post_id, task.id, fields), 12)
        assert came == {f"303 /tasks/{task.id}/done": 12}
        other = pages.post(task.post_id, task.id, {**fields, "_key": "another-tab-0123456789"})
        assert other.startswith("409")
        changed = {**fields, "scores.c1-1.note": "quay lại"}
        assert pages.post(task.post_id, task.id, changed).startswith("409")
    assert sound(year)


@pytest.mark.fault("F12", "16 acting at one task, each with a key of their own")
def test_of_sixteen_one_wins_and_the_others_read_who(year: Year) -> None:
    year.open("evaluation")
    task = year.task("score", SCHOOL)
    value, actor, now = year.value(task), year.holder(task.post_id), year.tick()

    def post(_: int) -> str:
        try:
            with year.begin() as session:
                complete_task.complete(
                    session, task.id, actor=actor, value=value, act=new_act(), now=now
                )
        except AlreadyDone as refusal:
            return f"done by {refusal.by.name}"
        return "won"

    assert at_once(post, 16) == {"won": 1, f"done by {actor.name}": 15}
    assert sound(year)


@pytest.mark.faults
@pytest.mark.fault("F13", "the last votes, one by a delegate whose delegation is revoked")
def test_last_votes_and_a_revocation_in_one_instant(  # noqa: PLR0915 - one instant
    year: Year, say: Say
) -> None:
    year.through("award_review", "vote")
    tasks = year.tasks("vote")
    values = [year.value(task) for task in tasks]
    owner = year.holder(f"{SCHOOL}/head")
    delegate = year.lent(owner.post_id, to=f"{PRESS}/officer")
    lent = delegate.delegation_id
    assert lent is not None
    actors = [delegate if task.key == SCHOOL else year.holder(task.post_id) for task in tasks]
    now = year.tick()
    waits = pauses(13, len(tasks) + 1)

    def act(number: int) -> str:
        time.sleep(waits[number])
        with year.begin() as session:
            if number == len(tasks):
                revoke_delegation.revoke(session, lent, actor=owner, now=now)
            else:
                complete_task.complete(
                    session,
                    tasks[number].id,
                    actor=actors[number],
                    value=values[number],
                    act=new_act(),
                    now=now,
                )
        return "done"

    came = at_once(act, len(tasks) + 1)
    say(f"{dict(came)}")
    assert came["done"] >= len(tasks)
    year.play()
    with year.begin() as session:
        counted = rows(session, "SELECT count(DISTINCT by_unit_id) FROM vote WHERE round = 1")
    assert counted == [(len(tasks),)]
    assert sound(year)


def pauses(seed: int, number: int) -> list[float]:
    """Draw how long each waits before it acts."""
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    return [dice.uniform(0, 0.05) for _ in range(number)]


@pytest.mark.faults
@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.fault("F13", "the last two sheets and the deadline in one instant, a seed each")
def test_the_last_sheets_and_the_deadline_in_one_instant(year: Year, seed: int) -> None:
    tasks = last_sheets(year)
    values = [year.value(task) for task in tasks]
    actors = [year.holder(task.post_id) for task in tasks]
    with year.begin() as session:
        (timer,) = fire_timer.due(session, now=year.now)
    waits = pauses(seed, 3)

    def act(number: int) -> str:
        time.sleep(waits[number])
        with year.begin() as session:
            if number == 2:
                fire_timer.fire(session, timer, now=year.now)
            else:
                complete_task.complete(
                    session,
                    tasks[number].id,
                    actor=actors[number],
                    value=values[number],
                    now=year.now,
                )
        return "done"

    assert at_once(act, 3) == {"done": 3}
    year.play()
    assert sound(year)


def last_sheets(year: Year) -> list[OpenTask]:
    """Play until two appraisals are left, and the deadline for them has passed."""
    year.open("evaluation")
    tasks = all_but(year, 2)
    year.now = year.after("self_score") + timedelta(minutes=1)
    return tasks
