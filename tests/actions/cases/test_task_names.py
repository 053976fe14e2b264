"""The name of a task is what the diagram says; only its title has holes."""

from sqlalchemy.orm import Session

from server.actions.deployment import deploy
from tests.worlds.calling import CALLER, caller_pool, files
from tests.worlds.rows import rows
from tests.worlds.year import BEGINS, Year


def test_a_name_without_a_title_is_no_title_with_holes(year: Year, session: Session) -> None:
    made = files(caller_pool(timed=False))
    diagram = f"{CALLER}.bpmn"
    made[diagram] = made[diagram].replace("Ký đề nghị", "Ký {ask.amount} đồng")
    deploy.deploy(session, CALLER, made, actor=None, now=BEGINS)
    year.open(CALLER)
    year.do("ask", {"amount": 50})
    year.do("examine__look", {"verdict": "approve"})
    titles = rows(session, "SELECT title_vi, title_en FROM task WHERE element = 'sign'")
    assert "Ký {ask.amount} đồng" in str(titles)
