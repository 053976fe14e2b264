"""The expressions of a manifest, kept as text: where each stands and which names it may read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from server.domain.manifest.entries import ONE_A_YEAR, Manifest, TimedOpening
from server.domain.manifest.outline import OPENING, FormOutline, Outline
from server.domain.manifest.taken import SOURCE
from server.domain.toml_file import Path

Names = Mapping[str, frozenset[str] | None]
"""What may be read: each name with its fields, None where these are not known here."""

Forms = Mapping[str, Mapping[str, FormOutline]]
"""Of other processes, as far as they are known, the form of each task and of the opening."""

DAY, TRUTH = "day", "truth"
COMPUTED: Final = "computed"
"""The table of `open.timed` whose expressions give what their fields hold."""
_DAYS: Final[Names] = {"year": None, "deadlines": None}
_CASE: Final[Names] = {**_DAYS, "opened_on": None, "opened_by": None, "units": None}
_RECORD: Final[Names] = {**_CASE, "key": None, "mode": None}


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression; `constant` is the rule that it breaks by reading nothing, empty for none."""

    path: Path
    source: str
    names: Names
    constant: str = ""
    wanted: str = ""
    """The sort its value must have; empty where it may be any."""
    source_of: str = ""
    """The process that `source` is the opening form of a case of; its own where it is empty."""

    @property
    def day(self) -> bool:
        """Tell whether its value must be a day."""
        return self.wanted == DAY


def expressions(
    manifest: Manifest, outline: Outline, forms: Forms = MappingProxyType({})
) -> Iterator[Expression]:
    """Give every expression of a manifest; `forms` are those of others, as far as known."""
    opening: Names = {OPENING: routed(outline.opening)} if manifest.open.form else {}
    if manifest.open.one not in {"", ONE_A_YEAR}:
        yield Expression(("open", "one"), manifest.open.one, opening, "ONE")
    for number, timed in enumerate(manifest.open.timed):
        yield from _of_timed(number, timed, forms)
    yield from _of_taken(manifest, {"year": None, **opening}, forms)
    yield from _of_records(manifest, {**_RECORD, **opening})


def _of_timed(number: int, timed: TimedOpening, forms: Forms) -> Iterator[Expression]:
    path, names = ("open", "timed", number), {**_DAYS, **_theirs(timed, forms)}
    kind = timed.after.kind if timed.after else ""
    if timed.at:
        yield Expression((*path, "at"), timed.at, _DAYS, "DAY-FIXED", DAY)
    if kind and timed.where:
        yield Expression((*path, "where"), timed.where, names, "IF", TRUTH, kind)
    known = {**names, "opened_on": None} if kind else _DAYS
    for name, source in timed.computed.items():
        yield Expression((*path, COMPUTED, name), source, {**known, "units": None}, source_of=kind)


def _theirs(timed: TimedOpening, forms: Forms) -> Names:
    """Let the opening form of the case be read that an opening waits for."""
    found = forms.get(timed.after.kind) if timed.after else None
    return {SOURCE: None if found is None else routed(found.get(OPENING, FormOutline()))}


def _of_taken(manifest: Manifest, known: Names, forms: Forms) -> Iterator[Expression]:
    for number, each in enumerate(manifest.taken):
        if each.where:
            theirs = forms.get(each.process) if each.process else None
            asked = None if theirs is None else routed(theirs.get(OPENING, FormOutline()))
            names = {**known, SOURCE: asked if each.process else known.get(OPENING)}
            path = ("taken", number, "where")
            yield Expression(path, each.where, names, "IF", TRUTH, each.process)


def _of_records(manifest: Manifest, known: Names) -> Iterator[Expression]:
    for name, mark in manifest.milestones.items():
        if mark.due:
            yield Expression(("milestones", name, "due"), mark.due, known, "DAY-FIXED", DAY)
    for element, entry in manifest.tasks.items():
        if entry.condition:
            yield Expression(("tasks", element, "if"), entry.condition, known, "IF", TRUTH)


def routed(form: FormOutline | None) -> frozenset[str] | None:
    """Return the fields of a form that enter the process; None where there is no form to ask."""
    if form is None:
        return None
    return frozenset(name for name, field in form.fields.items() if field.routed)
