"""Mutations of papers, signatures, records that are shown, and whom a pool runs for."""

from tests.mutation.kinds.changes import cut, said, without
from tests.mutation.kinds.files import YES, put, where
from tests.mutation.kinds.kind import (
    NOT_HERE,
    Form,
    Node,
    in_fields,
    in_forms,
    in_toml,
    in_xml,
)

POOL = "//b:participant[@processRef]"
SET = "//s:property[@name='each']"


def for_another_choice(form: Form) -> str | None:
    """Need for the one outcome what was needed for the other."""
    fields = form.get("properties", {})
    for rule in form.get("allOf", ()):
        for name, asked in rule.get("if", {}).get("properties", {}).items():
            others = [
                each for each in fields.get(name, {}).get("enum", ()) if asked.get("const") != each
            ]
            if "const" in asked and others:
                asked["const"] = others[0]
                return None
    return NOT_HERE


def not_needed_at_all(form: Form) -> str | None:
    """Need no field, whatever comes out."""
    rules = [each for each in form.get("allOf", ()) if "then" in each]
    if not (rules or form.get("required")):
        return NOT_HERE
    form["required"] = []
    form["allOf"] = []
    return None


def another_set(node: Node) -> str | None:
    """Let a pool run for a set whose name is misspelt."""
    node.set("value", f"{node.get('value')}s")
    return None


def of_units(node: Node) -> str | None:
    if node.get("value") == "units":
        return NOT_HERE
    node.set("value", "units")
    return None


KINDS = (
    *in_toml({
        "a set for nobody": (r"^(\[sets\]\n)([a-z_]+)( = .*\n)", r"\1\2\3spare\3"),
        "a set of one pool for another": (r"^(\[sets\]\n)([a-z_]+)( = \{ chosen)", r"\1other\3"),
        "a set's hole that is in no title": (
            r'^([a-z_]+ = \{ chosen = "([a-z_]+)\.[a-z_]+".*) \}', r'\1, holes = ["\2.title"] }',
        ),
        "a set's hole more": (r'holes = \["', 'holes = ["none", "'),
        "a set's hole less": (r'holes = \["[a-z_.]+", ', "holes = ["),
        "a set's subject": (r"^([a-z_]+ = \{ chosen = .*) \}", r'\1, subject = "unit" }'),
        "a set's subject that is no hole": (r', subject = "unit"', ', subject = "other"'),
        "no subject of a set": (r', subject = "unit"', ""),
        "a set's holes taken out": (r", holes = \[[^\]]*\]", ""),
        "the record of one of many": (r'"table:([a-z_]+)"', r'"record:\1"'),
        "a table of one": (r'"record:([a-z_]+)"', r'"table:\1"'),
        "a table of the opening": (r'shows = \["', 'shows = ["table:opening", "'),
        "a signature of no class": (r', act = "sign"', ""),
        "an approval of no class": (r', act = "(approve|decide|vote|score)"', ""),
        "a signature of another class": (r'act = "sign"', 'act = "score"'),
        "an outcome of what is passed": (
            r'\{ passed = "([a-z_]+)"', r'{ passed = "\1", outcome = "done"',
        ),
        "an outcome of every one": (
            r"\{ every = \[([^\]]*)\]", r'{ every = [\1], outcome = "approve"',
        ),
        "an outcome beside those of the tasks": (
            r'task = \["([a-z_]+:[a-z_]+)"([^\]]*)\]', r'task = ["\1"\2], outcome = "approve"',
        ),
        "an outcome both ways": (
            r'task = "([a-z_]+)", outcome = "([a-z_]+)"', r'task = "\1:\2", outcome = "\2"',
        ),
        "a paper whatever comes out": (r'(\{ task = "[a-z_]+"), when = "[a-z_]+"', r"\1"),
        "a paper with neither outcome nor number": (
            r', when = "[a-z_]+"((?:, register = true)?), number = "[a-z_]+"(, date = "[a-z_]+")?',
            r"\1",
        ),
        "a paper without its day": (r', date = "[a-z_]+"', ""),
        "a paper of another task": (
            r'^([a-z_A-Z]+ = \{ task = ")[a-z_]+(".*name = )', r"\1opening\2",
        ),
        "a paper that all cases share": (r'(symbol = "[^"]*")', r"\1, shared = true"),
        "a paper of one case": (r", shared = true", ""),
        "a paper without a symbol": (r', symbol = "[^"]*"', ""),
    }),
    *in_xml("pool", ".bpmn", {
        "run for a set misspelt": (SET, another_set),
        "run for all units": (SET, of_units),
        "run for nobody in particular": (SET, cut),
        "without a process": (POOL, without("processRef")),
        "of another name": (POOL, said(name="")),
    }),
    *in_fields({
        "an empty title": put("title", ""),
        "a title of blanks": put("title", "  "),
        "a title of a number": put("title", 7),
        "a label of blanks": where("x-labels", lambda _f, _n, it: it["x-labels"].update(
            {next(iter(it["x-labels"])): " "}
        )),
        "no words for what comes out": where("x-outcome", put("x-outcome", YES)),
    }),
    *in_forms({
        "needed for another choice": for_another_choice,
        "nothing needed": not_needed_at_all,
    }),
)  # fmt: skip
