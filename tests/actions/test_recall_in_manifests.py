"""Which tasks may be taken back is the manifest's word, for a process of pure data as for any."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import open_case
from server.actions.cases.case_work import OpenTask
from server.actions.deployment import deploy
from server.actions.installation import check_invariants
from server.actions.tasks import recall_task
from server.config import ROOT
from server.domain.tasks.recall import NotTakenBack
from tests.actions.refused import refused
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.year import BEGINS, LEADER, PLAN, SCHOOL, Year

DOCUMENT = 'P = { task = "FIRST", see = "all", name = "Phiếu" }'


def done(year: Year, session: Session, process: UnknownProcess) -> OpenTask:
    """Open a case of an author's process and do its first task."""
    files = {name: data.decode() for name, data in process.files.items()}
    deploy.deploy(session, process.key, files, actor=None, now=year.now)
    year.take_up(process.key, opened(year, session, process))
    task = year.task(process.first)
    year.complete(task, {"note": "Đã làm"})
    return task


def opened(year: Year, session: Session, process: UnknownProcess) -> UUID:
    return open_case.open_case(
        session,
        bloc_year_id=PLAN,
        kind=process.key,
        actor=year.holder(f"{LEADER}/head"),
        now=year.now,
        opening=process.typed(),
    )


def back(year: Year, session: Session, task: OpenTask) -> None:
    actor = year.holder(task.post_id)
    recall_task.take_back(session, task.id, actor=actor, now=year.tick())


def test_a_task_of_an_authors_process_is_taken_back_where_its_manifest_says_so(
    year: Year, session: Session
) -> None:
    process = UnknownProcess(recall=True)
    task = done(year, session, process)
    back(year, session, task)
    assert year.task(process.first).id == task.id
    year.complete(task, {"note": "Làm lại"})
    assert not [*check_invariants.check(session, now=year.now)]


def test_no_task_is_taken_back_where_its_manifest_does_not_say_so(
    year: Year, session: Session
) -> None:
    process = UnknownProcess()
    task = done(year, session, process)
    with refused(session, NotTakenBack):
        back(year, session, task)


def test_a_shipped_form_is_not_taken_back_once_its_manifest_says_no(
    year: Year, session: Session
) -> None:
    files = deploy.collect("evaluation", ROOT / "workflows", ROOT / "forms")
    files["evaluation.toml"] = files["evaluation.toml"].replace(", recall = true", "")
    deploy.deploy(session, "evaluation", files, actor=None, now=BEGINS)
    year.open("evaluation")
    task = year.task("score", SCHOOL)
    year.complete(task)
    with refused(session, NotTakenBack):
        back(year, session, task)


@pytest.mark.parametrize("documents", ["", DOCUMENT], ids=["it made none", "it made one"])
def test_a_step_that_made_a_document_is_not_taken_back(
    year: Year, session: Session, documents: str
) -> None:
    process = UnknownProcess(recall=True, documents=documents)
    task = done(year, session, process)
    if documents:
        with refused(session, NotTakenBack):
            back(year, session, task)
    else:
        back(year, session, task)
