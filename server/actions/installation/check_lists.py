"""Whether a task is found by its title, its bloc and its unit, as it was when it opened."""

from collections.abc import Iterator
from itertools import groupby

from server.actions.definitions.deployed import rules_of
from server.actions.steps.opening import search_of
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.rules import CaseRules
from server.store import Session
from server.store.invariants.listing import SearchedTask, searched_tasks

UNLIKE_TITLE = "P6 search not as of its title"


def unlike_titles(session: Session) -> Iterator[tuple[str, str]]:
    """Name every task whose search is made of other words; its case's rules say what they are."""
    for digest, tasks in groupby(searched_tasks(session), lambda task: task.rules_digest):
        try:
            rules = rules_of(session, digest)
        except CaseBroken:
            continue  # rules that cannot be read are a breach of their own
        for task in tasks:
            if not _as_of_title(task, rules):
                yield UNLIKE_TITLE, f"task {task.id}"


def _as_of_title(task: SearchedTask, rules: CaseRules) -> bool:
    unit = task.subject_unit_id
    if unit is not None and unit not in rules.unit_ids:
        return False
    return task.search == search_of(task.title, unit, rules)
