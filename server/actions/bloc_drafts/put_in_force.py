"""Put a draft in force: it is imported by the same rules as a file, from its own day on."""

from datetime import datetime
from uuid import UUID

from server.actions.bloc_drafts import tell_hands
from server.actions.bloc_drafts.draft_access import changed, held_by
from server.actions.blocs.import_bloc_year import Imported, import_bloc_year
from server.actions.taken_rows.issued_table import issued_table
from server.domain.bloc_draft import document
from server.domain.bloc_draft.drafts import (
    BlocDraftState,
    DatesUnchecked,
    DraftHeldElsewhere,
    DraftUnready,
    PartChanged,
    check_as_issued,
    check_note,
)
from server.domain.bloc_draft.parts import DraftSide
from server.domain.bloc_file import FileMistakes
from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.mail.letters import DraftNews
from server.store import Session
from server.store.blocs.bloc_drafts import BlocDraft


def put_in_force(  # noqa: PLR0913 - one act, named part by part
    session: Session, draft_id: UUID, *, seen: str, why: str = "", actor: Actor, now: datetime
) -> Imported:
    """Import a draft that Home Affairs holds, without its persons.

    `seen` is the digest of the document as it was shown to who decides; `why` says why its score
    table is otherwise than the one that was issued, where it is, or that is damaged.

    Accounts and posts are given by administrators alone. Raises NotThere, NotYourPost,
    DraftHeldElsewhere, PartChanged, DatesUnchecked, DraftUnready, NotAsIssued, IssuedDamaged
    and DraftNoteTooLong.
    """
    draft, side = held_by(session, draft_id, actor=actor, now=now)
    if side is not DraftSide.HOME_AFFAIRS:
        raise DraftHeldElsewhere
    if document.digest(draft.document) != seen:
        raise PartChanged
    if wrong := draft.mistakes:
        raise DraftUnready(len(wrong))
    if draft.to_check:
        raise DatesUnchecked(len(draft.to_check))
    source, said = document.without_persons(draft.document), _why(session, draft, why)
    imported = import_bloc_year(session, source, actor=actor, now=now)
    if isinstance(imported, FileMistakes):
        raise DraftUnready(len(imported.items))
    values = {"state": BlocDraftState.IN_FORCE}
    told: dict[str, Json] = {
        "rules": imported.rules_digest,
        "effective_from": imported.effective_from.isoformat(),
        "changed": imported.changed,
        **({"note": said} if said else {}),
    }
    changed(session, draft, "bloc_draft.put_in_force", values, told=told, actor=actor, now=now)
    secretary = draft.secretary_post or ""
    tell_hands.tell(
        session, draft, DraftNews.PUT_IN_FORCE, secretary=secretary, actor=actor, now=now
    )
    return imported


def _why(session: Session, draft: BlocDraft, typed: str) -> str:
    """Return why the score table is otherwise than the issued one; raises NotAsIssued."""
    said = check_note(typed)
    issued = issued_table(session, draft.bloc_year_id, draft.document)
    changes = issued.changes if issued else ()
    check_as_issued(None if changes is None else len(changes), why=said)
    return said
