"""Running cases move to another version on purpose only, whole, with an event each, and back."""

import json
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import migrate_instances
from server.actions.definitions.deployed import build
from server.actions.deployment import deploy
from server.actions.installation.check_invariants import check
from server.config import ROOT
from server.domain.administration import repairs
from server.domain.people.actors import Actor
from server.store.blocs import bloc_years
from server.store.history import journal
from tests.actions.refused import refused
from tests.worlds.rows import rows
from tests.worlds.year import BEGINS, SCHOOL, Year

STATE = (
    "SELECT i.*, c.definition_hash AS of_case FROM instance i JOIN case_ c ON c.id = i.case_id"
    " ORDER BY i.id"
)


def version(session: Session, *replaced: tuple[str, str], name: str = "evaluation.bpmn") -> str:
    """Add a version in which texts are replaced, clean for the linter or not; return its hash."""
    files = deploy.collect("evaluation", ROOT / "workflows", ROOT / "forms")
    for old, new in replaced:
        assert old in files[name], old
        files[name] = files[name].replace(old, new)
    made = build("evaluation", files)
    bloc_years.add_definition(
        session, version_hash=made.hash, key="evaluation", files=files, now=BEGINS
    )
    journal.note(
        session, stream="definitions", kind="definition.deployed", object="definition/evaluation",
        actor=None, payload={"key": "evaluation", "hash": made.hash}, now=BEGINS,
    )  # fmt: skip
    return made.hash


def reworded(session: Session) -> str:
    """Name a step otherwise, and turn a flow round a step that is ahead."""
    return version(session, ('name="Thẩm định lần 1"', 'name="Thẩm định lần thứ nhất"'))


def why(session: Session, to: str) -> set[str]:
    plan = migrate_instances.plan(session, "evaluation", to=to)
    return {
        f"{item.element} {item.why}"
        for case in plan.cases
        for instance in case.instances
        for item in instance.obstacles
    }


def test_a_case_moves_whole_with_an_event_each_and_goes_on_to_its_end(
    year: Year, admin: Actor, session: Session
) -> None:
    year.open("evaluation")
    to = reworded(session)
    year.play("approve")
    assert rows(session, "SELECT count(*) FROM instance WHERE definition_hash = :h", h=to) == [(0,)]
    moved = migrate_instances.move(session, year.case_id, to=to, actor=admin, now=year.tick())
    assert moved == 6
    events = rows(session, "SELECT count(*) FROM event WHERE kind = 'instance.migrated'")
    assert events == [(6,)]
    assert check(session, now=year.now) == []
    year.play()
    assert rows(session, "SELECT DISTINCT definition_hash FROM instance") == [(to,)]
    assert rows(session, "SELECT state FROM case_") == [("closed",)]
    assert check(session, now=year.now) == []


def test_the_plan_says_what_changed_and_who_can_move(year: Year, session: Session) -> None:
    year.open("evaluation")
    to = reworded(session)
    plan = migrate_instances.plan(session, "evaluation")
    assert plan.to == to
    ((change,),) = plan.changes.values()
    assert (change.element, change.difference, change.parts) == ("appraise", "changed", ("name",))
    (case,) = plan.cases
    assert case.moves
    assert len(case.instances) == 6


def test_a_move_is_undone_to_the_byte(year: Year, admin: Actor, session: Session) -> None:
    year.open("evaluation")
    year.play("approve")
    before = rows(session, STATE)
    to = version(session, ("evaluation_unit_appraised_closed", "evaluation_unit_appraised_shut"))
    migrate_instances.move(session, year.case_id, to=to, actor=admin, now=year.tick())
    assert rows(session, STATE) != before
    undone = migrate_instances.undo(session, year.case_id, actor=admin, now=year.tick())
    assert undone == 6
    assert rows(session, STATE) == before
    assert check(session, now=year.now) == []
    with refused(session, repairs.NothingToUndo):
        migrate_instances.undo(session, year.case_id, actor=admin, now=year.tick())
    year.play()
    assert check(session, now=year.now) == []


