"""The platform knows no process: none of its names stands in platform code or on its pages.

The names are taken from `workflows/`, `forms/` and the packages' tables when the test runs. Words
the platform itself defines stand in `WORDS`; what is its own in one place, in
`platform_literals.txt`, each line with its reason.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from server.config import ROOT
from server.processes import PROCESSES

SERVER = ROOT / "server"
ABOVE = ("processes", "demo")
"""What stands above the platform, and may name processes."""
OWNED = Path(__file__).with_name("platform_literals.txt")
TABLES = frozenset(
    {"sheet", "score", "candidate", "opinion", "vote", "count_entry", "poll", "tally", "nominee"}
)
"""The tables that hold results of processes, in SQL."""
_NAMED_IN: Mapping[str, re.Pattern[str]] = {
    ".html": re.compile(r"""["'`]([A-Za-z_]\w*)(?=["'`])"""),
    ".js": re.compile(r"""["'`#.]([A-Za-z_]\w*)(?=["'`])"""),
    ".css": re.compile(r"""[.#"]([A-Za-z_]\w*)(?![\w-])"""),
    ".po": re.compile(r"^#(.*)$", re.MULTILINE),
}
_TABLE = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+(\w+)")
WORDS: Mapping[str, str] = {
    "approve": "an act class, and a form's meaning",
    "asked": "a key of a throw's record",
    "check": "a command, and an address",
    "closed": "a state of cases, and the milestone implied",
    "count": "a function of expressions",
    "decide": "an act class, and the engine's word for a decision table",
    "done": "a state of tasks, jobs and instances",
    "given": "a property of the diagram",
    "meeting": "a table: whoever met, for whatever process",
    "late": "a word for drafts that came after another",
    "plan": "what a migration of instances would do",
    "pledge": "a deadline of the year's plan",
    "proposed": "a state of an administrator's move",
    "published": "a milestone's name that pages explain",
    "quorum": "a field of a bloc file's rules of voting",
    "rank": "the priority page's address",
    "request": "Flask's object",
    "return": "a meaning of forms, and of elements that send back",
    "score": "an act class",
    "sign": "an act class, and a property of forms",
    "vote": "an act class",
    "wait": "the linter's word for a catch",
}
"""What the platform defines itself, though an element or a form is called so, and as what."""


def names() -> frozenset[str]:
    """Name every process, form and element that is shipped."""
    diagrams = sorted((ROOT / "workflows").glob("*.bpmn"))
    elements = {
        str(each.get("id"))
        for diagram in diagrams
        for each in etree.parse(diagram).iter("{http://www.omg.org/spec/BPMN/20100524/MODEL}*")
        if each.get("id")
    }
    forms = {form.stem for form in (ROOT / "forms").rglob("*.json")}
    return frozenset(elements | forms | {diagram.stem for diagram in diagrams}) - WORDS.keys()


def kinds() -> frozenset[str]:
    """Name every kind of event that the code of a process writes."""
    told = [process.pages.history for process in PROCESSES]
    return frozenset(kind for each in told for kind in (*each.events, *each.titles))


def texts(module: ast.Module) -> Iterator[str]:
    """Give the texts of a module, its docstrings left out."""
    docs = {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def literals() -> Iterator[str]:
    """Name each file of the platform with each name of a process that stands in it."""
    known = names()
    for path in sorted(SERVER.rglob("*.py")):
        if path.relative_to(SERVER).parts[0] in ABOVE:
            continue
        found = set(texts(ast.parse(path.read_text(encoding="utf-8"))))
        tables = {table for text in found for table in _TABLE.findall(text)} & TABLES
        events = {kind for kind in kinds() if any(kind in text for text in found)}
        for name in sorted((found & known) | {f"table:{table}" for table in tables} | events):
            yield f"{path.relative_to(ROOT)} {name}"


def pages() -> Iterator[str]:
    """Name each template, script, style sheet and catalogue with each name of a process in it.

    A name is a text between quotes, an id or a class of a style sheet, a word of a remark.
    """
    known = names()
    for path in sorted((SERVER / "web").rglob("*")):
        if path.suffix not in _NAMED_IN or "vendor" in path.parts:
            continue
        found = {
            name
            for part in _NAMED_IN[path.suffix].findall(path.read_text(encoding="utf-8"))
            for name in re.findall(r"\w+", part)
        }
        for name in sorted(found & known):
            yield f"{path.relative_to(ROOT)} {name}"


def owned() -> dict[str, str]:
    """Read what is the platform's own in one place: a line `path name ... # reason`."""
    lines: dict[str, str] = {}
    for line in OWNED.read_text(encoding="utf-8").splitlines():
        said, _, reason = line.partition(" # ")
        path, *found = said.split()
        lines |= {f"{path} {name}": reason for name in found}
    return lines


def test_no_name_of_a_process_stands_in_platform_code() -> None:
    new = sorted(set(literals()) - owned().keys())
    assert new == [], "ask the manifest, or the code a process hands in"


def test_no_name_of_a_process_stands_in_templates_scripts_styles_or_catalogues() -> None:
    new = sorted(set(pages()) - owned().keys())
    assert new == [], "ask the manifest, or the pages a process hands in"


def test_what_is_the_platforms_own_is_there_and_says_why() -> None:
    gone = sorted(owned().keys() - {*literals(), *pages()})
    assert gone == [], f"take it out of {OWNED.name}"
    assert all(owned().values())


def test_a_word_of_the_platform_is_one_of_a_process_too() -> None:
    diagrams = "".join(path.read_text() for path in (ROOT / "workflows").glob("*.bpmn"))
    forms = {form.stem for form in (ROOT / "forms").rglob("*.json")}
    assert [w for w in WORDS if f'id="{w}"' not in diagrams and w not in forms] == []
