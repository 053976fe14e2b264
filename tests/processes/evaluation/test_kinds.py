"""A year whose table has one criterion of each kind, from self-score to frozen points."""

import json
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.domain.mistakes import Mistakes
from tests.actions.refused import codes, refused
from tests.processes.evaluation.kinds import BEST, COUNT, LATE, RATIO, STEPS, plan_with_kinds
from tests.worlds.rows import payload, rows
from tests.worlds.year import PRESS, SCHOOL, Year


@pytest.fixture
def kinds(year: Year) -> Year:
    year.imported(plan_with_kinds())
    year.open("evaluation")
    return year


def row(session: Session, unit: str, criterion: str) -> dict[str, Any]:
    found = session.execute(
        text("SELECT * FROM score WHERE unit_id = :unit AND criterion_id = :criterion"),
        {"unit": unit, "criterion": criterion},
    )
    return dict(found.mappings().one())


def scored(year: Year, unit: str, **figures: dict[str, object]) -> Any:  # noqa: ANN401 - a form
    task = year.task("score", unit)
    value = year.value(task)
    for name, given in figures.items():
        value["scores"][name.replace("_", "-")] = {"not_applicable": False, "note": "x", **given}
    year.complete(task, value)
    return task


def test_points_are_worked_out_from_what_is_entered_and_both_are_kept(
    kinds: Year, session: Session
) -> None:
    scored(
        kinds,
        PRESS,
        c1_2={"actual": "30"},
        c1_3={"actual": "2"},
        c1_4={"points": "2.5"},
        c1_5={"actual": "118.5", "target": "100"},
    )
    found = {name: row(session, PRESS, name) for name in (COUNT, LATE, STEPS, RATIO)}
    assert {name: each["self_points"] for name, each in found.items()} == {
        COUNT: Decimal(6),
        LATE: Decimal(6),
        STEPS: Decimal("2.5"),
        RATIO: Decimal("3.56"),
    }
    assert (found[RATIO]["actual"], found[RATIO]["target"]) == (Decimal("118.5"), Decimal(100))


@pytest.mark.parametrize(
    ("criterion", "given", "wrong"),
    [
        (STEPS, {"points": "3"}, ("points", "points_not_a_step")),
        (COUNT, {"actual": "1.5"}, ("actual", "count_not_whole")),
        (COUNT, {"points": "1"}, ("actual", "actual_missing")),
        (COUNT, {"points": "1", "actual": "2"}, ("points", "points_worked_out")),
        (LATE, {"actual": "-1"}, ("actual", "measure_malformed")),
        (RATIO, {"actual": "10"}, ("target", "target_missing")),
        (RATIO, {"actual": "10", "target": "0"}, ("target", "target_missing")),
        (RATIO, {"actual": "0.00001", "target": "1"}, ("actual", "measure_malformed")),
    ],
)
def test_what_a_kind_does_not_allow_is_refused(
    kinds: Year, session: Session, criterion: str, given: dict[str, object], wrong: tuple[str, str]
) -> None:
    with refused(session, Mistakes) as found:
        scored(kinds, PRESS, **{criterion.replace("-", "_"): given})
    field, code = wrong
    assert codes(found)[f"scores.{criterion}.{field}"] == code


def test_what_was_decided_not_to_be_for_a_unit_is_not_asked_and_not_counted(
    kinds: Year, session: Session
) -> None:
    scored(kinds, SCHOOL)
    found = row(session, SCHOOL, COUNT)
    assert (found["not_applicable"], found["na_accepted"], found["reason"]) == (True, True, "")
    kept = session.execute(
        text("SELECT applicable_maximum FROM sheet WHERE unit_id = :unit"), {"unit": SCHOOL}
    ).scalar_one()
    assert kept == 100 - (40 - (15 + 9 + 5 + 4 + 3))
    with refused(session, Mistakes) as refusal:
        scored(kinds, PRESS, c1_2={"actual": "1"}, c9_9={"points": "1"})
    assert codes(refusal) == {"scores.c9-9": "unknown_row"}


def test_another_figure_with_the_same_points_is_a_change_and_needs_its_reason(
    kinds: Year, session: Session
) -> None:
    kinds.play("appraise")
    task = kinds.task("appraise", SCHOOL)
    value = kinds.value(task)
    value["scores"][BEST] |= {"actual": "1", "reason": ""}
    with refused(session, Mistakes) as found:
        kinds.complete(task, value)
    assert codes(found) == {f"scores.{BEST}.reason": "change_reason_missing"}
    value["scores"][BEST]["reason"] = "Số liệu của Cục Thống kê."
    kinds.complete(task, value)
    changes = payload(session, task.id)["changes"]
    assert {"path": f"{BEST}.actual_1", "old": "", "new": "1"} in changes


def test_the_best_of_the_bloc_has_the_maximum_once_sheets_are_put_together(
    kinds: Year, session: Session
) -> None:
    kinds.play("rank")
    found = session.execute(
        text(
            "SELECT unit_id, actual_1, appraisal_1, collated FROM score WHERE criterion_id = :best"
        ),
        {"best": BEST},
    ).all()
    best = max(each.actual_1 for each in found)
    assert {each.appraisal_1 for each in found} == {Decimal(15)}, "provisional: as if the best"
    assert {each.unit_id: each.collated for each in found} == {
        each.unit_id: round(15 * each.actual_1 / best, 2) for each in found
    }
    assert len({each.collated for each in found}) > 1


def test_frozen_points_tell_what_the_best_of_the_bloc_decided(
    kinds: Year, session: Session
) -> None:
    kinds.play()
    ((told_text,),) = rows(
        session,
        "SELECT p.payload FROM event e JOIN event_payload p ON p.event_id = e.id"
        " WHERE e.kind = 'scores.frozen'",
    )
    told = {line["unit"]: line["collated"] for line in json.loads(told_text)["ranking"]}
    kept = session.execute(
        text("SELECT unit_id, collated FROM score WHERE criterion_id = :best"), {"best": BEST}
    ).all()
    assert {unit: Decimal(lines[BEST]) for unit, lines in told.items()} == {
        each.unit_id: each.collated for each in kept
    }
