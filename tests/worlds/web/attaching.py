"""One file attached to a task as its form wants it."""

from server.actions.cases.case_work import OpenTask
from server.actions.tasks import attach_file
from server.demo.scene import PDF
from tests.worlds.year import Year


def attach(year: Year, task: OpenTask, kind: str, subject: str = "", *, data: bytes = PDF) -> None:
    """Attach a paper of a kind, a small one unless it says more, as who holds the task's post."""
    actor = year.holder(task.post_id)
    with year.begin() as session:
        attach_file.attach(
            session,
            task.id,
            actor=actor,
            kind=kind,
            subject=subject,
            file_name=f"{kind}.pdf",
            data=data,
            now=year.now,
        )
