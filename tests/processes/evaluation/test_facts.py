"""A fact that is declared with a paper, or kept by records, decides on a unit; all pages say so."""

import pytest
from sqlalchemy.orm import Session

from server.actions.tasks import attach_file, recall_task
from server.domain.canonical import Json
from server.domain.mistakes import MistakeCode, Mistakes
from tests.domain.bloc_years import PLAN
from tests.worlds.rows import pairs, rows
from tests.worlds.web.attaching import attach
from tests.worlds.year import RADIO, SCHOOL, Year

DISCIPLINE = """
[[conditions]]
id = "discipline"
name = "Có cá nhân bị kỷ luật từ khiển trách trở lên"
effect = "exclude"
fact = { evidence = "required" }
"""
PAPER: dict[str, Json] = {
    "declared": True,
    "number": "12/QĐ-UBND",
    "dated": "2024-11-01",
    "note": "Khiển trách một công chức.",
}


@pytest.fixture
def ranking(year: Year) -> Year:
    """The plan with a condition by a declared fact, as far as the secretary ranks the units."""
    year.imported(PLAN + DISCIPLINE)
    return year.through("evaluation", "rank")


def declared(unit: str, **changes: Json) -> dict[str, Json]:
    """Write the form's value in which a fact is declared of a unit."""
    return {"facts": {"discipline": {unit: {**PAPER, **changes}}}}


def ranks(session: Session) -> dict[str, int | None]:
    """Return the ranks that stand."""
    return pairs(session, "SELECT unit_id, rank FROM sheet")


def test_a_declared_fact_excludes_its_unit_and_the_next_moves_up(
    ranking: Year, session: Session
) -> None:
    before = ranks(session)
    task = ranking.task("rank")
    attach(ranking, task, "fact", f"discipline/{SCHOOL}")
    ranking.complete(task, declared(SCHOOL))
    after = ranks(session)
    assert after[SCHOOL] is None
    below = {unit for unit, rank in before.items() if (rank or 0) > (before[SCHOOL] or 0)}
    assert all(after[unit] == (before[unit] or 0) - 1 for unit in below)


def test_the_meeting_adopts_the_ranking_without_the_unit(ranking: Year, session: Session) -> None:
    task = ranking.task("rank")
    attach(ranking, task, "fact", f"discipline/{SCHOOL}")
    ranking.complete(task, declared(SCHOOL))
    ranking.through("award_review", "candidates")
    assert ranks(session)[SCHOOL] is None
    because = pairs(session, "SELECT unit_id, ineligible_because FROM candidate"
                             " WHERE award_id = 'flag'")  # fmt: skip
    assert because[SCHOOL] == "condition/discipline"
    assert because[RADIO] != "condition/discipline"


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    [
        ({"number": ""}, "number", MistakeCode.TEXT_MISSING),
        ({"note": " "}, "note", MistakeCode.TEXT_MISSING),
        ({"dated": "2030-01-01"}, "dated", MistakeCode.DATE_IN_FUTURE),
        ({}, "files", MistakeCode.FACT_WITHOUT_FILE),
        ({"declared": False}, "declared", MistakeCode.FACT_NOT_DECLARED),
    ],
)
def test_what_lacks_of_a_declared_fact_is_named_at_its_field(
    ranking: Year, changes: dict[str, Json], path: str, code: MistakeCode
) -> None:
    with pytest.raises(Mistakes) as refused:
        ranking.complete(ranking.task("rank"), declared(SCHOOL, **changes))
    at = f"facts.discipline.{SCHOOL}.{path}"
    assert code in {each.code for each in refused.value.mistakes if each.path == at}


def test_a_ranking_taken_back_leaves_no_fact(ranking: Year, session: Session) -> None:
    task = ranking.task("rank")
    attach(ranking, task, "fact", f"discipline/{SCHOOL}")
    ranking.complete(task, declared(SCHOOL))
    actor = ranking.holder(task.post_id)
    recall_task.take_back(session, task.id, actor=actor, now=ranking.tick())
    assert pairs(session, "SELECT unit_id, number FROM unit_fact") == {}
    (file,) = rows(session, "SELECT id FROM attachment WHERE kind = 'fact'")
    attach_file.remove(session, file[0], actor=actor, now=ranking.tick())
    ranking.complete(task, {"comment": ""})
    assert ranks(session)[SCHOOL] is not None


def test_a_fact_is_taken_back_with_the_reason(ranking: Year, session: Session) -> None:
    task = ranking.task("rank")
    attach(ranking, task, "fact", f"discipline/{SCHOOL}")
    ranking.complete(task, declared(SCHOOL))
    again = {"verdict": "send_back", "units_sent_back": {RADIO: {"send_back": True, "reason": "x"}}}
    ranking.do("adopt", {**ranking.value(ranking.task("adopt")), **again})
    ranking.play("rank")
    assert ranks(session)[SCHOOL] is None
    with pytest.raises(Mistakes):
        ranking.do("rank", declared(SCHOOL, declared=False))
    ranking.do("rank", declared(SCHOOL, declared=False, reason="Quyết định đã bị hủy."))
    assert ranks(session)[SCHOOL] is not None
    told = pairs(session, "SELECT unit_id, taken_back FROM unit_fact")
    assert told == {SCHOOL: "Quyết định đã bị hủy."}
