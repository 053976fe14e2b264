"""Mutations of forms, decision tables and English words."""

from tests.mutation.kinds.changes import cut, doubled, said, text
from tests.mutation.kinds.flows import sub
from tests.mutation.kinds.kind import (
    NOT_HERE,
    FieldChange,
    Form,
    FormChange,
    in_fields,
    in_forms,
    in_xml,
)

REQUIRED, ACTIONS, ENUM = "required", "x-actions", "enum"
YES = True


def put(word: str, value: object) -> FieldChange:
    def change(_form: Form, _name: str, field: Form) -> str | None:
        if field.get(word) == value:
            return NOT_HERE
        field[word] = value
        return None

    return change


def drop(word: str) -> FieldChange:
    def change(_form: Form, _name: str, field: Form) -> str | None:
        return None if field.pop(word, None) is not None else NOT_HERE

    return change


def where(word: str, then: FieldChange) -> FieldChange:
    def change(form: Form, name: str, field: Form) -> object:
        return then(form, name, field) if word in field else NOT_HERE

    return change


def only(kind: str, then: FieldChange) -> FieldChange:
    def change(form: Form, name: str, field: Form) -> object:
        return then(form, name, field) if field.get("type") == kind else NOT_HERE

    return change


def gone(form: Form, name: str, _field: Form) -> None:
    del form["properties"][name]


def renamed(new: str) -> FieldChange:
    def change(form: Form, name: str, field: Form) -> None:
        del form["properties"][name]
        form["properties"][new.replace("{}", name)] = field

    return change


def choice(number: int, new: str | None) -> FieldChange:
    """Rename a choice, or take it out; its labels and buttons stay."""

    def change(_form: Form, _name: str, field: Form) -> str | None:
        known = field.get(ENUM)
        if not isinstance(known, list) or len(known) < 2:
            return NOT_HERE
        known[number : number + 1] = [] if new is None else [new]
        return None

    return change


def everywhere(form: Form, name: str, field: Form) -> str | None:
    """Rename a choice in the whole form, as somebody who means it."""
    if not isinstance(field.get(ENUM), list):
        return NOT_HERE
    old, new = field[ENUM][-1], "renamed"
    field[ENUM][-1] = new
    for word in ("x-labels", "x-outcome"):
        if isinstance(field.get(word), dict) and old in field[word]:
            field[word][new] = field[word].pop(old)
    for action in form.get(ACTIONS, ()):
        if action.get("field") == name and action.get("value") == old:
            action["value"] = new
    return None


def optional(form: Form, name: str, _field: Form) -> str | None:
    if name not in form.get(REQUIRED, ()):
        return NOT_HERE
    form[REQUIRED].remove(name)
    return None


def needed(form: Form, name: str, _field: Form) -> str | None:
    if name in form.get(REQUIRED, ()):
        return NOT_HERE
    form.setdefault(REQUIRED, []).append(name)
    return None


def action(**changes: object) -> FormChange:
    def change(form: Form) -> str | None:
        if not form.get(ACTIONS):
            return NOT_HERE
        form[ACTIONS][0].update(changes)
        return None

    return change


def whole(word: str, value: object) -> FormChange:
    def change(form: Form) -> str | None:
        if form.get(word) == value:
            return NOT_HERE
        if value is None:
            return None if form.pop(word, None) is not None else NOT_HERE
        form[word] = value
        return None

    return change


def signed(form: Form) -> None:
    form["x-sign"] = not form.get("x-sign", False)


def bounds(low: str, high: str, least: object, most: object) -> FieldChange:
    def change(_form: Form, _name: str, field: Form) -> None:
        field[low], field[high] = least, most

    return change


