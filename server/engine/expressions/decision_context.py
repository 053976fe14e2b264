"""What a *.dmn file declares beside its decisions: names, types, models, what requires what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lxml import etree

from server.engine.errors import ExpressionRefused
from server.engine.expressions.decision_xml import all_of, children, text, texts
from server.engine.expressions.feel import grammar
from server.engine.expressions.feel.evaluating import Model
from server.engine.expressions.feel.lexemes import known
from server.engine.expressions.feel.nodes import Tests, paths
from server.engine.expressions.tables_feel import KINDS, DeclaredName

MOST_DEEP: Final = 10
MOST_NAMES: Final = 2_000
MOST_LONG_NAMES: Final = 300
ANYTHING: Final = ""


@dataclass(frozen=True, slots=True)
class DeclaredType:
    """What a type of DMN comes to: one of its own, or ANYTHING, and the values it allows."""

    name: str = ANYTHING
    values: str = ""
    many: bool = False


class Context:
    """One file."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        tops = {each.get("name", ""): each for each in children(self.root, "itemDefinition")}
        self.items: Mapping[str, etree._Element] = tops
        self.decisions = {each.get("id", ""): each for each in children(self.root, "decision")}
        inputs = children(self.root, "inputData")
        self.named = {name_of(each): each for each in (*inputs, *self.decisions.values())}
        self.functions = {
            name_of(each): each for each in children(self.root, "businessKnowledgeModel")
        }
        parts = [each.get("name", "") for each in all_of(self.root, "itemComponent")]
        outputs = [each.get("name", "") for each in all_of(self.root, "output")]
        self.calls = frozenset(self.functions)
        self.long = known((*self.named, *self.functions, *parts, *outputs))

    def type(self, reference: str, depth: int = 0) -> DeclaredType:
        """Follow a type to one of DMN's own."""
        name = reference if reference in self.items else reference.rpartition(":")[2]
        item = self.items.get(name)
        if item is None or depth > MOST_DEEP:
            return DeclaredType(ANYTHING if name == "Any" else name)
        many = item.get("isCollection") == "true"
        inner = next((each.text or "" for each in children(item, "typeRef")), ANYTHING)
        found = self.type(inner.strip(), depth + 1) if inner else DeclaredType()
        values = next(texts([item], "allowedValues"), "") or found.values
        return DeclaredType(found.name, values, many or found.many)

    def of_variable(self, node: etree._Element) -> DeclaredType:
        """Give the type of what a decision, an input or a model stands for."""
        variable = next(iter(children(node, "variable")), None)
        reference = "" if variable is None else variable.get("typeRef", "")
        return self.type(reference) if reference else DeclaredType()

    def compound(self, decision: str) -> str:
        """Give the type of a decision where that is a list, or has parts; else an empty text."""
        node = self.decisions.get(decision)
        inner = (
            []
            if node is None
            else [*children(node, "variable"), *children(node, "literalExpression")]
        )
        references = [each.get("typeRef", "") for each in inner]
        return next((each for each in references if self.parted(each)), "")

    def parted(self, reference: str) -> bool:
        """Tell a type of many values, or of one with parts."""
        item = self.items.get(reference)
        parts = item is not None and bool(children(item, "itemComponent"))
        return parts or self.type(reference).many

    @property
    def many(self) -> bool:
        """Tell a file that declares more than anybody can follow."""
        tops = (self.items, self.decisions, self.named, self.functions)
        return max(map(len, tops)) > MOST_NAMES or len(self.long) > MOST_LONG_NAMES

    @cached_property
    def names(self) -> Mapping[str, DeclaredName]:
        """Give what is declared of each name that an expression may read."""
        return {name: self._named(self.of_variable(node)) for name, node in self.named.items()}

    def _named(self, found: DeclaredType) -> DeclaredName:
        if found.many:
            return DeclaredName()
        return DeclaredName(KINDS.get(found.name, ""), self.tests(found.values) or Tests())

    def tests(self, values: str) -> Tests | None:
        """Read a list of allowed values; None for one that is none of ours."""
        try:
            return grammar.cell(values) if values else Tests()
        except ExpressionRefused:
            return None

    @cached_property
    def models(self) -> Mapping[str, Model | ExpressionRefused]:
        """Give the functions of the file that are an expression, or why one cannot be read."""
        return dict(self._models())

    def _models(self) -> Iterator[tuple[str, Model | ExpressionRefused]]:
        for name, node in self.functions.items():
            logic = next(iter(children(node, "encapsulatedLogic")), None)
            body = None if logic is None else next(iter(children(logic, "literalExpression")), None)
            if logic is None or body is None:
                yield name, ExpressionRefused(f"the model {name} is no expression", name)
                continue
            try:
                yield name, self._model(node, logic, body)
            except ExpressionRefused as refusal:
                yield name, refusal

    def _model(self, node: etree._Element, logic: etree._Element, body: etree._Element) -> Model:
        parameters = [
            (each.get("name", ""), KINDS.get(self.type(each.get("typeRef", "")).name, ""))
            for each in children(logic, "formalParameter")
        ]
        own = frozenset(name for name, _ in parameters)
        tree = grammar.expression(text(body), known(own) | self.long, self.calls)
        strange = {head for head, *_ in paths(tree)} - own
        if strange:
            reason = f"{min(strange)} is no parameter"
            raise ExpressionRefused(reason, text(body))
        gives = [each.get("typeRef", "") for each in (body, *children(node, "variable"))]
        if any(self.parted(each) for each in gives):
            raise ExpressionRefused(f"it gives {max(gives)}", text(body))
        sort = next((KINDS[name] for each in gives if (name := self.type(each).name) in KINDS), "")
        return Model(tuple(parameters), tree, sort)

    def said(self, names: set[str]) -> Iterator[str]:
        """Write what is declared of names, as far as anything is."""
        for name in sorted(names & self.named.keys()):
            found = self.of_variable(self.named[name])
            if found != DeclaredType():
                many = " []" if found.many else ""
                yield f"{name}: {found.name}{many} {found.values}".rstrip()

    def said_of(self, function: str) -> str:
        """Write a function with its parameters."""
        node = self.functions[function]
        taken = [each.get("name", "") for each in all_of(node, "formalParameter")]
        body = " ".join(text(each) for each in all_of(node, "literalExpression"))
        return f"{function}({', '.join(taken)}) = {body}"

    def required(self, node: etree._Element) -> Mapping[str, str]:
        """Give the decisions a decision says it requires: their names, and where they stand."""
        found = {}
        for each in all_of(node, "requiredDecision"):
            place = each.get("href", "").removeprefix("#")
            target = self.decisions.get(place)
            found[name_of(target) if target is not None else place] = place
        return found

    def values_of(self, node: etree._Element) -> Mapping[str, bool]:
        """Give the names of required decisions, each with whether it is a table of one output."""
        links = self.required(node)
        return {name: self._one_output(place) for name, place in links.items()}

    def _one_output(self, decision: str) -> bool:
        node = self.decisions.get(decision)
        tables = [] if node is None else children(node, "decisionTable")
        return len(tables) == 1 and len(children(tables[0], "output")) == 1


def name_of(node: etree._Element) -> str:
    """Give the name by which an expression reads what an element stands for."""
    variable = next(iter(children(node, "variable")), None)
    named = "" if variable is None else variable.get("name", "")
    return " ".join((named or node.get("name", "")).split())


def is_feel(node: etree._Element) -> bool:
    """Tell whether an element says that what stands in it is FEEL."""
    return "FEEL" in node.get("expressionLanguage", "").upper()
