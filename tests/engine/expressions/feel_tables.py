"""Builds *.dmn files as others draw them: FEEL, names with spaces, decisions behind others."""

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from server.engine import JSON
from server.engine.errors import Problem
from server.engine.expressions import decision_files
from server.engine.expressions.decisions import Decision
from server.engine.lint.decisions.tables import tables
from tests.lint.samples.material import KNOWN

DMN = "https://www.omg.org/spec/DMN/20230324/MODEL/"
FEEL = "https://www.omg.org/spec/DMN/20230324/FEEL/"
Columns = Mapping[str, tuple[str, str]]


def file(*parts: str) -> bytes:
    head = f'<definitions xmlns="{DMN}" id="d" name="d" expressionLanguage="{FEEL}">'
    return f"{head}{''.join(parts)}</definitions>".encode()


def table(  # noqa: PLR0913 - what a table says, one word each
    id_: str,
    inputs: Columns,
    outputs: Columns,
    *lines: tuple[str, ...],
    policy: str = "UNIQUE",
    aggregation: str = "",
    requires: Iterable[str] = (),
    defaults: tuple[str, ...] = (),
) -> str:
    """Give a table; columns are expressions or names with a type and a list of values."""
    columns = "".join(
        f"<input><inputExpression typeRef={quoteattr(kind)}><text>{escape(source)}</text>"
        f"</inputExpression>{_written('inputValues', values)}</input>"
        for source, (kind, values) in inputs.items()
    )
    said = "".join(
        f"<output name={quoteattr(name)} typeRef={quoteattr(kind)}>"
        f"{_written('outputValues', values)}"
        f"{_written('defaultOutputEntry', default)}</output>"
        for (name, (kind, values)), default in zip(
            outputs.items(), defaults or ("",) * len(outputs), strict=True
        )
    )
    rules = "".join(_rule(line, len(inputs)) for line in lines)
    gathers = f' aggregation="{aggregation}"' if aggregation else ""
    return (
        f'<decision id="{id_}" name="{id_}">{_links(requires)}<decisionTable hitPolicy="{policy}"'
        f"{gathers}>{columns}{said}{rules}</decisionTable></decision>"
    )


def alone(id_: str, text: str, requires: Iterable[str] = (), name: str = "", kind: str = "") -> str:
    """Give a decision that is an expression."""
    variable = f"<variable name={quoteattr(name or id_)} typeRef={quoteattr(kind)}/>"
    said = f"<literalExpression><text>{escape(text)}</text></literalExpression>"
    return f'<decision id="{id_}" name="{id_}">{variable}{_links(requires)}{said}</decision>'


def given(name: str, kind: str = "") -> str:
    """Give an input of the file, with its type."""
    return (
        f"<inputData id={quoteattr('i_' + name)} name={quoteattr(name)}>"
        f"<variable name={quoteattr(name)} typeRef={quoteattr(kind)}/></inputData>"
    )


def model(name: str, parameters: Iterable[str], text: str) -> str:
    """Give a function of the file."""
    taken = "".join(f'<formalParameter name="{each}" typeRef="number"/>' for each in parameters)
    said = f"<literalExpression><text>{escape(text)}</text></literalExpression>"
    logic = f"<encapsulatedLogic>{taken}{said}</encapsulatedLogic>"
    return f'<businessKnowledgeModel id="b_{name}" name="{name}">{logic}</businessKnowledgeModel>'


def _written(tag: str, text: str) -> str:
    return f"<{tag}><text>{escape(text)}</text></{tag}>" if text else ""


def _rule(line: tuple[str, ...], width: int) -> str:
    cells = [("inputEntry" if at < width else "outputEntry", each) for at, each in enumerate(line)]
    return "<rule>" + "".join(_written(tag, text) for tag, text in cells) + "</rule>"


def _links(requires: Iterable[str]) -> str:
    return "".join(
        f'<informationRequirement><requiredDecision href="#{each}"/></informationRequirement>'
        for each in requires
    )


def read(data: bytes) -> Mapping[str, Decision]:
    """Give the decisions of a file in which nothing is wrong."""
    found, problems = decision_files.examine({"t.dmn": data})
    assert problems == []
    return {table.id: table for _, table in found}


def found(data: bytes) -> list[Problem]:
    """Give what is wrong with a file, by the engine and by the linter."""
    several, problems = decision_files.examine({"t.dmn": data})
    return [*problems, *tables(several, KNOWN)]


def asked(data: bytes, id_: str, facts: Mapping[str, JSON]) -> JSON:
    """Ask a decision; give its answer as DMN has it."""
    decision = read(data)[id_]
    return decision.result(decision.decide(facts))
