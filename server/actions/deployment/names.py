"""The names one definition may use: of its process, its manifest, its forms, the bloc-years."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Self

from server.actions.steps.process_code import UNITS
from server.domain.blocs.known_deadlines import KNOWN_DEADLINES
from server.domain.blocs.parties import BODIES
from server.domain.blocs.roles import DEFAULT, RoleOf, RoleTable
from server.domain.blocs.rules import CaseRules, VotingMode
from server.domain.manifest import Manifest, closed_manifest
from server.domain.manifest.outline import OPENING
from server.engine import Known, RowSet, Sketch
from server.engine.expressions.functions import LAST_YEAR
from server.engine.lint.values.form_types import opening, routed, sure_fields
from server.engine.lint.values.value_types import (
    DAY,
    PARTY_IDS,
    POST_IDS,
    TEXT,
    UNIT_IDS,
    WHOLE,
    Type,
    choice,
    list_of,
    party,
    record,
    whole,
)

UNIT: Final = "unit"
"""The hole for whom an instance is for."""
SUBJECT: Final = "subject"
"""The hole for what the opening form calls the case."""
Schemas = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class YearNames:
    """What the bloc-years that are there name: roles, and the ids of deadlines."""

    roles: RoleTable
    deadlines: frozenset[str]

    @classmethod
    def of(cls, several: Iterable[CaseRules]) -> Self:
        """Gather them; what every bloc has is there without any."""
        found = list(several)
        roles = (role for rules in found for role in rules.roles or ())
        dated = (item.id for rules in found for item in rules.deadlines)
        return cls(RoleTable.of((*DEFAULT, *roles)), KNOWN_DEADLINES | frozenset(dated))


EVERY_YEAR: Final = YearNames.of(())


def names_of(known: Known, manifest: Manifest, drawn: Sketch | None, year: YearNames) -> Known:
    """Add to what a process's own code names what its manifest, forms and the bloc-years do."""
    forms = drawn.forms if drawn else {}
    types = fact_types(manifest, forms, year)
    chosen = frozenset(name for name, each in manifest.sets.items() if each.chosen)
    made, rows = _of_parties(manifest, known.sets), _row_sets(manifest, drawn)
    of_units = known.named | {UNITS} | rows.keys()
    of_units |= {name for name in chosen if BODIES not in manifest.sets[name].sources}
    of_units |= {name for name in made if BODIES not in manifest.sets[name].sources}
    parties = of_units | chosen | made
    placed = {RoleOf.UNIT: of_units, RoleOf.KEY: parties, RoleOf.PARTY: parties}
    return replace(
        known,
        roles=year.roles.names,
        twins=year.roles.twins(),
        facts=frozenset(types),
        of_member=frozenset({"key"}),
        types=types,
        holes=known.holes | ({SUBJECT} if _names_subject(manifest, forms) else set()),
        set_holes=_set_holes(manifest, parties),
        sets=known.sets | chosen | rows.keys() | _made(manifest, known.sets),
        row_sets=rows,
        named=known.named | chosen,
        members={UNITS: UNIT_IDS, **{name: _members(manifest, name) for name in chosen | made}},
        placed={
            name: placed[role.whose]
            for name, role in year.roles.roles.items()
            if role.whose in placed
        },
    )


def _row_sets(manifest: Manifest, drawn: Sketch | None) -> dict[str, RowSet]:
    """Give the sets of rows, each with what the form of its task lets into the process."""
    forms = {each.id: each.form or "" for each in drawn.elements} if drawn else {}
    found: dict[str, RowSet] = {}
    for name, each in manifest.sets.items():
        task, _, field = each.rows.partition(".")
        if task:
            form = forms.get(task, "")
            asked = routed(drawn.forms.get(form) if drawn else None, form) or {}
            item = asked[field].item if field in asked else None
            found[name] = RowSet(task, (item.fields if item else None) or {})
    return found


def _made(manifest: Manifest, known: frozenset[str]) -> frozenset[str]:
    """Name the sets that a manifest says the process's code makes, and that it does make."""
    return frozenset(name for name, each in manifest.sets.items() if each.package in known)


def _of_parties(manifest: Manifest, known: frozenset[str]) -> frozenset[str]:
    """Name the sets of units or bodies that the process's code makes."""
    return frozenset(name for name in _made(manifest, known) if manifest.sets[name].sources)


def _members(manifest: Manifest, name: str) -> frozenset[str]:
    """Tell whose ids the members of a set are."""
    return PARTY_IDS if BODIES in manifest.sets[name].sources else UNIT_IDS


def _names_subject(manifest: Manifest, forms: Schemas) -> bool:
    """Tell whether the opening form always gives the case a name."""
    field = manifest.open.subject.removeprefix(f"{OPENING}.")
    return field in sure_fields(forms.get(manifest.open.form, {}))


def _set_holes(manifest: Manifest, of_parties: frozenset[str]) -> Mapping[str, frozenset[str]]:
    """Give what titles may hold where a process runs once for each of a set, or once."""
    about = frozenset({UNIT}) if manifest.open.about_opener else frozenset()
    declared = {name: frozenset(each.holes) for name, each in manifest.sets.items()}
    named = {name: declared.get(name, frozenset()) | {UNIT} for name in of_parties}
    return {"": about, **declared, **named}


def fact_types(manifest: Manifest, forms: Schemas, year: YearNames) -> Mapping[str, Type]:
    """Give what the facts of a case may be: the opening form's are those of its schema."""
    found = {
        "key": TEXT,
        "round": replace(WHOLE, least=1),
        "mode": choice(VotingMode),
        "units": list_of(party(UNIT_IDS), 2),  # the leader and the deputy
        "deadlines": record(dict.fromkeys(year.deadlines, DAY.or_nothing())),
        "year": whole(1, LAST_YEAR - 1),
        "opened_on": replace(DAY, latest="today"),
        "opened_by": party(POST_IDS),
    }
    if manifest.open.form:
        found[OPENING] = opening(forms.get(manifest.open.form), manifest.open.form)
    return found


FACTS: Final = frozenset(fact_types(closed_manifest(""), {}, EVERY_YEAR))
"""What every process may read of its case."""
