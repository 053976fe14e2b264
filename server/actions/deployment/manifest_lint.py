"""The linter's word on manifests: the domain's rules and the engine's, as findings of one kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from server.actions.deployment.every_lint import apart
from server.actions.deployment.names import EVERY_YEAR, YearNames, fact_types
from server.actions.deployment.timed_days import days, overdue, twice
from server.actions.deployment.timed_lint import (
    Asked,
    absent_values,
    source_type,
    wanted,
    wrong_values,
)
from server.domain.cases.titles import HOLE
from server.domain.manifest import (
    Expression,
    Finding,
    FormOutline,
    Manifest,
    ManifestDraft,
    Outline,
    ParticipantSet,
    TaskOutline,
    draft_manifest,
    expressions,
    findings,
)
from server.domain.manifest.calls import with_calls
from server.domain.manifest.checks.finding import Judged
from server.domain.manifest.checks.name import titles
from server.domain.manifest.expressions import COMPUTED, TRUTH
from server.domain.manifest.mistakes import ManifestCode
from server.domain.manifest.outline import OPENING
from server.domain.manifest.taken import SOURCE
from server.domain.toml_file import FileCode, FileMistake, FileMistakes, ReadingCode, field_name
from server.engine import (
    Kind,
    Precedence,
    Problem,
    Sketch,
    always_same,
    behind,
    judge,
    misfits,
    past_days,
    sketch,
)
from server.engine.lint.values.form_types import opening as opened_with
from server.engine.lint.values.value_types import ANY, Type

_RULES: Final[Mapping[FileCode, str]] = {
    ReadingCode.SYNTAX: "MANIFEST-TOML",
    ReadingCode.TOO_BIG: "MANIFEST-TOML",
    ReadingCode.UNKNOWN_KEY: "KEY",
    ManifestCode.GRANT: "GRANT",
    ManifestCode.LEVEL: "LEVEL",
    ManifestCode.REACHED_BY: "MILESTONE",
}
"""The rule a mistake of writing breaks; any other breaks VALUE."""
_NAMES: Final = frozenset({"name", "short"})
CALL: Final = "callActivity"
"""What a call is drawn as, which is opened up where that can be done."""
_PASSABLE: Final = frozenset(
    {
        Kind.SERVICE,
        Kind.DECISION,
        Kind.START,
        Kind.END,
        Kind.THROW,
        Kind.CATCH,
        Kind.TIMER,
        Kind.BOUNDARY,
        Kind.SUBPROCESS,
        Kind.INNER_START,
        Kind.INNER_END,
        Kind.ERROR_END,
        Kind.ERROR_BOUNDARY,
        CALL,
    }
)


Keyed = Mapping[str, frozenset[str]]
"""Of each process, the milestones that only single units or nominees reach."""
NOBODY_KNOWS: Final[Keyed] = MappingProxyType({})
NO_FORMS: Final[Asked] = MappingProxyType({})


def manifest_problems(  # noqa: PLR0913, PLR0917 - what a manifest is judged beside
    key: str,
    files: Mapping[str, bytes],
    others: Mapping[str, Manifest],
    year: YearNames = EVERY_YEAR,
    keyed: Keyed = NOBODY_KNOWS,
    called: Mapping[str, Manifest] = MappingProxyType({}),
    asked: Asked = NO_FORMS,
) -> Iterator[Problem]:
    """Name all that is wrong with "<key>.toml", beside its diagram and the manifests it names.

    `called` are those of what it calls, by what stands before the ids of each call; `asked`
    are the forms of the tasks of the others, as far as they are known.
    """
    name = f"{key}.toml"
    if name not in files:
        yield Problem("MANIFEST", key, {"file": name}, f"{key}.bpmn")
        return
    try:
        draft = draft_manifest(key, files[name].decode("utf-8"))
    except UnicodeDecodeError as error:
        holes = {"line": str(files[name].count(b"\n", 0, error.start) + 1), "said": "UTF-8?"}
        yield Problem("MANIFEST-TOML", "", holes, name)
        return
    for mistake in draft.items if isinstance(draft, FileMistakes) else draft.mistakes:
        yield _written(name, mistake)
    whole = sketch(key, files)
    if isinstance(draft, ManifestDraft) and whole is not None:
        drawn = whole.own()
        outline = _outline(draft.manifest, drawn)
        yield from _fitting(name, draft, _Beside(drawn, outline, others, year, keyed, asked))
        said = replace(outline, titles=_titles(whole, draft.manifest))
        together = Judged(with_calls(draft.manifest, called), said, others, year.roles)
        yield from (_found(name, draft, each) for each in titles(together))


def _written(file: str, mistake: FileMistake) -> Problem:
    rule = _RULES.get(mistake.code, "VALUE")
    if mistake.field in _NAMES and mistake.code is not ReadingCode.UNKNOWN_KEY:
        rule = "NAME"
    elif mistake.field.endswith(".act") and mistake.code is ReadingCode.UNKNOWN_VALUE:
        rule = "ACT"
    field = f"{mistake.field}: " if mistake.field else ""
    holes = {
        "line": str(mistake.line),
        "said": f"{field}{mistake.message('en')}",
        "said.vi": f"{field}{mistake.message('vi')}",
    }
    return Problem(rule, mistake.field, holes, file)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a manifest is judged beside."""

    drawn: Sketch
    outline: Outline
    others: Mapping[str, Manifest]
    year: YearNames
    keyed: Keyed
    asked: Asked


