"""Home Affairs and the secretary at one draft in the same second: who comes second is told why."""

from sqlalchemy.orm import Session

from server.actions.bloc_drafts import pass_bloc_draft
from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_draft.passed_on import DraftPassedOn
from server.domain.bloc_sheet.toml_text import TomlValue
from server.domain.people.actors import Actor
from tests.actions.at_once.threads import DONE, crossed
from tests.actions.bloc_drafts.drafting import OFFICER, SECRETARY, found, made, saved
from tests.worlds.year import Year

NAMED: TomlValue = [{"id": "so-noi-vu", "name": "Sở Nội vụ"}]


def test_a_draft_that_another_person_has_just_changed_is_still_there(scoring: Year) -> None:
    officer, secretary = scoring.holder(OFFICER), scoring.holder(SECRETARY)
    with scoring.begin() as session:
        draft = made(scoring, session)
        pass_bloc_draft.hand_over(session, draft, note="", actor=officer, now=scoring.now)

    def save(session: Session) -> None:
        assert saved(scoring, session, draft, secretary, DraftPart.RECIPIENTS, NAMED)

    def pass_on(session: Session, who: Actor) -> None:
        pass_bloc_draft.give_back(session, draft, note="", actor=who, now=scoring.now)

    came = crossed(scoring, first=save, meanwhile=lambda session: pass_on(session, officer))
    assert came == DONE
    with scoring.begin() as session:
        assert found(session, draft).state == "making"
        pass_bloc_draft.hand_over(session, draft, note="", actor=officer, now=scoring.now)
    came = crossed(
        scoring,
        first=lambda session: pass_on(session, secretary),
        meanwhile=lambda session: pass_on(session, officer),
    )
    assert came == DraftPassedOn.__name__
