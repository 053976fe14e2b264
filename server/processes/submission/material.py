"""What the submission's composite fields are filled from."""

from dataclasses import dataclass

from server.actions.steps.process_code import PageNeeds
from server.actions.tasks.read_task import TaskPage
from server.processes.submission.tables import nominees
from server.processes.submission.tables.nominees import NomineeRow
from server.store.tasks import task_pages
from server.store.tasks.task_pages import NumberedDocument

NOMINEES = frozenset(
    {"dossier", "checklist", "nominee_opinions", "nominee_votes", "nominee_list", "papers"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierMaterial:
    """Nominees and documents; empty where no field asks for them."""

    nominees: tuple[NomineeRow, ...] = ()
    documents: tuple[NumberedDocument, ...] = ()


def dossier_material(page: TaskPage) -> DossierMaterial:
    """Return what a page's fields about the dossier are filled from."""
    found = page.material
    return found if isinstance(found, DossierMaterial) else DossierMaterial()


def read_material(asked: PageNeeds) -> DossierMaterial:
    """Read what a page asks for."""
    if not NOMINEES & asked.wanted:
        return DossierMaterial()
    return DossierMaterial(
        nominees=_nominees(asked),
        documents=task_pages.documents(asked.session, asked.task.case_id),
    )


def _nominees(asked: PageNeeds) -> tuple[NomineeRow, ...]:
    """List the nominee a task is about, or all."""
    rows = nominees.nominees(asked.session, asked.task.case_id)
    own = tuple(row for row in rows if row.id == asked.task.key)
    return own or tuple(rows)


def nominee_ids(asked: PageNeeds) -> list[str]:
    """List the nominees that a report may be about."""
    return [row.id for row in nominees.nominees(asked.session, asked.task.case_id)]
