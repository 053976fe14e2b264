"""What stands once over all years of a bloc, opened in two of its years in the same second."""

from datetime import date

from sqlalchemy.orm import Session

from server.actions.cases import open_case
from server.domain.canonical import Json
from server.domain.cases.opening import AnswerTaken
from server.domain.people.actors import Actor
from tests.actions.at_once.threads import crossed
from tests.actions.reorganised import NEXT, next_year
from tests.worlds.rows import rows
from tests.worlds.year import LEADER, PLAN, SCHOOL, Year

FOR_2025: dict[str, Json] = {"for_year": 2025, "last_day": "2024-11-29"}


def test_a_pledge_of_one_year_is_opened_in_one_of_two_bloc_years(committed: Year) -> None:
    committed.imported(next_year(effective_from=date(2024, 11, 1)))
    now = committed.tick()
    old, new = committed.holder(f"{LEADER}/head"), committed.holder(f"{SCHOOL}/head")

    def opened(session: Session, bloc_year: str, actor: Actor) -> None:
        open_case.open_case(
            session,
            bloc_year_id=bloc_year,
            kind="pledge",
            actor=actor,
            now=now,
            opening=FOR_2025,
        )

    lost = crossed(
        committed,
        first=lambda session: opened(session, PLAN, old),
        meanwhile=lambda session: opened(session, NEXT, new),
    )
    assert lost == AnswerTaken.__name__
    with committed.begin() as session:
        assert rows(session, "SELECT bloc_year_id FROM case_") == [(PLAN,)]