CELL = "//d:inputEntry/d:text"
ANSWER = "//d:outputEntry/d:text"
KINDS = (
    *in_fields({
        "a field taken out": gone,
        "a field renamed": renamed("{}_x"),
        "a field by a keyword": renamed("in"),
        "a field named typename": renamed("typename"),
        "a field named password": renamed("password"),
        "a field left out at will": optional,
        "a field always needed": needed,
        "a choice misspelt": choice(0, "aprove"),
        "a choice taken out": choice(-1, None),
        "a choice more": where(ENUM, lambda _f, _n, field: field[ENUM].append("another")),
        "a choice twice": where(ENUM, lambda _f, _n, field: field[ENUM].append(field[ENUM][0])),
        "a choice renamed throughout": everywhere,
        "no choices": drop(ENUM),
        "choices of none": where(ENUM, put(ENUM, [])),
        "choices that are numbers": where(ENUM, put(ENUM, [1, 2])),
        "no labels": drop("x-labels"),
        "a label more": where("x-labels", lambda _f, _n, field: field["x-labels"].update(z="Z")),
        "no outcome": drop("x-outcome"),
        "an outcome misspelt": where("x-outcome", put("x-outcome", {"returned": "return"})),
        "an outcome of no meaning": where("x-outcome", put("x-outcome", {"return": "retrun"})),
        "an outcome of a text": only("string", put("x-outcome", {})),
        "no reason": drop("x-reason"),
        "a reason of a choice": where(ENUM, put("x-reason", YES)),
        "does not steer": drop("x-route"),
        "steers": put("x-route", YES),
        "a number": put("type", "number"),
        "a whole number": put("type", "integer"),
        "a truth": put("type", "boolean"),
        "an object": put("type", "object"),
        "a list": put("type", "array"),
        "of no type": drop("type"),
        "of two types": put("type", ["string", "integer"]),
        "perhaps null": only("string", put("type", ["string", "null"])),
        "a day": only("string", put("format", "date")),
        "no day": where("format", drop("format")),
        "a time": only("string", put("format", "date-time")),
        "a pattern nothing fits": only("string", put("pattern", "^(?!)")),
        "a widget that is none": put("x-widget", "grid"),
        "a widget for units": only("string", put("x-widget", "unit")),
        "no widget": drop("x-widget"),
        "bounds that leave nothing": bounds("minLength", "maxLength", 10, 5),
        "numbers that leave nothing": only("integer", bounds("minimum", "maximum", 10, 5)),
        "lists that leave nothing": only("array", bounds("minItems", "maxItems", 10, 5)),
        "a day before what is none": where("x-min", put("x-min", "tomorrow")),
        "a day before itself": where("x-min", lambda _f, name, it: it.update({"x-max": name})),
        "days that leave nothing": where(
            "format", bounds("x-min", "x-max", "2030-01-01", "2020-01-01")
        ),
        "a longest of nought": only("string", put("maxLength", 0)),
        "one text alone": only("string", put("const", "x")),
        "only to read": put("readOnly", YES),
        "of another file": put("$ref", "common/nothing.json"),
        "without a title": drop("title"),
        "a default": put("default", "x"),
    }),
    *in_forms({
        "open to all fields": whole("additionalProperties", YES),
        "nothing said of other fields": whole("additionalProperties", None),
        "a list as a whole": whole("type", "array"),
        "of an older schema": whole("$schema", "http://json-schema.org/draft-07/schema#"),
        "no buttons": whole(ACTIONS, None),
        "an empty list of buttons": whole(ACTIONS, []),
        "a button for nothing": action(value="nothing"),
        "a button of no field": action(field="nothing"),
        "a button without a label": action(label=""),
        "a button of no style": action(style="purple"),
        "signed or not": signed,
        "needs what is not there": whole(REQUIRED, ["nothing"]),
        "never valid": whole("not", {}),
        "one field at most": whole("maxProperties", 0),
        "no rules between fields": whole("allOf", None),
        "files of no kind": whole("x-files", [{"title": "Tệp", "required": True}]),
        "files that are no list": whole("x-files", {"kind": "x"}),
        "a file needed": whole("x-files", [{"kind": "extra", "title": "Tệp", "required": True}]),
        "shows nothing there is": whole("x-shows", ["record:nothing"]),
        "no title above all": whole("title", None),
        "a keyword of nobody": whole("x-nothing", YES),
    }),
    *in_xml("table", ".dmn", {
        "a line taken out": ("//d:rule", cut),
        "a line twice": ("//d:rule", doubled),
        "a cell for everything": (CELL, text("-")),
        "a cell the other way": (CELL, sub("True", "False")),
        "a cell misspelt": (CELL, sub("True", "Ture")),
        "a cell of another sort": (CELL, text("1")),
        "a cell of FEEL": (CELL, text("not(True)")),
        "a cell too few": ("//d:inputEntry", cut),
        "an answer too few": ("//d:outputEntry", cut),
        "an answer of another sort": (ANSWER, text("1")),
        "an answer misspelt": (ANSWER, text("Ture")),
        "an empty answer": (ANSWER, text("")),
        "another policy": ("//d:decisionTable", said(hitPolicy="COLLECT")),
        "a policy that is none": ("//d:decisionTable", said(hitPolicy="BEST")),
        "the first line": ("//d:decisionTable", said(hitPolicy="FIRST")),
        "asks what nobody hands over": ("//d:inputExpression/d:text", text("{}s")),
        "asks nothing": ("//d:inputExpression/d:text", text("")),
        "asks another sort": ("//d:inputExpression", said(typeRef="string")),
        "answers under another name": ("//d:output", said(name="other")),
        "another name": ("//d:decision", said(id="other")),
        "a column taken out": ("//d:input", cut),
        "an answer's column taken out": ("//d:output", cut),
    }),
)  # fmt: skip
