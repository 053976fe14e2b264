"""Rows that are taken from the bloc-year's score table, and the version that is kept with them."""

from datetime import datetime
from typing import Final
from uuid import UUID

from server.domain.bloc_draft import table_versions
from server.domain.bloc_draft.table_versions import Row
from server.domain.blocs.rules import CaseRules
from server.domain.manifest import TakenRows
from server.domain.manifest.taken import BlocTable
from server.domain.people.actors import Actor
from server.store import Session
from server.store.blocs import score_tables
from server.store.cases.cases import TaskRow
from server.store.database.ids import new_id
from server.store.tasks import attachments, blobs
from server.store.tasks.attachments import Attachment

_MEDIA_TYPE: Final = "text/plain"


def rows(session: Session, each: TakenRows, *, case_id: UUID, rules: CaseRules) -> tuple[Row, ...]:
    """Tell the table as it is now, or what of it is otherwise than in the version kept last."""
    now = _version(session, rules)
    if each.table is BlocTable.SCORE_TABLE:
        return tuple(table_versions.criteria(now))
    before = score_tables.kept_last(session, case_id, each.file) if each.file else None
    kept = blobs.read(session, before).decode() if before else ""
    return tuple(table_versions.changes(kept, now))


def keep(  # noqa: PLR0913 - one act, named part by part
    session: Session, task: TaskRow, kind: str, *, rules: CaseRules, actor: Actor, now: datetime
) -> dict[str, str]:
    """Attach the score table whole to a task that is being done, as a file; say which it is."""
    score_tables.drop_unkept(session, task.id, kind)
    data = _version(session, rules).encode()
    name = f"bang-diem-{rules.year}.toml"
    new = Attachment(
        id=new_id(now),
        case_id=task.case_id,
        task_id=task.id,
        unit_id=task.subject_unit_id,
        kind=kind,
        subject="",
        sha256=blobs.put(session, data, now),
        file_name=name,
        media_type=_MEDIA_TYPE,
        size=len(data),
        uploaded_by=actor.person_id,
        uploaded_name=actor.name,
        uploaded_at=now,
        state="draft",
    )
    attachments.add(session, new)
    return {"kind": kind, "subject": "", "sha256": new.sha256, "name": name}


def _version(session: Session, rules: CaseRules) -> str:
    bloc_year_id = f"{rules.bloc.id}/{rules.year}"
    return table_versions.version_of(score_tables.newest_document(session, bloc_year_id))
