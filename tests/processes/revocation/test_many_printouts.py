"""The printouts of a case cost as many statements with many papers as with few."""

import pytest
from flask import Flask

from server.store import statements
from tests.processes.case_pages import app
from tests.processes.revocation.awarded import OFFICER, Awarded, award
from tests.worlds.rows import rows
from tests.worlds.web.pages import sign_in
from tests.worlds.year import Year

__all__ = ["app"]
WON = "SELECT DISTINCT unit_id FROM nominee WHERE decision = 'approve' ORDER BY 1"
PAPER = "/printouts/decision.pdf"


@pytest.fixture
def put(committed: Year) -> Awarded:
    """Answer a year in which every award was put to the Chairman to be revoked."""
    with committed.begin() as session:
        made = award(committed, session)
        units = [unit for (unit,) in rows(session, WON)]
    year = committed
    year.open("revocation", post=OFFICER, opening={**made.opening(), "units": units})
    year.do("state_finding", {"source": "other", "ground": "against_law", "facts": "Số liệu sai."})
    for task in year.tasks("hear_unit"):
        year.complete(task, {"verdict": "accept", "text": "Đúng như đã nêu."})
    made.propose()
    return made


def test_a_paper_more_costs_no_statement_more(app: Flask, put: Awarded) -> None:
    client, page = sign_in(app, "so-noi-vu.officer"), f"/cases/{put.year.case_id}?tab=printouts"
    costs, papers = [], []
    for task in put.year.tasks("decide"):
        put.year.complete(task, {"verdict": "revoke"})
        client.get(page)
        statements.reset()
        papers.append(client.get(page).text.count(PAPER))
        costs.append(statements.count)
    assert papers == [*range(1, len(papers) + 1)]
    assert len(papers) > 1
    assert set(costs) == {costs[0]}
