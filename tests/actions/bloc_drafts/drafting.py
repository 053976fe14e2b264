"""What tests of drafts begin with: Home Affairs' officer, a letter, a document of the plan."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from server.actions.bloc_drafts import make_bloc_draft, put_in_force, save_part
from server.actions.blocs.import_bloc_year import Imported
from server.domain.bloc_draft import document
from server.domain.bloc_draft.beginning import Beginning
from server.domain.bloc_draft.drafts import FoundingLetter
from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_sheet.toml_text import TomlValue
from server.domain.people.actors import Actor
from server.store import Session
from server.store.blocs import bloc_drafts
from server.store.blocs.bloc_drafts import BlocDraft
from tests.domain import bloc_years
from tests.worlds.year import LEADER, Year

OFFICER: Final = "bac-giang/so-noi-vu/officer"
SECRETARY: Final = f"{LEADER}/secretary"
NEXT: Final = "bac-giang/khoi-vhxh1/2025"
LETTER: Final = FoundingLetter(number="15/QĐ-UBND", dated=date(2024, 11, 1))
DOCUMENT: Final = bloc_years.PLAN.replace("year = 2024", "year = 2025")


def made(year: Year, session: Session, text: str = DOCUMENT) -> UUID:
    """Make a draft of the plan's bloc for the next year."""
    officer = year.holder(OFFICER)
    begins = Beginning(document=text)
    return make_bloc_draft.make(session, begins, LETTER, actor=officer, now=year.tick())


def found(session: Session, draft_id: UUID) -> BlocDraft:
    """Read a draft that is there."""
    draft = bloc_drafts.find(session, draft_id)
    assert draft is not None
    return draft


def saved(  # noqa: PLR0913, PLR0917 - one act, named part by part
    year: Year, session: Session, draft_id: UUID, actor: Actor, part: DraftPart, value: TomlValue
) -> bool:
    """Save a part as it is shown now."""
    seen = {part: document.seal(found(session, draft_id).values, part)}
    return save_part.save(session, draft_id, {part: value}, seen=seen, actor=actor, now=year.tick())


def in_force(session: Session, draft_id: UUID, actor: Actor, now: datetime) -> Imported:
    """Put a draft in force as it is."""
    seen = document.digest(found(session, draft_id).document)
    return put_in_force.put_in_force(session, draft_id, seen=seen, actor=actor, now=now)
