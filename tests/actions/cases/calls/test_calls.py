"""A case whose process calls another: it goes on, is called off, moves, and is taken back."""

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import migrate_instances, set_back
from server.actions.deployment import deploy
from server.actions.installation.check_invariants import check
from server.actions.tasks.recall_task import take_back
from server.domain.administration import repairs
from server.domain.people.actors import Actor
from server.engine import noted
from tests.archive.data_alone import play_call
from tests.worlds.calling import CALLED, CALLER, caller_pool, files
from tests.worlds.rows import rows
from tests.worlds.year import BEGINS, Year

LOOK, CONFIRM = "examine__look", "examine__confirm"
YES, NO = {"verdict": "approve"}, {"verdict": "refuse", "why": "Thiếu"}
DIAGRAM = f"calls/{CALLED}/{CALLED}.bpmn"
MANIFEST = f"calls/{CALLED}/{CALLED}.toml"


@pytest.fixture
def asked(year: Year) -> Year:
    """Open the case and ask for an amount that is confirmed by a second person."""
    with year.begin() as session:
        deploy.deploy(session, CALLER, files(), actor=None, now=BEGINS)
    year.open(CALLER)
    year.do("ask", {"amount": 200})
    return year


def version(session: Session, name: str, old: str, new: str) -> str:
    """Deploy the caller with a text of what it calls replaced; return its hash."""
    made = files()
    assert old in made[name]
    made[name] = made[name].replace(old, new)
    return deploy.deploy(session, CALLER, made, actor=None, now=BEGINS)[0].hash


def open_in(year: Year) -> list[str]:
    return [task.element for task in year.tasks()]


def doc(session: Session) -> str:
    ((found,),) = rows(session, "SELECT doc FROM instance")
    return str(found)


def sound(year: Year, session: Session) -> None:
    assert rows(session, "SELECT state FROM case_") == [("closed",)]
    found = check(session, now=year.now)
    assert [each for each in found if "mail" not in each.invariant] == []


def test_a_called_process_gets_what_is_handed_in_and_says_what_came_of_it(
    asked: Year, session: Session
) -> None:
    assert open_in(asked) == [LOOK]
    assert noted(doc(session), "examine__opening") == {"amount": 200, "urgent": None}
    asked.do(LOOK, YES)
    asked.do(CONFIRM, YES)
    assert noted(doc(session), "examine") == {"verdict": "approve", "large": True}
    assert rows(session, "SELECT milestone FROM milestone ORDER BY milestone")[:1] == [("checked",)]
    asked.do("sign", {})
    sound(asked, session)


def test_a_second_call_knows_nothing_of_the_first(asked: Year, session: Session) -> None:
    asked.do(LOOK, YES)
    asked.do(CONFIRM, NO)
    assert noted(doc(session), "examine") == {"verdict": "refuse", "large": True}
    asked.do("ask", {"amount": 50})
    assert noted(doc(session), CONFIRM) is None
    asked.do(LOOK, YES)
    assert noted(doc(session), "examine") == {"verdict": "approve", "large": False}
    asked.do("sign", {})
    sound(asked, session)


def test_a_day_calls_off_what_is_called_and_history_tells_whose_task_was_withdrawn(
    asked: Year, session: Session
) -> None:
    asked.do(LOOK, YES)
    assert asked.fire_due(asked.after("self_score")) == [True]
    assert open_in(asked) == ["hurry"]
    withdrawn = rows(session, "SELECT state FROM task WHERE element = 'examine__confirm'")
    assert withdrawn == [("withdrawn",)]
    told = rows(session, "SELECT payload FROM event_payload JOIN event ON event.id = event_id")
    assert any("withdrawn" in str(each) and CONFIRM in str(each) for each in told)
    asked.do("hurry", {})
    asked.do("sign", {})
    sound(asked, session)


def test_a_later_version_of_what_is_called_changes_nothing_for_a_case_that_runs(
    asked: Year, session: Session
) -> None:
    version(session, DIAGRAM, "opening.amount &gt; 100", "opening.amount &gt; 900")
    asked.do(LOOK, YES)
    assert open_in(asked) == [CONFIRM]


def test_a_case_moves_with_what_it_calls_and_back(
    asked: Year, admin: Actor, session: Session
) -> None:
    to = version(session, DIAGRAM, "opening.amount &gt; 100", "opening.amount &gt; 900")
    case = asked.case_id
    assert migrate_instances.move(session, case, to=to, actor=admin, now=asked.tick()) == 1
    assert migrate_instances.undo(session, case, actor=admin, now=asked.tick()) == 1
    assert migrate_instances.move(session, case, to=to, actor=admin, now=asked.tick()) == 1
    asked.do(LOOK, YES)
    assert open_in(asked) == ["sign"]
    asked.do("sign", {})
    sound(asked, session)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('value="secretary"', 'value="leader"', "lane"),
        ('"form" value="look"', '"form" value="check_open"', "form"),
    ],
)
def test_a_case_does_not_move_where_the_open_task_of_what_it_calls_is_another(
    asked: Year, old: str, new: str, why: str
) -> None:
    with asked.begin() as session:
        other = files()
        other[DIAGRAM] = other[DIAGRAM].replace(old, new)
        to = deploy.freeze(session, CALLER, other, actor=None, now=BEGINS)[0].hash
        (case,) = migrate_instances.plan(session, CALLER, to=to).cases
    assert why in {str(each.why) for instance in case.instances for each in instance.obstacles}


