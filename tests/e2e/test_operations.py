"""The operations pages in a browser, in both languages and widths: nothing barred, nothing wide."""

import pytest
from sqlalchemy import text

from server.actions.deployment.deploy import collect, deploy
from server.config import ROOT
from server.demo.load import OPENS
from tests.e2e.office import Office
from tests.e2e.website import Website

ADMIN = "bac-giang/quan-tri/administrator"


def prepared(site: Website) -> str:
    """Open the evaluation, harm one unit's state, leave a timer overdue and a job failed."""
    with site.begin() as session:
        case_id = site.open_evaluation(session)
        session.execute(text("UPDATE instance SET doc = left(doc, 90) WHERE key LIKE '%so-gddt'"))
        files = collect("evaluation", ROOT / "workflows", ROOT / "forms")
        named = 'name="Thẩm định lần 1"'
        files["evaluation.bpmn"] = files["evaluation.bpmn"].replace(named, 'name="Chấm lại"')
        words = files["evaluation.en.json"]
        files["evaluation.en.json"] = words.replace("{", '{"Chấm lại": "Appraisal",', 1)
        deploy(session, "evaluation", files, actor=None, now=OPENS)
        session.execute(text("UPDATE timer SET due = due - interval '400 days'"))
        session.execute(
            text("INSERT INTO jobs.procrastinate_jobs(queue_name, task_name, status)"
                 " VALUES ('default', 'keep_house', 'failed')")
        )  # fmt: skip
    return str(case_id)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_the_operations_pages_pass_in_both_languages_and_widths(
    site: Website, office: Office
) -> None:
    case_id = prepared(site)
    office.sit(ADMIN)
    for language in ("vi", "en"):
        cookie = {"name": "lang", "value": language, "url": office.address}
        office.context.add_cookies([cookie])  # type: ignore[list-item]
        for name, path in (
            ("cases", "/operations"),
            ("faults", "/operations/faults"),
            ("jobs", "/operations/jobs"),
            ("versions", "/operations/versions"),
            ("case", f"/operations/cases/{case_id}"),
            ("broken", f"/cases/{case_id}"),
        ):
            office.go(path)
            office.page.evaluate(
                "document.querySelectorAll('main details').forEach(d => d.open = true)"
            )
            office.look(f"operations-{name}-{language}")
    assert office.wrong == []
