"""Every record of the deployed processes as somebody asks to see it, and who may ask."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, cast

from server.domain.cases import sight
from server.domain.cases.case_marks import Mark, RecordFacts
from server.domain.cases.sight import CaseSight
from server.domain.manifest import Circle, Manifest
from server.domain.manifest.entries import MEMBER, Level
from server.domain.manifest.outline import OPENING
from server.domain.people.posts import nominee_id
from server.engine import Definition
from tests.domain.five_units import DEPUTY, LEADER, RADIO, SCHOOL, rules
from tests.workflows.product import forms

AT: Final = datetime(2024, 11, 4, 2, 0, tzinfo=UTC)
WHO: Final[Mapping[str, str]] = {
    "officer": f"{SCHOOL}/officer",
    "head": f"{SCHOOL}/head",
    "appraiser": f"{LEADER}/appraiser",
    "member": f"{RADIO}/head",
    "deputy": f"{DEPUTY}/head",
    "secretary": f"{LEADER}/secretary",
    "leader": f"{LEADER}/head",
    "affairs": "p/snv/officer",
    "affairs_head": "p/snv/head",
    "council": "p/hd/secretary",
    "chairman": "p/ubnd/chairman",
    "auditor": "p/tt/auditor",
    "administrator": "p/snv/administrator",
    "stranger": "p/xd/head",
    "elsewhere": "q/tt/auditor",
    "no part": "p/ubnd/officer",
}
NOMINEE: Final = nominee_id("flag", SCHOOL)
PER_UNIT: Final = {"fact", "nominee"}
"""What files are about whose subject ends in a unit: they are that unit's."""
OPENER: Final = f"{SCHOOL}/officer"
"""Who opened the case, where that is for the member units to do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked to be seen: its name in the table, its circle, and the record."""

    name: str
    circle: Circle
    record: RecordFacts


def asked(model: Definition, said: Manifest) -> Iterator[Asked]:
    """Give every task's page, events and remarks, and every file, document and matter."""
    for element in model.elements:
        if model.elements[element].form:
            yield from _of_task(model, said, element)
    yield Asked("case", said.known, sight.whole(case_of(said)))
    if said.open.form:
        yield Asked("opened with", sight.of_task(said, OPENING), sight.whole(case_of(said)))
    unit = RecordFacts(key=SCHOOL, unit=SCHOOL)
    for kind, document in said.documents.items():
        record = record_of(model, said, document.task)
        circle = sight.of_document(said, kind, document.task)
        yield Asked(f"document {kind}", circle, record)
    for matter in said.matters:
        yield Asked(f"matter {matter}", sight.of_matter(said, matter), unit)


def record_of(model: Definition, said: Manifest, element: str) -> RecordFacts:
    """Give the record of a task, about the school where it is about a unit."""
    drawn = model.elements[element]
    process = model.processes[drawn.process]
    own = said.sets.get(process.each or "")
    of_package = own is not None and own.package
    key = (NOMINEE if of_package else SCHOOL) if process.each else ""
    roles = (e.role for e in model.elements.values() if e.process == drawn.process)
    lanes = frozenset(role for role in roles if role)
    about = key or said.open.about_opener
    return RecordFacts(element=element, key=key, unit=SCHOOL if about else "", lanes=lanes)


def case_of(said: Manifest) -> CaseSight:
    """Give a case; the school opened it, where units do."""
    opener = OPENER if MEMBER in said.open.by else ""
    return CaseSight(rules=rules(), manifest=said, opener=opener)


def answers(said: Manifest, each: Asked) -> dict[str, str]:
    """Say when each of WHO sees it: `always`, or the milestones of which any one opens it.

    Every set of milestones is asked, and comes to the same.
    """
    moments = milestones(said)
    case = case_of(said)
    stands = {who: sight.levels(post, each.record, case) for who, post in WHO.items()}
    found: dict[str, str] = {}
    for who, level in stands.items():
        opens = {
            marks
            for marks in _subsets(moments)
            if _sees(WHO[who], level, each, _reached(case, said, marks, each))
        }
        single = [name for name in moments if frozenset({name}) in opens]
        if frozenset() in opens:
            assert len(opens) == 2 ** len(moments)
            found[who] = "always"
        elif opens:
            assert opens == {m for m in _subsets(moments) if not m.isdisjoint(single)}
            found[who] = ", ".join(single)
    return found


def milestones(said: Manifest) -> list[str]:
    """Name what some circle waits for."""
    circles = (*said.sight.values(), said.known)
    return sorted({str(g.after) for circle in circles for g in circle if g.after})


def _of_task(model: Definition, said: Manifest, element: str) -> Iterator[Asked]:
    record = record_of(model, said, element)
    yield Asked(f"{element} page", sight.of_task(said, element), record)
    yield Asked(f"{element} history", sight.of_history(said, element), record)
    remarks = sight.of_remarks(said, element, about_unit=bool(record.unit))
    yield Asked(f"{element} remarks", remarks, record)
    form = forms(said.key)[str(model.elements[element].form)]
    slots = cast("list[dict[str, str]]", form.get("x-files", []))
    for kind, per in {slot["kind"]: slot.get("per") for slot in slots}.items():
        about = replace(record, unit=SCHOOL) if per in PER_UNIT else record
        yield Asked(f"{element} file {kind}", sight.of_file(said, kind, element), about)


def _subsets(names: list[str]) -> Iterator[frozenset[str]]:
    for count in range(len(names) + 1):
        yield from map(frozenset, itertools.combinations(names, count))


def _sees(post: str, level: frozenset[str], each: Asked, case: CaseSight) -> bool:
    own = sight.concerned(each.circle, post, case)
    return sight.may_see(each.circle, level | own, each.record, case)


def _reached(case: CaseSight, said: Manifest, names: frozenset[str], each: Asked) -> CaseSight:
    """Let milestones stand for the record, and for the school where they say whom it concerns."""
    circles = (*said.sight.values(), said.known)
    of_units = {str(g.after) for c in circles for g in c if g.level is Level.CONCERNED}
    marks = [
        Mark(kind or said.key, name, SCHOOL if full in of_units else each.record.key, AT)
        for full in names
        for kind, _, name in [full.rpartition(".")]
    ]
    return replace(case, marks=marks)
