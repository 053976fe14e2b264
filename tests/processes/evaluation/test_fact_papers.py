"""The paper of a declared fact: for who adopts the ranking, and for the unit it is about."""

import pytest
from flask import Flask

from server.domain.canonical import Json
from server.domain.mistakes import MistakeCode, Mistakes
from tests.domain.bloc_years import PLAN
from tests.processes.case_pages import app, page, task_of
from tests.processes.evaluation.test_facts import DISCIPLINE, PAPER, declared
from tests.worlds.web.attaching import attach
from tests.worlds.year import LEADER, PRESS, RADIO, SCHOOL, Year

__all__ = ["app"]


def test_who_adopts_opens_the_paper_of_a_fact(app: Flask, committed: Year) -> None:
    committed.imported(PLAN + DISCIPLINE)
    ranking = committed.through("evaluation", "rank")
    task = ranking.task("rank")
    attach(ranking, task, "fact", f"discipline/{SCHOOL}")
    attach(ranking, task, "fact", f"discipline/{PRESS}")
    ranking.complete(task, declared_of(SCHOOL, PRESS))
    _, shown = page(app, f"{LEADER}/head", task_of(ranking, "adopt"))
    about_school = shown.partition("12/QĐ-UBND")[2].partition("</tr>")[0]
    assert about_school.count("/files/") == 1, about_school
    assert shown.count("/files/") == 2


@pytest.mark.parametrize("post", [f"{SCHOOL}/officer", f"{SCHOOL}/head", f"{LEADER}/secretary"])
def test_a_unit_opens_the_paper_of_a_fact_as_soon_as_it_is_told_of_the_fact(
    app: Flask, committed: Year, post: str
) -> None:
    assert opened(app, declared_of_two(committed), post) == (True, 200)


@pytest.mark.parametrize(
    "post",
    [f"{PRESS}/head", f"{RADIO}/officer", f"{LEADER}/appraiser", "bac-giang/so-noi-vu/officer"],
)
def test_nobody_else_opens_it_before_the_scores_are_adopted(
    app: Flask, committed: Year, post: str
) -> None:
    assert opened(app, declared_of_two(committed), post) == (False, 404)


def test_a_unit_does_not_open_a_paper_that_is_not_declared_yet(app: Flask, committed: Year) -> None:
    committed.imported(PLAN + DISCIPLINE)
    ranking = committed.through("evaluation", "rank")
    attach(ranking, ranking.task("rank"), "fact", f"discipline/{SCHOOL}")
    assert opened(app, ranking, f"{SCHOOL}/head") == (False, 404)


@pytest.mark.parametrize("value", [{}, {"facts": {}}, declared(SCHOOL, declared=False)])
def test_a_paper_of_a_fact_that_is_not_declared_is_not_handed_in(
    committed: Year, value: dict[str, Json]
) -> None:
    committed.imported(PLAN + DISCIPLINE)
    ranking = committed.through("evaluation", "rank")
    task = ranking.task("rank")
    attach(ranking, task, "fact", f"discipline/{SCHOOL}")
    with pytest.raises(Mistakes) as refused:
        ranking.complete(task, value)
    found = {each.path: each.code for each in refused.value.mistakes}
    assert found == {f"facts.discipline.{SCHOOL}.declared": MistakeCode.FACT_NOT_DECLARED}


@pytest.mark.parametrize(
    ("post", "told"),
    [
        (f"{SCHOOL}/officer", True),
        (f"{LEADER}/secretary", True),
        (f"{LEADER}/appraiser", False),
        (f"{RADIO}/head", False),
    ],
)
@pytest.mark.parametrize("where", [f"?tab=scores&unit={SCHOOL}", f"/results/{SCHOOL}"])
def test_what_a_fact_says_is_told_to_its_unit_and_to_nobody_else_before_the_scores_are_adopted(
    app: Flask, committed: Year, where: str, post: str, *, told: bool
) -> None:
    ranking = declared_of_two(committed)
    _, shown = page(app, post, f"/cases/{ranking.case_id}{where}")
    assert ("12/QĐ-UBND" in shown) == told
    assert ("kỷ luật" in shown) == told


def declared_of_two(year: Year) -> Year:
    """Declare a fact of the school, with its paper, and another of the press."""
    year.imported(PLAN + DISCIPLINE)
    ranking = year.through("evaluation", "rank")
    task = ranking.task("rank")
    attach(ranking, task, "fact", f"discipline/{SCHOOL}")
    attach(ranking, task, "fact", f"discipline/{PRESS}")
    ranking.complete(task, declared_of(SCHOOL, PRESS))
    return ranking


def declared_of(*units: str) -> dict[str, Json]:
    """Write the form's value in which a fact is declared of each of these units."""
    return {"facts": {"discipline": {unit: {**PAPER} for unit in units}}}


def opened(app: Flask, year: Year, post: str) -> tuple[bool, int]:
    """Say whether a post has the school's paper in the case's list, and how it is answered."""
    with year.begin() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT id, case_id FROM attachment WHERE subject = %s", (f"discipline/{SCHOOL}",)
        )
        file, case = rows.one()
    _, listed = page(app, post, f"/cases/{case}?tab=documents")
    status, _ = page(app, post, f"/files/{file}")
    return f"/files/{file}" in listed, status
