"""Many people in the same second: threads, connections and commits are real."""

from datetime import timedelta

from server.actions.cases import open_case
from server.actions.steps import fire_timer
from server.actions.tasks import complete_task
from server.actions.urging import urge
from server.domain.cases.opening import AlreadyOpened
from server.domain.cases.urging import UrgedToday
from server.domain.tasks.work import AlreadyDone
from tests.actions.at_once.last_sheets import all_but
from tests.actions.at_once.threads import at_once
from tests.worlds.holders import another_holder
from tests.worlds.rows import rows
from tests.worlds.worker import sound
from tests.worlds.year import PLAN, SCHOOL, Year, new_act


def completed(year: Year, task_id: object) -> int:
    with year.begin() as session:
        ((number,),) = rows(
            session, "SELECT count(*) FROM event WHERE object = :t", t=f"task/{task_id}"
        )
    return int(number)


def test_fifty_posts_with_one_key_have_one_effect_and_one_answer(scoring: Year) -> None:
    task, act = scoring.task("score", SCHOOL), new_act()
    value, actor, now = scoring.value(task), scoring.holder(task.post_id), scoring.tick()

    def post(_: int) -> str:
        with scoring.begin() as session:
            done = complete_task.complete(
                session, task.id, actor=actor, value=value, act=act, now=now
            )
        return f"{done.location} {done.repeated}"

    came = at_once(post, 50)
    where = f"/tasks/{task.id}/done"
    assert came == {f"{where} False": 1, f"{where} True": 49}
    assert completed(scoring, task.id) == 1
    assert sound(scoring)


def test_of_sixteen_people_with_keys_of_their_own_one_wins(scoring: Year) -> None:
    task = scoring.task("score", SCHOOL)
    value, actor, now = scoring.value(task), scoring.holder(task.post_id), scoring.tick()
    with scoring.begin() as session:
        people = [another_holder(session, actor, f"Người thứ {n}") for n in range(16)]

    def post(place: int) -> str:
        with scoring.begin() as session:
            complete_task.complete(
                session, task.id, actor=people[place], value=value, act=new_act(), now=now
            )
        return people[place].name

    came = at_once(post, 16)
    assert came.pop(AlreadyDone.__name__) == 15
    (winner,) = came
    with scoring.begin() as session:
        done = rows(session, "SELECT done_name FROM task WHERE id = :id", id=task.id)
    assert done == [(winner,)]
    assert completed(scoring, task.id) == 1
    assert sound(scoring)


def test_of_many_who_urge_the_same_at_once_one_does(scoring: Year) -> None:
    actors = [scoring.holder(f"bac-giang/so-khcn/{post}") for post in ("head", "secretary")]
    now = scoring.tick()

    def press(place: int) -> str:
        with scoring.begin() as session:
            (found,) = urge.urge(
                session,
                scoring.case_id,
                [("handed_in", SCHOOL)],
                actor=actors[place % 2],
                now=now,
            )
        return type(found.refusal).__name__

    assert at_once(press, 6) == {"NoneType": 1, UrgedToday.__name__: 5}
    with scoring.begin() as session:
        assert rows(session, "SELECT count(*) FROM comment") == [(1,)]
        assert rows(session, "SELECT count(*) FROM mail WHERE kind = 'urged'") == [(1,)]
    assert sound(scoring)


def test_when_two_people_open_the_same_case_there_is_one(committed: Year) -> None:
    posts = ["bac-giang/so-khcn/head", "bac-giang/so-khcn/secretary"]
    actors = [committed.holder(post) for post in posts]

    def opening(place: int) -> str:
        with committed.begin() as session:
            open_case.open_case(
                session,
                bloc_year_id=PLAN,
                kind="evaluation",
                actor=actors[place],
                now=committed.now,
            )
        return "opened"

    assert at_once(opening, 2) == {"opened": 1, AlreadyOpened.__name__: 1}
    with committed.begin() as session:
        assert rows(session, "SELECT count(*) FROM case_") == [(1,)]
    assert sound(committed)


def test_the_last_two_sheets_arriving_at_once_let_the_bloc_go_on_once(scoring: Year) -> None:
    last = all_but(scoring, 2)
    values = [scoring.value(task) for task in last]
    actors, now = [scoring.holder(task.post_id) for task in last], scoring.tick()

    def post(place: int) -> str:
        with scoring.begin() as session:
            complete_task.complete(
                session,
                last[place].id,
                actor=actors[place],
                value=values[place],
                act=new_act(),
                now=now,
            )
        return "done"

    assert at_once(post, 2) == {"done": 2}
    assert [task.element for task in scoring.tasks()] == ["rank"]
    assert sound(scoring)


def test_the_deadline_and_the_last_sheet_at_once_leave_one_way_on(scoring: Year) -> None:
    (last,) = all_but(scoring, 1)
    scoring.now = scoring.after("self_score") + timedelta(minutes=1)
    value, actor, now = scoring.value(last), scoring.holder(last.post_id), scoring.now
    with scoring.begin() as session:
        (timer,) = fire_timer.due(session, now=now)

    def act(place: int) -> str:
        with scoring.begin() as session:
            if place:
                fire_timer.fire(session, timer, now=now)
            else:
                complete_task.complete(session, last.id, actor=actor, value=value, now=now)
        return "done"

    assert at_once(act, 2) == {"done": 2}
    assert len(scoring.tasks()) == 1
    assert sound(scoring)
    scoring.play()
    with scoring.begin() as session:
        assert rows(session, "SELECT state FROM case_") == [("closed",)]
