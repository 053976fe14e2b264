"""Add a file to a task's draft, take it out again, and hand it to who may see it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from server.actions.definitions.deployed import rules_of
from server.actions.steps.process_code import PageNeeds, code_of
from server.actions.tasks.read_task import (
    TaskPage,
    read,
    read_own,
)
from server.actions.tasks.task_sight import (
    HandedInFiles,
    case_sight,
    facts_of,
    standing_of,
)
from server.domain.deadlines import local_day
from server.domain.files.files import (
    MOST_FILES,
    FileChanged,
    FileHandedIn,
    FileKindRefused,
    TooManyFiles,
    check_file,
)
from server.domain.people.actors import Actor
from server.domain.tasks.task_access import (
    Standing,
    eyes_on,
    file_visible,
    task_visible,
)
from server.domain.tasks.work import NotThere
from server.store import Session
from server.store.database.ids import new_id
from server.store.tasks import (
    attachments,
    blobs,
    task_pages,
)
from server.store.tasks.attachments import Attachment


def attach(  # noqa: PLR0913 - an act names what it needs
    session: Session,
    task_id: UUID,
    *,
    actor: Actor,
    kind: str,
    subject: str,
    file_name: str,
    data: bytes,
    now: datetime,
) -> Attachment:
    """Add a file under one of the form's kinds; its media type is what its bytes say.

    Raises what `read_own` and `check_file` raise, FileKindRefused and TooManyFiles.
    """
    page = _locked(session, task_id, actor, now)
    checked = check_file(file_name, data)
    if subject not in _subjects(session, page, kind, today=local_day(now)):
        raise FileKindRefused(checked.name)
    if sum(file.removable for file in page.files) >= MOST_FILES:
        raise TooManyFiles(MOST_FILES)
    new = Attachment(
        id=new_id(now),
        case_id=page.task.case_id,
        task_id=task_id,
        unit_id=page.task.subject_unit_id,
        kind=kind,
        subject=subject,
        sha256=blobs.put(session, data, now),
        file_name=checked.name,
        media_type=checked.media_type,
        size=len(data),
        uploaded_by=actor.person_id,
        uploaded_name=actor.name,
        uploaded_at=now,
        state="draft",
    )
    attachments.add(session, new)
    return new


def remove(session: Session, attachment_id: UUID, *, actor: Actor, now: datetime) -> Attachment:
    """Take a file out of a draft; what was handed in stays.

    Raises what `read_own` raises, and FileHandedIn.
    """
    found = attachments.find(session, attachment_id)
    if found is None:
        raise NotThere
    _locked(session, found.task_id, actor, now)
    if not found.removable:
        raise FileHandedIn(found.file_name)
    attachments.remove(session, attachment_id)
    return found


def open_file(
    session: Session, attachment_id: UUID, *, actors: Sequence[Actor], now: datetime
) -> Attachment:
    """Return a file somebody may see, as one of who they are; raises NotThere for every other.

    Who was handed one task sees the files its page lists.
    """
    found = attachments.find(session, attachment_id)
    if found is None or not any(_seen(session, found, actor, now) for actor in actors):
        raise NotThere
    return found


def bytes_of(session: Session, file: Attachment) -> bytes:
    """Return what somebody handed in, to the byte; raises FileChanged where it is not kept so."""
    try:
        return blobs.read(session, file.sha256)
    except blobs.BytesChanged as changed:
        raise FileChanged(file.file_name) from changed


def _seen(session: Session, file: Attachment, actor: Actor, now: datetime) -> bool:
    task_id = actor.scope.task_id
    if task_id is None:
        return _visible(session, file, actor, now)
    return file.id in {each.id for each in read(session, task_id, actor=actor, now=now).files}


def _visible(session: Session, file: Attachment, actor: Actor, now: datetime) -> bool:
    """Its kind may have a circle of its own; any other file is seen with its task."""
    task = task_pages.find(session, file.task_id, today=local_day(now), reader=actor)
    if task is None:
        return False
    if file.removable:
        return standing_of(session, task, actor) is Standing.WORKS
    facts = facts_of(task)
    case = case_sight(session, task, rules_of(session, task.rules_digest))
    if file.kind not in case.manifest.files:
        return task_visible(task=facts, actor=actor, case=case)
    told = HandedInFiles(
        session=session, case_id=task.case_id, case_kind=task.case_kind, case=case
    ).of(file)
    return file_visible(file=told, task=facts, posts=eyes_on(facts, actor), case=case)


def _locked(session: Session, task_id: UUID, actor: Actor, now: datetime) -> TaskPage:
    """Lock the task's row before anything is read, so that no file comes after its end."""
    task_pages.lock(session, task_id)
    return read_own(session, task_id, actor=actor, now=now)


def _subjects(session: Session, page: TaskPage, kind: str, *, today: date) -> Collection[str]:
    """Return what files of a kind may belong to; nothing for a kind the form does not have."""
    slots = {slot.kind: slot for slot in page.form.files}
    if kind not in slots:
        return ()
    per = slots[kind].per
    subjects = code_of(page.task.case_kind).file_subjects.get(per)
    if subjects is None:
        return () if per else [""]
    return subjects(
        PageNeeds(
            session=session, task=page.task, rules=page.rules, wanted=frozenset(), today=today
        )
    )
