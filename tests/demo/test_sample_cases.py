"""The demonstration's sample cases: each process that is data alone is played, as its file says."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.installation.check_invariants import check
from server.demo.load import OPENS
from server.demo.sample_cases import Playing, SampleCase, sample_cases
from tests.workflows.product import KEYS, definition, manifest
from tests.worlds.year import PLAN, savepoints

CASES = sample_cases()


@pytest.mark.parametrize("case", CASES, ids=[case.kind for case in CASES])
def test_a_case_is_played_to_its_end_before_the_demonstration_opens(
    session: Session, case: SampleCase
) -> None:
    playing = Playing(begin=savepoints(session), bloc_year_id=PLAN)
    case_id = playing.play(case)
    query = text("SELECT state, simulated FROM case_ WHERE id = :id")
    assert session.execute(query, {"id": case_id}).one() == ("closed", True)
    assert playing.now < OPENS
    assert check(session, now=playing.now + timedelta(hours=1)) == []


@pytest.mark.parametrize("key", [key for key in KEYS if not manifest(key).package])
def test_every_task_of_a_process_that_is_data_alone_is_shown(key: str) -> None:
    drawn = {e.id for e in definition(key).elements.values() if e.kind == "userTask"}
    played = {step.task for case in CASES if case.kind == key for step in case.steps}
    assert played - {""} == drawn


def test_what_nobody_has_a_task_for_is_no_step(session: Session) -> None:
    (first, *_), playing = CASES, Playing(begin=savepoints(session), bloc_year_id=PLAN)
    wrong = sample_cases(
        f'[[cases]]\nkind = "{first.kind}"\npost = "{first.post}"\nbegins = 2024-11-04\n'
        'opening = { title = "Mẫu", scope = "campaign", issue_by = 2024-11-15 }\n'
        '[[cases.steps]]\ntask = "nothing"\n'
    )
    with pytest.raises(LookupError, match="nothing"):
        playing.play(wrong[0])


def test_all_that_is_made_up_says_so() -> None:
    for case in CASES:
        for step in case.steps:
            for name in ("text", "reason", "explained", "proposal"):
                assert re.match("Dữ liệu mô phỏng", step.value.get(name, "Dữ liệu mô phỏng"))


def test_a_wait_lets_the_time_come_in_its_own_case_alone(session: Session) -> None:
    waits = next(case for case in CASES if any(step.wait for step in case.steps))
    first = next(n for n, step in enumerate(waits.steps) if step.wait)
    playing = Playing(begin=savepoints(session), bloc_year_id=PLAN)
    waiting = playing.play(replace(waits, steps=waits.steps[:first]))
    playing.play(waits)
    query = text("SELECT count(*) FROM timer WHERE case_id = :id AND state = 'armed'")
    assert session.execute(query, {"id": waiting}).scalar_one() > 0
