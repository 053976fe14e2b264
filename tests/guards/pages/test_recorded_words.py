"""What was recorded in Vietnamese is put out by `|recorded`, which says so on an English page.

Names in templates that hold such text are listed here; an attribute, an option and the title of a
page hold no markup, so there it stands as it is.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).parents[3] / "server"
JINJA = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
RECORDED = {
    "done_on_behalf", "document", "explanation", "file_name", "ground", "note", "on_behalf",
    "opened_on_behalf", "reason", "remark", "subject", "theme", "title_vi",
    "change.name", "change.new", "change.old", "entry.title", "event.title", "line.title",
    "opened.title", "part.added", "part.kept", "part.struck", "record.title", "task_title_vi",
    "actor.name", "actor.title", "case_name", "given.answer", "piece.text",
}  # fmt: skip
CALLED = {"award_names.get", "case_name", "case_title", "names.get", "post_name", "title_of"}
ENDS_WITH = ("_reason", "reason_1", "reason_2")
MARKING = {"recorded", "length"}
PRINTING = {"_", "ngettext", "choices", "empty", "head", "panel", "tag", "tick"}
"""Functions whose arguments come out as the content of an element, but for those by these names."""
NOT_PRINTED = {"id", "spoken"}
NO_MARKUP = {"title", "option", "textarea"}
OTHER = {
    "processes/evaluation/templates/widgets/judged.html: reason",
    "web/templates/audit/index.html: note",
    "web/templates/audit/proofs.html: note",
    "web/templates/cases/new.html: note",
    "web/templates/cases/parts.html: actor.name",
    "web/templates/cases/parts.html: reason",
    "web/templates/directories/not_linked.html: subject",
    "web/templates/frame/acting.html: actor.name",
    "web/templates/home/administering.html: note",
    "web/templates/macros.html: note",
    "web/templates/people/proposals.html: subject",
    "web/templates/people/show.html: subject",
    "web/templates/printouts/laid.html: note",
    "web/templates/printouts/laid.html: subject",
    "web/templates/wordings/index.html: subject",
}
"""Sentences of the product, a reader's own name, what an identity provider calls somebody, and what
stands in an element that is marked as a whole."""
TAG = re.compile(r"<(/?)(\w+)|(['\"])|(>)")


class Place:
    """Where in a page the next expression is printed."""

    def __init__(self) -> None:
        self.inside = ""
        self.quote = ""
        self.held = ""

    def feed(self, text: str) -> None:
        """Go over what the template itself says."""
        for found in TAG.finditer(text):
            if not self.inside and found[2]:
                self.inside, self.held = found[2], self._held(found[1], found[2])
            elif self.inside and found[3] and self.quote in ("", found[3]):
                self.quote = "" if self.quote else found[3]
            elif found[4] and not self.quote:
                self.inside = ""

    def _held(self, closing: str, name: str) -> str:
        if closing:
            return "" if name == self.held else self.held
        return name if name in NO_MARKUP else self.held

    @property
    def holds_markup(self) -> bool:
        """Say whether an element may stand here."""
        return not self.inside and not self.held


def bare(node: nodes.Node) -> Iterator[str]:
    """Name the recorded texts that an expression prints without `|recorded`."""
    if isinstance(node, nodes.Filter) and node.name in MARKING:
        return
    if isinstance(node, nodes.Filter) and node.name == "words":
        yield "|words"
    elif isinstance(node, nodes.Getattr | nodes.Name | nodes.Getitem):
        yield from {each for each in (_called(node), _whole(node)) if _is_recorded(each)}
    elif isinstance(node, nodes.Call) and _function(node) in CALLED:
        yield _function(node)
    else:
        for part in _printed(node):
            yield from bare(part)


def _called(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getitem):
        return str(getattr(node.arg, "value", ""))
    return str(getattr(node, "attr", "") or getattr(node, "name", ""))


def _whole(node: nodes.Node) -> str:
    return f"{_called(node.node)}.{node.attr}" if isinstance(node, nodes.Getattr) else ""


def _function(node: nodes.Call) -> str:
    of, name = getattr(node.node, "node", None), _called(node.node)
    return f"{_called(of)}.get" if of and name == "get" else name


def assigned(tree: nodes.Template) -> set[str]:
    """Name what a template calls recorded texts that it has not marked."""
    return {
        each.target.name
        for each in tree.find_all(nodes.Assign)
        if isinstance(each.target, nodes.Name) and any(bare(each.node))
    }


def _is_recorded(name: str) -> bool:
    return name in RECORDED or name.endswith(ENDS_WITH)


def _printed(node: nodes.Node) -> Iterator[nodes.Node]:
    """Answer the parts of an expression whose text comes out of it."""
    if isinstance(node, nodes.CondExpr):
        yield from (part for part in (node.expr1, node.expr2) if part)
    elif isinstance(node, nodes.Call):
        if _called(node.node) in PRINTING:
            yield from node.args
            yield from (each.value for each in node.kwargs if each.key not in NOT_PRINTED)
    elif not isinstance(node, nodes.Compare | nodes.Test | nodes.Not):
        yield from node.iter_child_nodes()


def printed(source: str) -> Iterator[tuple[nodes.Node, bool]]:
    """Answer what a template prints, each with whether an element may stand there."""
    place, tree = Place(), JINJA.parse(source)
    for block in tree.find_all(nodes.Block):
        if block.name == "title":
            yield from ((part, False) for part in block.body)
            block.body = []
    for part in _parts(tree):
        if isinstance(part, nodes.TemplateData):
            place.feed(part.data)
        else:
            yield part, place.holds_markup


def _parts(tree: nodes.Template) -> Iterator[nodes.Node]:
    """Go through what a template says and prints, in its order."""
    for node in tree.find_all((nodes.Output, nodes.CallBlock)):
        if isinstance(node, nodes.Output):
            yield from node.nodes
        elif isinstance(node, nodes.CallBlock):
            yield node.call


def unmarked(source: str) -> list[str]:
    """Name the recorded texts that a template prints unmarked where they can be marked."""
    names = assigned(JINJA.parse(source))
    return [
        name
        for part, fits in printed(source)
        if fits
        for name in (*bare(part), *_named(part, names))
    ]


def _named(part: nodes.Node, names: set[str]) -> Iterator[str]:
    """Name what a template prints under a name of its own."""
    if isinstance(part, nodes.Name) and part.name in names:
        yield part.name
    elif not (isinstance(part, nodes.Filter) and part.name in MARKING):
        for each in _printed(part):
            yield from _named(each, names)


def misplaced(source: str) -> int:
    """Count the texts that a template would mark where no element may stand."""
    return sum(_marks(part) for part, fits in printed(source) if not fits)


def _marks(part: nodes.Node) -> bool:
    found = [part] if isinstance(part, nodes.Filter) else []
    return any(each.name == "recorded" for each in (*found, *part.find_all(nodes.Filter)))


@pytest.mark.parametrize(
    "path", sorted(ROOT.rglob("*.html")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_recorded_text_says_its_language_where_an_element_may_stand(path: Path) -> None:
    source = path.read_text()
    found = {f"{path.relative_to(ROOT)}: {name}" for name in unmarked(source)}
    assert found - OTHER == set(), "put |recorded behind it"
    assert misplaced(source) == 0, "an attribute, an option or the page's title takes |words"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>{{ row.reason }}</p>", ["reason"]),
        ("<p>{{ _('Lý do: %(said)s', said=row.note) }}</p>", ["note"]),
        ("<p>{{ title|words }}</p>", ["|words"]),
        (
            "<p>{{ names.get(unit, unit) }}: {{ m.head(case_title(row)) }}</p>",
            ["names.get", "case_title"],
        ),
        ("<p>{{ row.reason|recorded }} {{ 'x' if row.reason }}</p>", []),
        ("{% set x = row.title_en or row.title_vi %}<p>{{ x }}</p>{{ m.head(x) }}", ["x", "x"]),
        ("{% set x = row.title_vi|recorded %}<p>{{ x }}</p>", []),
        ('<p title="a > b {{ row.reason }}"></p><option>{{ title|words }}</option>', []),
        ('<a {% if x %}href="{{ x }}"{% endif %}>{{ row.document }}</a>', ["document"]),
    ],
)
def test_the_guard_sees_what_is_printed_and_where(source: str, found: list[str]) -> None:
    assert unmarked(source) == found


@pytest.mark.parametrize(
    "source",
    [
        '<p title="{{ title|recorded }}">',
        "<option>{{ title|recorded }}</option>",
        "{% block title %}{{ title|recorded }}{% endblock %}",
    ],
)
def test_the_guard_sees_an_element_in_an_attribute(source: str) -> None:
    assert misplaced(source) == 1
