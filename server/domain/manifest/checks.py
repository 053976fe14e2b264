"""What must hold between a manifest, its diagram and its forms, and the manifests beside it."""

from collections.abc import Iterator, Mapping

from server.domain.blocs.roles import RoleTable
from server.domain.manifest import (
    checks_keys,
    checks_name,
    checks_opening,
    checks_records,
    checks_sets,
    checks_sight,
    checks_tasks,
)
from server.domain.manifest.entries import Manifest
from server.domain.manifest.finding import Finding, Judged
from server.domain.manifest.outline import Outline

__all__ = ["Finding", "findings"]

RULES = (
    *(checks_opening.openers, checks_opening.before, checks_opening.no_circle_of_openings),
    *(checks_opening.opening_form, checks_opening.kept_fields, checks_opening.timed),
    *(checks_opening.holes, checks_opening.idle),
    *(checks_name.known_by_name, checks_name.titles),
    *(checks_sight.circles, checks_sight.used, checks_sight.levels, checks_sight.milestones),
    *(checks_tasks.declared, checks_tasks.decided, checks_tasks.shown, checks_tasks.shown_to_whom),
    *(checks_tasks.packaged, checks_tasks.bodies, checks_tasks.recalled),
    *(checks_records.reached, checks_records.files),
    *(
        checks_records.documents,
        checks_records.registers,
        checks_records.typed_numbers,
        checks_records.dated_rows,
        checks_records.fields,
    ),
    *(
        checks_keys.of_the_case,
        checks_keys.opened_after,
        checks_keys.together,
        checks_keys.own_names,
    ),
    *(checks_keys.knowing, checks_keys.barred),
    *(checks_sets.chosen, checks_sets.carried, checks_sets.receiving),
    *(checks_sets.documented, checks_sets.plain, checks_sets.timed_texts),
)


def findings(
    manifest: Manifest,
    outline: Outline,
    others: Mapping[str, Manifest],
    roles: RoleTable,
    keyed: Mapping[str, frozenset[str]],
) -> Iterator[Finding]:
    """Judge a manifest beside its diagram; `others` are the manifests it may name, by key.

    `keyed` names those of their milestones that only single units or nominees reach.
    """
    judged = Judged(manifest, outline, others, roles, keyed)
    for rule in RULES:
        yield from rule(judged)
