"""What the code of a process reads of its forms is declared, and nothing else is shown to it."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from server.actions.deployment.definition_lint import definition_problems, manifests
from server.actions.steps.process_code import HandledForm, ProcessCode
from server.engine import RowFields
from server.processes import PROCESSES
from tests.mutation.judging import beside, unchanged
from tests.workflows.product import FORMS

CODES = [process.code for process in PROCESSES]
every_process = pytest.mark.parametrize("code", CODES, ids=lambda code: code.key)


def shipped(name: str) -> Mapping[str, Any]:
    form = json.loads((FORMS / f"{name}.json").read_text(encoding="utf-8"))
    assert isinstance(form, dict)
    return form


def rows(field: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    inner = field.get("patternProperties", {}).values()
    for each in inner:
        yield from rows(each)
    if not inner:
        yield field


def taken_out(key: str, form: str, *path: str) -> set[tuple[str, str]]:
    """Lint a process without a field of a form, or of the rows of one, and name the findings."""
    changed = json.loads(unchanged(key)[f"{form}.json"])
    fields = changed["properties"]
    if len(path) > 1:
        fields = next(rows(fields[path[0]]))["properties"]
    del fields[path[-1]]
    files = {**unchanged(key), f"{form}.json": json.dumps(changed).encode()}
    others = manifests({name: text for name, text in beside().items() if name != key})
    return {(each.rule, each.element) for each in definition_problems(key, files, others)}


@every_process
def test_every_field_that_is_declared_is_in_its_form_as_it_is_declared(code: ProcessCode) -> None:
    for name, form in code.forms.items():
        asked = shipped(name)["properties"].items()
        there = {field: schema for field, schema in asked if not schema.get("readOnly")}
        read = {**form.fields, **form.reads}
        assert read.keys() <= there.keys(), name
        assert [field for field in read if not read[field].fits(there[field])] == [], name


@every_process
def test_every_field_of_a_composite_row_is_declared(code: ProcessCode) -> None:
    found: dict[str, set[str]] = {}
    widget: RowFields
    for name in code.forms:
        for schema in shipped(name)["properties"].values():
            if widget := code.widgets.get(schema.get("x-widget", ""), {}):
                for row in rows(schema):
                    there = row["properties"]
                    assert there.keys() == widget.keys(), name
                    assert [f for f in widget if not widget[f].fits(there[f])] == [], name
                found.setdefault(schema["x-widget"], set()).add(name)
    read_only = {name for name, row in code.widgets.items() if not row}
    assert found.keys() == code.widgets.keys() - read_only


@every_process
def test_a_handler_is_shown_what_it_declares_and_nothing_else(code: ProcessCode) -> None:
    for form in code.forms.values():
        declared = {**form.fields, **form.reads}
        assert shown(form, [*declared, "undeclared"]) == declared.keys()


def shown(form: HandledForm, names: list[str]) -> set[str]:
    return {*form.asked_of(dict.fromkeys(names))}


@pytest.mark.parametrize(
    ("key", "form", "path"),
    [
        ("evaluation", "adopt", ("units_sent_back",)),
        ("evaluation", "adopt", ("units_sent_back", "send_back")),
        ("evaluation", "late_units", ("until",)),
        ("award_review", "vote", ("votes", "choice")),
        ("submission", "decide", ("reason",)),
        ("submission", "council_vote", ("minutes_no",)),
    ],
    ids=lambda each: ".".join(each) if isinstance(each, tuple) else each,
)
def test_what_code_reads_may_not_be_left_out(key: str, form: str, path: tuple[str, ...]) -> None:
    assert ("FORM-READ", ".*.".join(path)) in taken_out(key, form, *path)


Change = Callable[[dict[str, Any]], None]


def format_dropped(field: str) -> Change:
    return lambda form: form["properties"][field].pop("format")


def required(*fields: str) -> Change:
    return lambda form: form["required"].extend(fields)


def optional(field: str) -> Change:
    return lambda form: form["required"].remove(field)


def said(field: str, **words: object) -> Change:
    return lambda form: form["properties"][field].update(words)


def in_rows(field: str, needed: list[str]) -> Change:
    def change(form: dict[str, Any]) -> None:
        row = next(rows(form["properties"][field]))
        assert isinstance(row, dict)
        row["required"] = needed

    return change


def without_rules(form: dict[str, Any]) -> None:
    del form["allOf"]


@pytest.mark.parametrize(
    ("key", "name", "change", "finding"),
    [
        ("evaluation", "late_units", format_dropped("until"), ("FORM-READ", "until")),
        ("award_review", "meeting", format_dropped("held_on"), ("FORM-READ", "held_on")),
        ("award_review", "reconvene", format_dropped("date"), ("FORM-READ", "date")),
        ("award_review", "sign_minutes", format_dropped("signed_on"), ("FORM-READ", "signed_on")),
        ("award_review", "meeting", required("scrutineers"), ("FORM-SOMETIMES", "scrutineers")),
        ("award_review", "reconvene", optional("reason"), ("FORM-NEEDED", "reason")),
        ("award_review", "count", optional("invalid"), ("FORM-NEEDED", "invalid")),
        ("award_review", "count", said("invalid", type=["integer", "null"]),
            ("FORM-NEEDED", "invalid")),
        ("evaluation", "adopt", optional("minutes_no"), ("FORM-NEEDED", "minutes_no")),
        ("submission", "decide", without_rules, ("FORM-NEEDED", "reason")),
        ("award_review", "vote", in_rows("votes", []), ("FORM-NEEDED", "votes.*.choice")),
        ("evaluation", "score", in_rows("scores", ["points"]),
            ("FORM-SOMETIMES", "scores.*.points")),
        ("award_review", "reconvene", said("date", **{"x-max": "today"}), ("FORM-BOUND", "date")),
        ("award_review", "minutes", said("minutes_no", maxLength=200),
            ("FORM-BOUND", "minutes_no")),
        ("submission", "council_vote", said("present", minimum=-5, maximum=-1),
            ("FORM-BOUND", "present")),
    ],
)  # fmt: skip
def test_a_form_asks_for_what_its_code_needs_and_as_it_reads_it(
    key: str, name: str, change: Change, finding: tuple[str, str]
) -> None:
    form = json.loads(unchanged(key)[f"{name}.json"])
    change(form)
    files = {**unchanged(key), f"{name}.json": json.dumps(form).encode()}
    others = manifests({other: text for other, text in beside().items() if other != key})
    assert finding in {
        (each.rule, each.element) for each in definition_problems(key, files, others)
    }
