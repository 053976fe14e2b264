"""The province's letter of a draft, as it was uploaded."""

from dataclasses import dataclass
from uuid import UUID

from server.actions.bloc_drafts.draft_access import seen_by
from server.domain.files.files import FileChanged, check_file
from server.domain.people.actors import Actor
from server.domain.tasks.work import NotThere
from server.store import Session
from server.store.tasks import blobs


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOnFile:
    """The bytes of a letter, what it is called, and its media type."""

    name: str
    media_type: str
    data: bytes


def letter_of(session: Session, draft_id: UUID, *, actor: Actor) -> LetterOnFile:
    """Return the letter for who works on its draft; raises NotThere and FileChanged."""
    draft, _ = seen_by(session, draft_id, actor=actor)
    if draft.letter_sha256 is None:
        raise NotThere
    try:
        data = blobs.read(session, draft.letter_sha256)
    except blobs.BytesChanged as changed:
        raise FileChanged(draft.letter_name) from changed
    checked = check_file(draft.letter_name, data)
    return LetterOnFile(name=checked.name, media_type=checked.media_type, data=data)
