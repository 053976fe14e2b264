"""What is wrong with a post: what cannot be read, and what the form's rule finds beside it."""

from server.actions.tasks import complete_task
from server.actions.tasks.read_task import TaskPage
from server.domain.mistakes import Mistakes
from server.domain.refusals import Refusal
from server.domain.tasks.work import FormRefused
from server.forms import Parsed
from server.forms.attached import lacking
from server.forms.beside import still_sure
from server.web.forms import form_post
from server.web.requests.context import actor_at, now, session


def found_in(found: TaskPage, post: Parsed) -> list[form_post.Found]:
    """Return what is wrong with a post; where anything is, the files that are missing, too."""
    if not (mistakes := list(form_post.found_in(post))):
        return []
    missing = [(m.path, m.code, m.params) for m in lacking(found.form, found.attached)]
    return [*mistakes, *missing, *_further(found, post)]


def every(found: TaskPage, post: Parsed) -> list[form_post.Found]:
    """Return all that is wrong with fields, whatever of it would be found first."""
    unread = [(item.path, item.code, item.params) for item in post.mistakes]
    return [*unread, *_further(found, post)]


def _further(found: TaskPage, post: Parsed) -> list[form_post.Found]:
    """Return what the form's rule finds wrong beside what cannot be read, all at once."""
    try:
        me = actor_at(found.task.id)
        complete_task.rehearse(session(), found.task.id, actor=me, value=post.value, now=now())
    except (Mistakes, FormRefused) as refusal:
        broken = [mistake.path for mistake in post.mistakes]
        ruled = form_post.refused_in(refusal)
        return [each for each in ruled if still_sure(found.form, broken, each[0])]
    except Refusal:
        return []
    return []