def _fitting(file: str, draft: ManifestDraft, beside: _Beside) -> Iterator[Problem]:
    """Judge what could be read; a field that has a mistake already is not judged again."""
    outline, types = beside.outline, fact_types(draft.manifest, beside.drawn.forms, beside.year)
    opening = beside.drawn.forms.get(draft.manifest.open.form)
    forms = {
        name: {task: FormOutline.of_schema(schema) for task, schema in each.items()}
        for name, each in beside.asked.items()
    }
    judged = findings(
        draft.manifest, outline, beside.others, beside.year.roles, beside.keyed, forms
    )
    absent = absent_values(draft.manifest, opening, types, beside.asked)
    timed = (*days(draft.manifest, opening), *overdue(draft.manifest), *twice(draft.manifest))
    timed += tuple(Finding("OUTCOME-IDLE", path) for path in draft.unread)
    timed += tuple(apart(draft.manifest, beside.drawn))
    for found in (*judged, *wrong_values(draft.manifest, opening), *absent, *timed):
        if not draft.notes.touch(*found.path):
            yield _found(file, draft, found)
    for each in expressions(draft.manifest, outline, forms):
        if not draft.notes.touch(*each.path):
            known = {**types, SOURCE: _source(draft.manifest, each, types, beside.asked)}
            for problem in _expression(draft, each, known, wanted(each, opening)):
                yield Problem(problem.rule, problem.element, problem.holes, file)


def _source(manifest: Manifest, each: Expression, types: Mapping[str, Type], asked: Asked) -> Type:
    """Give the type of the opening form of the case that rows are taken from, or that opens one."""
    if each.source_of and COMPUTED in each.path:
        return source_type(manifest.open.timed[int(each.path[2])], asked)
    if not each.source_of:
        return types.get(OPENING, ANY)
    return opened_with(asked.get(each.source_of, {}).get(OPENING), OPENING)


def _found(file: str, draft: ManifestDraft, found: Finding) -> Problem:
    holes = {"line": str(draft.line(found.path)), **found.holes}
    return Problem(found.rule, field_name(found.path), holes, file)


def _expression(
    draft: ManifestDraft, each: Expression, types: Mapping[str, Type], sort: str
) -> Iterator[Problem]:
    place, line = field_name(each.path), str(draft.line(each.path))
    read, problems = judge(place, each.source, each.names)
    if not problems:
        named = {name: types[name] for name in each.names if name in types}
        problems = misfits(place, each.source, named, sort)
    for problem in problems:
        dated = problem.rule == "TYPE-RESULT" and each.day
        yield Problem("DUE", place, {"line": line, "source": each.source}) if dated else problem
    for day in past_days(each.source, types) if each.day and not problems else ():
        yield Problem("DAY-PAST", place, {"source": day})
    same = not read or (each.wanted == TRUTH and always_same(each.source, types))
    if not problems and same and each.constant:
        yield Problem(each.constant, place, {"line": line, "source": each.source})


def _outline(manifest: Manifest, drawn: Sketch) -> Outline:
    forms = {name: FormOutline.of_schema(schema) for name, schema in drawn.forms.items()}
    return Outline(
        tasks={
            each.id: TaskOutline(
                process=each.process,
                role=each.role or "",
                form=forms.get(each.form or "", FormOutline()),
            )
            for each in drawn.elements
            if each.kind == Kind.USER
        },
        decisions=frozenset(each.id for each in drawn.elements if each.kind == Kind.DECISION),
        passable=frozenset(each.id for each in drawn.elements if each.kind in _PASSABLE),
        opening=forms.get(manifest.open.form),
        sets=drawn.sets,
        processes={each.id: each.process for each in drawn.elements},
        holes=_holes(drawn),
        later=_later(drawn),
    )


def _later(drawn: Sketch) -> dict[str, frozenset[str]]:
    order = Precedence(drawn.drawing)
    return {each.id: order.later(each.id) for each in drawn.elements if each.kind == Kind.USER}


def _holes(drawn: Sketch) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for each in drawn.elements:
        held = frozenset(HOLE.findall(each.title or ""))
        found[each.process] = found.get(each.process, frozenset()) | held
    return found


def _titles(drawn: Sketch, manifest: Manifest) -> dict[str, tuple[str, ...]]:
    """Give for each task whose title says fields of steps the steps in whose forms they stand."""
    elements, found = {each.id: each for each in drawn.elements}, {}
    for task in drawn.elements:
        named = (hole.partition(".") for hole in HOLE.findall(task.title or "") if "." in hole)
        read = (behind(elements, drawn.message_flows, name, field) for name, _, field in named)
        rows = manifest.sets.get(drawn.sets.get(task.process, ""), ParticipantSet()).rows
        of_row = {each.id for each in drawn.elements if rows and each.process == task.process}
        froms = [
            rows.partition(".")[0] if each in of_row and elements[each].kind == Kind.START else each
            for several in read
            for each in sorted(several)
        ]
        if task.kind == Kind.USER and froms:
            found[task.id] = tuple(dict.fromkeys(froms))
    return found
