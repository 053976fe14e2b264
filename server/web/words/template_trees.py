"""What a template says and takes from others is put into it when it is compiled.

Both work on Jinja's tree of a template; the page that is drawn is the same to the byte.
"""

from collections.abc import Callable, Container

from jinja2 import meta, nodes
from jinja2.visitor import NodeTransformer

from server.domain.texts.full_stops import before_stops
from server.web.words.language import catalogue_markup, filled, translated

_ASK = frozenset({"_", "gettext"})
"""What templates call to get a text of the catalogue."""
_FILLED = nodes.ImportedName(f"{filled.__module__}.{filled.__name__}")
"""What fills a text whose end depends on what fills it."""


class Joining(NodeTransformer):
    """Puts included templates in the place of their names; imports once what stands alone."""

    def __init__(
        self, parse: Callable[[str], nodes.Template], known: Container[str], alone: dict[str, bool]
    ) -> None:
        """Take what parses a template by its name, and the names that every template knows.

        `alone` remembers by name which templates ask nothing of the page that imports them.
        """
        self._parse, self._known, self._alone = parse, known, alone

    def visit_Include(self, node: nodes.Include) -> nodes.Node:  # noqa: N802 - Jinja's own name
        name = _constant(node.template)
        if name is None or not node.with_context or node.ignore_missing:
            return node
        included = self._joined(name)
        if included.find(nodes.Extends) or included.find(nodes.Block):
            return node
        included.set_lineno(node.lineno, override=True)  # a traceback names the including line
        return nodes.Scope(included.body, lineno=node.lineno)

    def visit_Import(self, node: nodes.Import) -> nodes.Node:  # noqa: N802 - Jinja's own name
        return self._imported(node)

    def visit_FromImport(self, node: nodes.FromImport) -> nodes.Node:  # noqa: N802 - see above
        return self._imported(node)

    def _imported(self, node: nodes.Import | nodes.FromImport) -> nodes.Node:
        name = _constant(node.template)
        if name is not None and node.with_context:
            node.with_context = not self._stands_alone(name)
        return node

    def _joined(self, name: str) -> nodes.Template:
        parsed: nodes.Template = self.visit(self._parse(name))
        return parsed

    def _stands_alone(self, name: str) -> bool:
        """Tell whether macros ask nothing of the page: what they are given, and what all may ask.

        Nothing is worked out beside them, as it would be once for all pages.
        """
        if name not in self._alone:
            imported = self._joined(name)
            asked = meta.find_undeclared_variables(imported)
            own = all(each in self._known for each in asked)
            self._alone[name] = own and all(map(_is_declaration, imported.body))
        return self._alone[name]


def _is_declaration(node: nodes.Node) -> bool:
    """Tell macros, and imports that need no page, from what does something."""
    if isinstance(node, nodes.Import | nodes.FromImport):
        return not node.with_context
    blank = isinstance(node, nodes.Output) and all(
        isinstance(each, nodes.TemplateData) and not each.data.strip() for each in node.nodes
    )
    return blank or isinstance(node, nodes.Macro)


def _constant(node: nodes.Expr) -> str | None:
    return node.value if isinstance(node, nodes.Const) and type(node.value) is str else None


class Saying(NodeTransformer):
    """Puts the texts of one language in the place of the calls that ask for them."""

    def __init__(self, code: str) -> None:
        self.code = code

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's own name
        self.generic_visit(node)
        called = node.node.name if isinstance(node.node, nodes.Name) else None
        if called == "language" and not node.args:
            return nodes.Const(self.code, lineno=node.lineno)
        text = _written_out(node) if called in _ASK else None
        if text is None:
            return node
        said = translated(text, self.code)
        if not node.kwargs:
            return nodes.Const(catalogue_markup(said) % {}, lineno=node.lineno)
        if {each.key for each in node.kwargs} & {*before_stops(said)}:
            node.node, node.args = _FILLED, [nodes.Const(said)]
            return node
        holes = [nodes.Pair(nodes.Const(each.key), each.value) for each in node.kwargs]
        whole = nodes.Mod(nodes.Const(catalogue_markup(said)), nodes.Dict(holes))
        return whole.set_lineno(node.lineno)


def _written_out(call: nodes.Call) -> str | None:
    """Return the text that a call asks for, where the template has it in full."""
    if len(call.args) != 1 or call.dyn_args is not None or call.dyn_kwargs is not None:
        return None
    return _constant(call.args[0])
