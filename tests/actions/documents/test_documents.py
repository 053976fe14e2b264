"""Documents are rows of the step of the task that makes them, as the manifest says."""

import json

import pytest
from sqlalchemy.orm import Session

from server.actions.deployment import deploy
from server.config import ROOT
from tests.worlds.rows import rows
from tests.worlds.year import BEGINS, SCHOOL, Year

OWN = """[documents]
BC = { task = "approve", number = "comment", see = "sheet", name = "Báo cáo" }
"""


@pytest.fixture
def reported(year: Year, session: Session) -> Year:
    """Answer an evaluation whose approvals are documents of the unit, about to be approved."""
    files = deploy.collect("evaluation", ROOT / "workflows", ROOT / "forms")
    name = "evaluation.toml"
    files[name] = files[name].replace("[documents]\n", OWN)
    form = json.loads(files["approve_sheet.json"])
    form["required"].append("comment")
    files["approve_sheet.json"] = json.dumps(form)
    deploy.deploy(session, "evaluation", files, actor=None, now=BEGINS)
    year.open("evaluation")
    year.answers["approve"] = lambda _: {"verdict": "approve", "comment": "12/BC-SGDĐT"}
    year.do("score", key=SCHOOL)
    return year


def test_a_document_is_written_with_the_task_that_makes_it(
    reported: Year, session: Session
) -> None:
    reported.do("approve", key=SCHOOL)
    found = rows(
        session,
        "SELECT kind, subject, number, sequence, symbol, agency, element FROM document"
        " WHERE case_id = :case",
        case=reported.case_id,
    )
    assert [tuple(row) for row in found] == [
        ("BC", SCHOOL, "12/BC-SGDĐT", 12, "BC-SGDĐT", SCHOOL, "approve")
    ]
