"""Whether cases and tasks are found by what they, their bloc and their unit are called."""

from collections.abc import Iterator
from itertools import groupby

from server.actions.definitions.deployed import rules_of
from server.actions.steps.opening import search_of
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.parties import names_with
from server.domain.blocs.rules import CaseRules
from server.domain.people.posts import unit_of
from server.domain.texts.lists import found_case
from server.store import Session
from server.store.invariants.listing import (
    UNLIKE_WORDS,
    FoundCase,
    SearchedTask,
    found_cases,
    searched_tasks,
)

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


def unlike_cases(session: Session) -> Iterator[tuple[str, str]]:
    """Name every case that is found by other words than it has."""
    for digest, cases in groupby(found_cases(session), lambda case: case.rules_digest):
        try:
            rules = rules_of(session, digest)
        except CaseBroken:
            continue
        for case in cases:
            if not _as_of_names(case, rules):
                yield UNLIKE_WORDS, f"case_ {case.id}"


def _as_of_title(task: SearchedTask, rules: CaseRules) -> bool:
    unit = task.subject_unit_id
    if unit is not None and unit not in rules.unit_ids:
        return False
    return task.search == search_of(task.title, unit, rules)


def _as_of_names(case: FoundCase, rules: CaseRules) -> bool:
    names = names_with(rules, unit_of(case.opener))
    return case.search == found_case(case.title, case.short, names=names)
