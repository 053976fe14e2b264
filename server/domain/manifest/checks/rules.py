"""Every rule of the linter about manifests, and what they find in one."""

from collections.abc import Iterator, Mapping

from server.domain.blocs.roles import RoleTable
from server.domain.manifest.checks import (
    figures,
    idle,
    keys,
    name,
    needed,
    opening,
    printouts,
    records,
    sets,
    sight,
    taken,
    tasks,
    urging,
)
from server.domain.manifest.checks.finding import Finding, Judged
from server.domain.manifest.entries import Manifest
from server.domain.manifest.outline import FormOutline, Outline

__all__ = ["Finding", "findings"]

RULES = (
    *(opening.openers, opening.before, opening.no_circle_of_openings),
    *(opening.opening_form, opening.kept_fields, opening.timed),
    *(opening.holes, opening.idle),
    name.known_by_name,
    *(sight.circles, sight.used, sight.levels, sight.milestones),
    *(keys.own_units, keys.concerned, keys.over_years),
    *(tasks.declared, tasks.decided, tasks.shown, tasks.shown_in_time),
    *(tasks.shown_to_whom, tasks.shown_of_whom),
    *(tasks.classed, tasks.packaged, tasks.bodies, tasks.recalled),
    *(records.reached, records.reached_by_refusal, records.files),
    *(
        records.documents,
        records.turned_back,
        records.filled_in,
        records.asked,
        records.registers,
        records.unregistered,
        records.typed_numbers,
        records.dated_rows,
        records.fields,
    ),
    *(
        keys.of_the_case,
        keys.opened_after,
        keys.together,
        keys.own_names,
    ),
    *(keys.knowing, keys.barred),
    *(urging.urgers, urging.urged),
    *(sets.chosen, sets.of_rows, sets.carried, sets.idle, sets.receiving),
    *(sets.documented, sets.plain, sets.timed_texts),
    *(printouts.printed, printouts.of_whom, printouts.columns, printouts.numbered),
    *(printouts.said, printouts.seen, printouts.packaged),
    *(figures.counted, figures.of_units, figures.only, figures.after),
    *(taken.taken_from, taken.binding, taken.taken_into, taken.taken_columns, taken.given),
    needed.needed,
    *(idle.opening_row, idle.grants, idle.histories, idle.outcomes),
    *(idle.never_reached, idle.several_of_one),
)


def findings(  # noqa: PLR0913, PLR0917 - what a manifest is judged beside
    manifest: Manifest,
    outline: Outline,
    others: Mapping[str, Manifest],
    roles: RoleTable,
    keyed: Mapping[str, frozenset[str]],
    forms: Mapping[str, Mapping[str, FormOutline]],
) -> Iterator[Finding]:
    """Judge a manifest beside its diagram; `others` are the manifests it may name, by key.

    `keyed` names those of their milestones that only single units or nominees reach, and
    `forms` those of their tasks, as far as they are known.
    """
    judged = Judged(manifest, outline, others, roles, keyed, forms)
    for rule in RULES:
        yield from rule(judged)
