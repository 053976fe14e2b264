"""The paper of a declared fact is one press away where the meeting adopts the ranking."""

from flask import Flask

from tests.domain.bloc_years import PLAN
from tests.processes.case_pages import app, page, task_of
from tests.processes.evaluation.test_facts import DISCIPLINE, declared
from tests.worlds.web.attaching import attach
from tests.worlds.year import LEADER, PRESS, SCHOOL, Year

__all__ = ["app"]


def test_who_adopts_opens_the_paper_of_a_fact(app: Flask, committed: Year) -> None:
    committed.imported(PLAN + DISCIPLINE)
    ranking = committed.through("evaluation", "rank")
    task = ranking.task("rank")
    attach(ranking, task, "fact", f"discipline/{SCHOOL}")
    attach(ranking, task, "fact", f"discipline/{PRESS}")
    ranking.complete(task, declared(SCHOOL))
    _, shown = page(app, f"{LEADER}/head", task_of(ranking, "adopt"))
    about_school = shown.partition("12/QĐ-UBND")[2].partition("</tr>")[0]
    assert about_school.count("/files/") == 1, about_school
    assert shown.count("/files/") == 1
