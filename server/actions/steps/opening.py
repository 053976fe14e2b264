"""How a task looks when it opens: its post, its title with business values, its due date."""

from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from server import engine
from server.actions.definitions.deployed import Deployed
from server.actions.steps.case_facts import last_day
from server.actions.steps.step_state import StepState
from server.actions.steps.title_holes import subject_of, title_of
from server.domain.blocs.rules import CaseRules
from server.domain.deadlines import end_of_day
from server.domain.people.actors import Actor, Performer
from server.domain.people.lane_posts import Facts, post_for
from server.domain.people.posts import unit_of
from server.domain.refusals import UnknownRole
from server.domain.texts.vietnamese import fold
from server.domain.texts.words import Words
from server.store.cases.cases import InstanceRow


def due_of(due: str | None) -> datetime | None:
    """Return the last instant of an ISO day in Viet Nam, or the very moment; None for neither."""
    if not due:
        return None
    moment = datetime.fromisoformat(due)
    return moment if moment.tzinfo else _last_instant(moment.date())


def chosen(doc: str, field: str) -> str:
    """Return the unit that was chosen in `element.field` of an instance, one of one; else nothing.

    `doc` is the state of the instance.
    """
    element, _, name = field.partition(".")
    noted = engine.noted(doc, element)
    found = noted.get(name) if isinstance(noted, dict) else None
    only = found[0] if isinstance(found, list) and len(found) == 1 else found
    return only if isinstance(only, str) else ""


def post_of(  # noqa: PLR0913 - what of a case a role hangs on
    role: str, key: str, rules: CaseRules, *, opener: str, about: str, doc: str
) -> str | None:
    """Return whose a task of a role is in an instance; None where the case has no such post.

    `opener` is the post that opened the case, `about` its unit where the case is about that, `doc`
    the state of the instance.
    """
    facts = Facts(opener=opener, about=about, chosen=partial(chosen, doc))
    known = rules.unit_ids.union(body.id for body in rules.bodies.everyone())
    try:
        post = post_for(role, key, rules, facts)
    except UnknownRole:
        return None
    return post if unit_of(post) in known else None


def task_row(  # noqa: PLR0913 - a row, named part by part
    step: StepState,
    model: Deployed,
    instance: InstanceRow,
    *,
    task_id: str,
    element: str,
    post: str,
) -> dict[str, object]:
    """Build the row of a task that opens now."""
    drawn = model.definition.elements[element]
    rules = step.rules
    titles, subject = title_of(step, model, instance, drawn), _subject(step, model, instance)
    note = step.reasons.get(instance.key, step.note)
    return {
        "id": UUID(task_id),
        "case_id": step.case.id,
        "instance_id": instance.id,
        "process": instance.process,
        "key": instance.key,
        "round": instance.round,
        "element": element,
        "role": drawn.role,
        "bars": _bars(model, element),
        "form": drawn.form,
        "title_vi": titles.vi,
        "title_en": titles.en,
        "search": search_of(titles, subject, rules),
        "post_id": post,
        "unit_id": unit_of(post),
        "subject_unit_id": subject,
        "due": due_date(step, instance, drawn),
        "opened_at": step.now,
        "note": note,
        "note_by": _writer(step.actor) if step.actor and note else "",
        "simulated": step.case.head.simulated,
    }


def _writer(actor: Actor) -> str:
    """Name the post a note was written in, and the one it was written for."""
    return Performer(actor.post_title.vi, actor.performer.on_behalf).recorded


def _subject(step: StepState, model: Deployed, instance: InstanceRow) -> str | None:
    """Return the unit a task is about: its instance's, or who opened a case about themselves."""
    return subject_of(instance.key or model.manifest.open.about(step.case.opened_post), step.rules)


def _bars(model: Deployed, element: str) -> str:
    entry = model.manifest.tasks.get(element)
    return entry.bars if entry else ""


def search_of(titles: Words, subject: str | None, rules: CaseRules) -> str:
    """Fold what a task is found by: its title, its bloc, and its unit in full and in short."""
    names = [titles, rules.bloc.name]
    if subject:
        unit = rules.unit(subject)
        names += [unit.name, unit.short]
    return fold(" ".join(f"{each.vi} {each.en}" for each in names))


def due_date(step: StepState, instance: InstanceRow, drawn: engine.Element) -> datetime | None:
    """Return the due time of a task now, by an expression or a deadline's id.

    A bloc-year without that deadline gives none.
    """
    if drawn.dated is not None:
        return due_of(engine.day_of(instance.doc, drawn.dated))
    return due_of(last_day(step.case, step.rules, drawn.due or ""))


def _last_instant(day: date) -> datetime:
    """Return the last microsecond of a day, so that the due time still falls on that day."""
    return end_of_day(day) - timedelta(microseconds=1)
