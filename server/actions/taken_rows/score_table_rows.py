"""Rows that are taken from the bloc-year's score table, and the version that is kept with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final
from uuid import UUID

from server.domain.bloc_draft import table_versions
from server.domain.bloc_draft.table_versions import Row
from server.domain.blocs.rules import CaseRules
from server.domain.files.files import VersionDamaged
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


@dataclass(kw_only=True)
class ScoreTableNow:
    """The score table of a case's bloc-year as it is now, read once."""

    session: Session
    case_id: UUID
    rules: CaseRules

    @cached_property
    def version(self) -> str:
        """The table as a document of its own."""
        return _version(self.session, self.rules)

    def rows(self, each: TakenRows) -> Sequence[Row]:
        """Tell the table, or what of it is otherwise than in the version that was kept last.

        Raises VersionDamaged where that one is not kept as it was.
        """
        if each.table is BlocTable.SCORE_TABLE:
            return table_versions.criteria(self.version)
        digest = score_tables.kept_last(self.session, self.case_id, each.file)
        try:
            kept = blobs.read(self.session, digest).decode() if digest else ""
        except blobs.BytesChanged as damaged:
            raise VersionDamaged(str(digest)) from damaged
        return table_versions.changes(kept, self.version)


def keep(  # noqa: PLR0913 - one act, named part by part
    session: Session, task: TaskRow, kind: str, *, rules: CaseRules, actor: Actor, now: datetime
) -> dict[str, str]:
    """Attach the score table whole to a task that is being done, as a file; say which it is."""
    if any(item["kind"] == kind for item in task.files):
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