def test_a_case_does_not_move_where_what_it_calls_reads_what_was_not_handed_in(
    asked: Year,
) -> None:
    with asked.begin() as session:
        other = files()
        assert "opening.amount &gt; 100" in other[DIAGRAM]
        other[DIAGRAM] = other[DIAGRAM].replace(
            "opening.amount &gt; 100", "opening.amount &gt; 100 and opening.extra &gt; 1"
        )
        to = deploy.freeze(session, CALLER, other, actor=None, now=BEGINS)[0].hash
        (case,) = migrate_instances.plan(session, CALLER, to=to).cases
    assert [(each.element, str(each.why)) for one in case.instances for each in one.obstacles] == [
        ("examine__opening.extra", "fact")
    ]


def test_a_case_moves_where_a_new_field_is_read_after_the_step_that_fills_it_in(
    asked: Year,
) -> None:
    with asked.begin() as session:
        other = files()
        other[DIAGRAM] = other[DIAGRAM].replace(
            "opening.amount &gt; 100", "opening.amount &gt; 100 and look.extra &gt; 1"
        )
        to = deploy.freeze(session, CALLER, other, actor=None, now=BEGINS)[0].hash
        (case,) = migrate_instances.plan(session, CALLER, to=to).cases
    assert case.moves


def test_a_case_does_not_move_where_a_step_it_has_passed_left_less_than_is_read(
    asked: Year,
) -> None:
    with asked.begin() as session:
        other = files()
        other["request.bpmn"] = other["request.bpmn"].replace(
            "examine.verdict == 'refuse'", "examine.verdict == 'refuse' and ask.extra &gt; 1"
        )
        to = deploy.freeze(session, CALLER, other, actor=None, now=BEGINS)[0].hash
        (case,) = migrate_instances.plan(session, CALLER, to=to).cases
    assert [(each.element, str(each.why)) for one in case.instances for each in one.obstacles] == [
        ("ask.extra", "fact")
    ]


def test_a_case_does_not_move_where_another_process_is_called(asked: Year) -> None:
    with asked.begin() as session:
        other = {
            name.replace(CALLED, "probe").replace("probe_open", "check_open"): text
            for name, text in files().items()
        }
        other["request.bpmn"] = other["request.bpmn"].replace('"check"', '"probe"')
        to = deploy.freeze(session, CALLER, other, actor=None, now=BEGINS)[0].hash
        (case,) = migrate_instances.plan(session, CALLER, to=to).cases
    assert "subprocess" in {str(e.why) for one in case.instances for e in one.obstacles}


def test_a_step_in_what_is_called_is_taken_back_where_its_manifest_lets_it(
    year: Year, session: Session
) -> None:
    made = files(caller_pool(timed=False))
    made[MANIFEST] = made[MANIFEST].replace(
        'look = { see = "own" }', 'look = { see = "own", recall = true }'
    )
    deploy.deploy(session, CALLER, made, actor=None, now=BEGINS)
    year.open(CALLER)
    year.do("ask", {"amount": 50})
    task = year.task(LOOK)
    year.do(LOOK, YES)
    assert open_in(year) == ["sign"]
    take_back(session, task.id, actor=year.holder(task.post_id), now=year.tick())
    assert open_in(year) == [LOOK]
    assert noted(doc(session), "examine") is None
    year.do(LOOK, NO)
    assert noted(doc(session), "examine") == {"verdict": "refuse", "large": False}


def test_no_token_goes_back_into_a_called_process_or_out_of_it(
    asked: Year, admin: Actor, session: Session
) -> None:
    asked.do(LOOK, YES)
    inside = asked.task(CONFIRM)
    assert set_back.targets(session, inside.id, now=asked.now) == (LOOK,)
    asked.do(CONFIRM, YES)
    task = asked.task("sign")
    assert set_back.targets(session, task.id, now=asked.now) == ()
    with pytest.raises(repairs.MoreThanTasksBetween), asked.begin() as inner:
        set_back.propose(inner, task.id, target=LOOK, reason="Nhầm", actor=admin, now=asked.tick())


def test_the_case_of_the_next_archive_stands_in_what_it_calls_and_ends(
    year: Year, session: Session
) -> None:
    play_call(year)
    assert open_in(year) == [CONFIRM]
    year.play()
    sound(year, session)
