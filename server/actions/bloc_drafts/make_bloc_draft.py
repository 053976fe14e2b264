"""Begin a bloc-year from the province's letter: a document, new or taken from one there is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.actions.bloc_drafts.draft_access import tell
from server.actions.people.acting_for import check_stands
from server.domain.bloc_draft import document
from server.domain.bloc_draft.beginning import Beginning
from server.domain.bloc_draft.drafts import (
    BlocDraftState,
    DocumentTooLong,
    DraftThere,
    FoundingLetter,
    check_maker,
)
from server.domain.bloc_draft.identity import bloc_year_of
from server.domain.canonical import Json
from server.domain.files.files import CheckedFile, check_file
from server.domain.people.actors import Actor
from server.domain.toml_file.parsing import LONGEST
from server.store import Session
from server.store.blocs import bloc_drafts
from server.store.blocs.bloc_drafts import BlocDraft
from server.store.database.ids import new_id
from server.store.history import journal
from server.store.tasks import blobs


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundingFile:
    """The letter as somebody uploaded it."""

    name: str
    data: bytes


def make(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    begins: Beginning,
    letter: FoundingLetter,
    *,
    file: FoundingFile | None = None,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Make a draft, which is with Home Affairs; return its id.

    Raises NotHomeAffairs, NotYourPost, BlocYearUnnamed, OtherProvinceDraft, DraftThere,
    DocumentTooLong and what `check_file` raises.
    """
    check_stands(session, actor=actor, now=now)
    check_maker(actor, home_affairs=bloc_drafts.home_affairs(session, actor.reach))
    checked = check_file(file.name, file.data) if file else None
    draft = _draft(begins, letter, actor=actor, now=now, file=_kept(session, file, checked, now))
    journal.hold(session, "blocs")
    if bloc_drafts.being_made(session, draft.bloc_year_id):
        raise DraftThere(*document.called(draft.document, draft.bloc_year_id))
    bloc_drafts.add(session, draft, by=actor)
    told: dict[str, Json] = {
        "letter": {"number": letter.number, "dated": letter.dated.isoformat()},
        "file": {"sha256": draft.letter_sha256, "name": draft.letter_name} if file else None,
        "base": begins.base,
    }
    tell(session, draft, "bloc_draft.made", told=told, actor=actor, now=now)
    return draft.id


def _kept(
    session: Session, file: FoundingFile | None, checked: CheckedFile | None, now: datetime
) -> tuple[str | None, str]:
    if file is None or checked is None:
        return None, ""
    return blobs.put(session, file.data, now), checked.name


def _draft(
    begins: Beginning,
    letter: FoundingLetter,
    *,
    actor: Actor,
    now: datetime,
    file: tuple[str | None, str],
) -> BlocDraft:
    if len(begins.document) > LONGEST:
        raise DocumentTooLong(LONGEST)
    return BlocDraft(
        id=new_id(now),
        province=actor.province,
        bloc_year_id=bloc_year_of(document.read(begins.document), province=actor.province),
        unit_id=actor.unit_id,
        state=BlocDraftState.MAKING,
        base=begins.base,
        letter=letter.number,
        letter_on=letter.dated,
        letter_sha256=file[0],
        letter_name=file[1],
        secretary_post=None,
        made_name=actor.name,
        made_at=now,
        changed_name=actor.name,
        changed_at=now,
        document=begins.document,
        version=1,
        to_check=tuple(begins.to_check),
    )
