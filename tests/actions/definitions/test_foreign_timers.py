"""An overdue timer of another author's drawing that leads nowhere answers with a named error."""

from datetime import timedelta

from sqlalchemy.orm import Session

from server.actions.cases import retry
from server.domain.administration import repairs
from server.store.cases import administration
from tests.actions.definitions.test_foreign_forms import deployed_before
from tests.actions.definitions.test_foreign_operations import drawn
from tests.actions.refused import refused
from tests.worlds.year import ADMINISTRATOR, Year


def test_a_timer_that_leads_to_a_post_nobody_has_is_a_broken_case(
    year: Year, session: Session
) -> None:
    deployed_before(
        year, session, "evaluation", drawn("evaluation", 'value="leader"', 'value="head"')
    )
    year.open("evaluation")
    year.now = year.after("self_score") + timedelta(hours=2)
    (timer,) = administration.timers(session, now=year.now)
    with refused(session, repairs.CaseBroken) as found:
        retry.timer(session, timer.id, actor=year.holder(ADMINISTRATOR), now=year.now)
    assert vars(found.value)["error"] == "PostUnknown"
