"""What must hold of what is made of records: milestones, files, documents, sets and rows."""

import re
from collections.abc import Iterator
from typing import Final

from server.domain.manifest.checks.finding import Finding, Judged, listed
from server.domain.manifest.documents import DOCUMENT_TYPE, AgencyOf
from server.domain.manifest.entries import TaskOutcome
from server.domain.manifest.outline import OPENING, FormOutline
from server.domain.toml_file import Path

AGENCY_SYMBOL: Final = re.compile(r"(?=.{1,60}$)[^\s/*]+(?:/[^\s/*]+)*\*?")
"""What follows a number of an agency's: `QĐ-UBND`; with a star at its end, whatever begins so."""


def reached(judged: Judged) -> Iterator[Finding]:
    """Refuse a milestone that nothing can reach."""
    for name, each in judged.manifest.milestones.items():
        for key, several in (("task", each.tasks), ("every", each.every)):
            for done in several:
                yield from _completed(judged, ("milestones", name, key), done, "MILESTONE")
        if each.passed and each.passed not in judged.outline.passable:
            holes = {"element": each.passed, "known": listed(judged.outline.passable)}
            yield Finding("MILESTONE-PASSED", ("milestones", name, "passed"), holes)


def files(judged: Judged) -> Iterator[Finding]:
    """Refuse a kind of file that no form asks for."""
    asked = frozenset(kind for task in judged.outline.tasks.values() for kind in task.form.files)
    named: list[tuple[Path, str]] = [(("files", kind), kind) for kind in judged.manifest.files]
    named += [
        (("documents", name, "file"), each.file)
        for name, each in judged.manifest.documents.items()
        if each.file
    ]
    for path, kind in named:
        if kind not in asked:
            yield Finding("FILE-KIND", path, {"kind": kind, "known": listed(asked)})


def documents(judged: Judged) -> Iterator[Finding]:
    """Refuse a document of a task that is not there, or that never comes out so."""
    for name, each in judged.manifest.documents.items():
        if each.task:
            done = TaskOutcome(each.task, each.when)
            yield from _completed(judged, ("documents", name, "task"), done, "DOCUMENT")


def turned_back(judged: Judged) -> Iterator[Finding]:
    """Refuse a paper that is made where its task sends back or says no, too, and asks no number.

    Where a number is asked for then as well, a paper is meant: the minutes of a meeting.
    """
    for name, each in judged.manifest.documents.items():
        form = judged.outline.form(each.task) or FormOutline()
        if not (each.when or each.number) and form.turning_back < form.outcomes:
            for outcome in sorted(form.turning_back):
                holes = {"task": each.task, "outcome": outcome}
                yield Finding("DOCUMENT-BACK", ("documents", name), holes)


def reached_by_refusal(judged: Judged) -> Iterator[Finding]:
    """Refuse a milestone that a task reaches, too, when it sends back or says no."""
    for name, each in judged.manifest.milestones.items():
        for key, several in (("task", each.tasks), ("every", each.every)):
            for element in (done.element for done in several if not done.outcome):
                form = judged.outline.form(element) or FormOutline()
                for outcome in sorted(
                    form.turning_back if form.turning_back < form.outcomes else ()
                ):
                    holes = {"task": element, "outcome": outcome}
                    yield Finding("MILESTONE-BACK", ("milestones", name, key), holes)


def filled_in(judged: Judged) -> Iterator[Finding]:
    """Refuse a number, or its day, that who makes the paper may leave out."""
    for name, each in judged.manifest.documents.items():
        form = judged.outline.form(each.task) or FormOutline()
        for outcome in sorted({each.when} if each.when else form.outcomes):
            for key, asked in (("number", each.number), ("date", each.date)):
                left_out = asked in form.fields and asked not in form.needed.get(outcome, {asked})
                if left_out:
                    holes = {"field": asked, "task": each.task, "outcome": outcome}
                    yield Finding("DOCUMENT-NEEDED", ("documents", name, key), holes)


def asked(judged: Judged) -> Iterator[Finding]:
    """Refuse a field without words: nobody knows what is asked."""
    forms = {("tasks", element): task.form for element, task in judged.outline.tasks.items()}
    forms[("open", "form")] = judged.outline.opening or FormOutline()
    for path, form in forms.items():
        for name, field in form.fields.items():
            if not field.titled:
                yield Finding("FORM-TITLE", path, {"field": name})
            for column in sorted(n for n, each in field.columns.items() if not each.titled):
                yield Finding("FORM-TITLE", path, {"field": f"{name}.{column}"})


