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
AUDITOR = "bac-giang/thanh-tra/auditor"


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


def test_the_paper_of_a_fact_that_was_taken_back_goes_to_nobody_new_after_the_adoption(
    app: Flask, committed: Year
) -> None:
    ranking = declared_of_two(committed)
    take_back(ranking, SCHOOL, still=PRESS)
    ranking.through("submission")
    opening = (f"{SCHOOL}/head", f"{LEADER}/secretary", AUDITOR)
    others = (f"{LEADER}/appraiser", f"{RADIO}/head", "bac-giang/so-noi-vu/officer")
    assert {opened(app, ranking, post) for post in opening} == {(True, 200)}
    assert {opened(app, ranking, post) for post in others} == {(False, 404)}
    assert {opened(app, ranking, post, of=PRESS) for post in (*opening, *others)} == {(True, 200)}


def take_back(year: Year, unit: str, *, still: str) -> None:
    """Have the ranking made anew, and a fact of one unit taken back, of another left standing."""
    sent_back = {still: {"send_back": True, "reason": "x"}}
    adopting = year.value(year.task("adopt"))
    year.do("adopt", {**adopting, "verdict": "send_back", "units_sent_back": sent_back})
    year.play("rank")
    gone = {"declared": False, "reason": "Quyết định đã bị hủy."}
    year.do("rank", {"facts": {"discipline": {unit: {**PAPER, **gone}, still: {**PAPER}}}})


@pytest.mark.parametrize("post", [f"{SCHOOL}/officer", f"{LEADER}/head", AUDITOR, f"{RADIO}/head"])
def test_how_the_result_came_about_leads_to_the_paper_for_who_may_open_it(
    app: Flask, committed: Year, post: str
) -> None:
    ranking = declared_of_two(committed)
    address = f"/cases/{ranking.case_id}/results/{SCHOOL}"
    _, before = page(app, post, address)
    ranking.do("adopt")
    _, after = page(app, post, address)
    assert (before.count("/files/"), after.count("/files/")) == (int("dai-ptth" not in post), 1)


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


def opened(app: Flask, year: Year, post: str, *, of: str = SCHOOL) -> tuple[bool, int]:
    """Say whether a post finds a unit's paper, in the case as by words, and how it is answered."""
    with year.begin() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT id, case_id FROM attachment WHERE subject = %s", (f"discipline/{of}",)
        )
        file, case = rows.one()
    _, listed = page(app, post, f"/cases/{case}?tab=documents")
    status, _ = page(app, post, f"/files/{file}")
    _, found = page(app, post, "/search?q=fact.pdf")
    assert (f"/files/{file}" in found) == (f"/files/{file}" in listed)
    return f"/files/{file}" in listed, status
