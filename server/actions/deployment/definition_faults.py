"""Deployed definitions that will fail in somebody's hands: let in before a rule that refuses them.

What the linter says of a version is kept by each process: a version never changes.
"""

from collections.abc import Collection, Iterator
from typing import Final
from uuid import UUID

from server.actions.definitions.calls import opened
from server.actions.definitions.deployed import files_of
from server.actions.deployment.definition_lint import diagram_problems
from server.domain.administration.repairs import CaseBroken
from server.domain.people.lineage import Reach
from server.engine import LANGUAGES, said
from server.store import Session
from server.store.deployment import running_versions
from server.store.people.lineage import EVERYWHERE

FAILING: Final = frozenset({
    "FORM-NAME", "FORM-SCHEMA", "OPERATION-EARLY", "OPERATION-MEANT", "OPERATION-TABLE",
    "OPERATION-UNKNOWN", "PARAMETERS", "RECIPIENTS-NAMED", "ROLE-PLACE", "ROLE-UNKNOWN",
    "TIMER-DATE", "TIMER-DURATION", "VARIABLE-EARLY", "VARIABLE-FIELD", "VARIABLE-OPTIONAL",
    "VARIABLE-UNSET",
})  # fmt: skip
"""The rules whose breach fails when it is reached; the others are for the next version."""
MOST_TOLD: Final = 3

_FOUND: dict[str, tuple[str, ...]] = {}


def faulty(
    session: Session, *, reach: Reach | None = EVERYWHERE, cases: Collection[UUID] | None = None
) -> Iterator[tuple[UUID, str]]:
    """Give each case, of these or of a reach, that runs on such a version, and what is wrong."""
    for row in running_versions.versions(session, reach=reach, cases=cases):
        found = problems_of(session, row.definition_hash)
        if found:
            yield row.case_id, "; ".join(found[:MOST_TOLD])


def problems_of(session: Session, version: str) -> tuple[str, ...]:
    """Say what of a version will fail, element by element; nothing of one that cannot be read."""
    if version not in _FOUND:
        try:
            key, files = files_of(session, version)
        except CaseBroken:
            return ()
        data = {name: content.encode() for name, content in files.items()}
        _FOUND[version] = tuple(
            f"{item.element} ({item.rule}): {said(item.rule, item.holes, LANGUAGES[0]).message}"
            for item in diagram_problems(key, opened(key, data).files)
            if item.rule in FAILING
        )
    return _FOUND[version]