def registers(judged: Judged) -> Iterator[Finding]:
    """Refuse a field for a number that the bloc's register gives, and a symbol nobody can write."""
    for name, each in judged.manifest.documents.items():
        for key, field in (("number", each.number), ("date", each.date)):
            form = judged.outline.form(each.task) or FormOutline()
            asked = field in form.fields and not form.fields[field].unregistered
            if each.register and asked:
                yield Finding("REGISTER-FIELD", ("documents", name, key), {"field": field})
        written = DOCUMENT_TYPE if each.register else AGENCY_SYMBOL
        if (each.register or each.symbol) and not written.fullmatch(each.symbol or name):
            path = ("documents", name, "symbol" if each.symbol else "register")
            holes = {"symbol": each.symbol or name, "example": "KH" if each.register else "QĐ-UBND"}
            yield Finding("DOCUMENT-SYMBOL", path, holes)


def unregistered(judged: Judged) -> Iterator[Finding]:
    """Refuse to leave a field to the register that says neither its number nor its day."""
    said = {
        (each.task, field)
        for each in judged.manifest.documents.values()
        if each.register
        for field in (each.number, each.date)
    }
    forms = {("tasks", element): task.form for element, task in judged.outline.tasks.items()}
    forms[("open", "form")] = judged.outline.opening or FormOutline()
    for path, form in forms.items():
        for field, each in form.fields.items():
            if each.unregistered and ((path[1], field) not in said or each.routed):
                yield Finding("REGISTER-UNSAID", path, {"field": field})


def typed_numbers(judged: Judged) -> Iterator[Finding]:
    """Refuse a number of no year, and to say whose number it is where the symbol says it."""
    for name, each in judged.manifest.documents.items():
        if each.symbol and each.number and not each.register and not each.date:
            yield Finding("DOCUMENT-DAY", ("documents", name, "date"), {"field": each.number})
        if each.agency is not AgencyOf.OWN and (each.register or not each.starred):
            yield Finding("DOCUMENT-AGENCY", ("documents", name, "agency"), {"document": name})
        if each.shared and (each.register or not each.symbol):
            yield Finding("DOCUMENT-SHARED", ("documents", name, "shared"), {"document": name})


def fields(judged: Judged) -> Iterator[Finding]:
    """Refuse a field that the form of its task does not have."""
    for path, name, field in _fields(judged):
        form = judged.outline.form(name)
        if form is None:
            if name == OPENING or path[0] != "documents":  # a document's task has a rule
                yield Finding("FIELD", path, {"field": field, "task": name, "known": "—"})
        elif field not in form.fields:
            known = listed(form.fields) or "—"
            yield Finding("FIELD", path, {"field": field, "task": name, "known": known})


def dated_rows(judged: Judged) -> Iterator[Finding]:
    """Refuse rows without a day: they have no place on the board."""
    for number, rows in enumerate(judged.manifest.rows):
        form = judged.outline.form(rows.element)
        field = form.fields.get(rows.field) if form else None
        if field is not None and not field.dated:
            yield Finding("ROWS-DAY", ("rows", number, "of"), {"field": rows.field})


def _completed(judged: Judged, path: Path, done: TaskOutcome, rule: str) -> Iterator[Finding]:
    if done.element not in judged.outline.tasks:  # the opening form is nobody's task
        holes = {"task": done.element, "known": listed(judged.outline.tasks)}
        yield Finding(f"{rule}-TASK", path, holes)
    elif done.outcome and done.outcome not in judged.outcomes(done):
        holes = {"task": done.element, "outcome": done.outcome}
        holes["known"] = listed(judged.outcomes(done))
        yield Finding(f"{rule}-OUTCOME", path, holes)


def _fields(judged: Judged) -> Iterator[tuple[Path, str, str]]:
    """Give every naming of a form's field: its place, the task, the field."""
    manifest = judged.manifest
    named: list[tuple[Path, str]] = []
    for name, document in manifest.documents.items():
        for key, field in (("number", document.number), ("date", document.date)):
            named.append((("documents", name, key), f"{document.task}.{field}" if field else ""))
    named += [(("sets", name, "chosen"), each.chosen) for name, each in manifest.sets.items()]
    named += [(("sets", name, "rows"), each.rows) for name, each in manifest.sets.items()]
    named += [(("rows", number, "of"), each.of) for number, each in enumerate(manifest.rows)]
    named += [(("figures", name, "of"), each.of) for name, each in manifest.figures.items()]
    named += [
        (("printouts", name, "body", number, "rows" if part.rows else "field"), of)
        for name, each in manifest.printouts.items()
        for number, part in enumerate(each.body)
        if (of := part.rows or part.field)
    ]
    for path, text in named:
        element, _, field = text.partition(".")
        if field:
            yield path, element, field