def test_after_the_next_step_there_is_nothing_to_undo(
    year: Year, admin: Actor, session: Session
) -> None:
    year.open("evaluation")
    to = reworded(session)
    migrate_instances.move(session, year.case_id, to=to, actor=admin, now=year.tick())
    year.do("score", key=SCHOOL)
    with refused(session, repairs.NothingToUndo):
        migrate_instances.undo(session, year.case_id, actor=admin, now=year.tick())


def test_an_open_task_that_has_another_form_or_lane_there_keeps_the_case(
    year: Year, admin: Actor, session: Session
) -> None:
    year.open("evaluation")
    form = version(session, ('name="form" value="score"', 'name="form" value="appraise"'))
    assert "score form" in why(session, form)
    with refused(session, repairs.CannotMigrate):
        migrate_instances.move(session, year.case_id, to=form, actor=admin, now=year.tick())
    lane = version(session, ('name="role" value="officer"', 'name="role" value="head"'))
    assert "score lane" in why(session, lane)


def test_a_timer_that_waits_and_is_drawn_otherwise_keeps_the_case(
    year: Year, session: Session
) -> None:
    year.open("evaluation")
    timer = version(session, ("deadlines.self_score", "deadlines.approve"))
    assert why(session, timer) == {"deadline waits"}


def test_an_approval_that_was_given_keeps_the_case_where_it_is_drawn_otherwise(
    year: Year, session: Session
) -> None:
    year.open("evaluation")
    unsigned = version(session, ('name="form" value="approve_sheet"', 'name="form" value="rank"'))
    assert why(session, unsigned) == set()
    year.play("appraise")
    assert why(session, unsigned) == {"approve approval_changed"}


def test_nobody_else_moves_a_case_and_an_ended_one_stays(
    year: Year, admin: Actor, session: Session
) -> None:
    year.open("evaluation")
    to = reworded(session)
    with refused(session, repairs.NotYoursToRepair):
        head = year.holder(f"{SCHOOL}/head")
        migrate_instances.move(session, year.case_id, to=to, actor=head, now=year.tick())
    year.play()
    with refused(session, repairs.CaseOver):
        migrate_instances.move(session, year.case_id, to=to, actor=admin, now=year.tick())
    assert check(session, now=year.now + timedelta(days=1)) == []


def test_an_instance_is_not_moved_to_a_version_that_reads_a_fact_it_was_not_started_with(
    year: Year, session: Session
) -> None:
    year.open("evaluation")
    changed = "appraise.changed &gt; 0"
    to = version(session, (changed, f"{changed} and len(units) &gt; 1"))
    assert why(session, to) == {"units fact"}


def test_an_instance_keeps_the_facts_its_process_reads_and_no_others(
    year: Year, session: Session
) -> None:
    year.through("award_review", "opinion")
    found = rows(session, "SELECT DISTINCT process, doc FROM instance")
    known = {process: set(json.loads(doc)["vars"]) for process, doc in found}
    assert "units" in known["award_review_bloc"]
    assert "units" not in known["evaluation_unit"] | known["award_review_unit"]


def test_a_version_is_named_by_the_beginning_of_its_hash_as_it_is_printed(session: Session) -> None:
    to = reworded(session)
    assert migrate_instances.plan(session, "evaluation", to=to[:12]).to == to
    assert migrate_instances.plan(session, "evaluation", to=to).to == to


def test_a_version_of_another_process_or_of_none_is_no_aim(year: Year, session: Session) -> None:
    year.open("evaluation")
    other = bloc_years.newest_definition(session, "award_review") or ""
    for to in (other, other[:12], "0" * 12, ""):
        with pytest.raises(LookupError):
            migrate_instances.plan(session, "evaluation" if to else "unknown", to=to)
