"""Save one part of a draft's document, or several from a sheet: never over what was not seen."""

from collections.abc import Collection, Mapping
from datetime import datetime
from tomllib import TOMLDecodeError
from typing import TypeAlias
from uuid import UUID

from server.actions.bloc_drafts.draft_access import changed, held_by
from server.domain.bloc_draft import document
from server.domain.bloc_draft.drafts import (
    BlocYearFixed,
    BlocYearUnnamed,
    DocumentTooLong,
    OtherProvinceDraft,
    PartChanged,
    PartUnreadable,
    check_part,
)
from server.domain.bloc_draft.identity import bloc_year_of
from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_sheet.sent_values import keepable
from server.domain.bloc_sheet.toml_text import TomlValue
from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.domain.toml_file.parsing import LONGEST
from server.store import Session

Parts: TypeAlias = "Mapping[DraftPart, TomlValue | None]"
"""What parts are from now on; None takes one out of the document."""


def save(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    draft_id: UUID,
    parts: Parts,
    *,
    seen: Mapping[DraftPart, str],
    checked: Collection[str] | None = None,
    actor: Actor,
    now: datetime,
) -> bool:
    """Save parts, mistakes and all, and return whether that changed anything.

    `seen` has the seal of each part as it was shown (`document.seal`). `checked` names the fields
    of these parts that were looked at, where they wait for that; None is all of them. Raises
    NotThere, NotYourPost, DraftHeldElsewhere, PartNotYours, PartChanged, BlocYearFixed,
    PartUnreadable and DocumentTooLong.
    """
    draft, side = held_by(session, draft_id, actor=actor, now=now)
    after = draft.document
    for part, value in parts.items():
        check_part(side, part)
        if document.seal(draft.values, part) != seen.get(part):
            raise PartChanged
        if value is not None and not keepable(value):
            raise PartUnreadable
        after = document.with_part(after, part, value)
    _check(after, bloc_year_id=draft.bloc_year_id, province=draft.province)
    left = [name for name in draft.to_check if not _looked_at(name, parts, checked)]
    if after == draft.document and len(left) == len(draft.to_check):
        return False
    names: list[Json] = [str(part) for part in sorted(parts)]
    told: dict[str, Json] = {"parts": names, "before": document.digest(draft.document)}
    values = {"document": after, "to_check": left}
    changed(session, draft, "bloc_draft.saved", values, told=told, actor=actor, now=now)
    return True


def _looked_at(name: str, parts: Parts, checked: Collection[str] | None) -> bool:
    ours = document.part_name(name) in parts
    return ours and (checked is None or name in checked)


def _check(after: str, *, bloc_year_id: str, province: str) -> None:
    if len(after) > LONGEST:
        raise DocumentTooLong(LONGEST)
    try:
        found = bloc_year_of(document.read(after), province=province)
    except TOMLDecodeError:
        raise PartUnreadable from None
    except (BlocYearUnnamed, OtherProvinceDraft):
        raise BlocYearFixed from None
    if found != bloc_year_id:
        raise BlocYearFixed
