"""What a random diagram says: what its flows ask, its nodes send, reckon and hand on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from hypothesis import strategies as st

from tests.engine.model.diagram import Diagram, Flow, Kind, Node
from tests.engine.model.drawing import MOST, WORDS
from tests.engine.model.terms import Condition, Day, Has, Lasting, More, Not, Number, Said

_SETTING: Final = frozenset({Kind.USER, Kind.SERVICE, Kind.DECISION, Kind.CATCH, Kind.INPUT})
_PASSED: Final = _SETTING | {Kind.TIMER, Kind.BOUNDARY}
_BEFORE = "before"  # a fact that is given, so that there is always one to ask for
_RECKONING: Final = frozenset({Kind.SERVICE, Kind.DECISION, Kind.INPUT})

Draw = Callable[[st.SearchStrategy[Any]], Any]


def conditions(setting: list[str], passed: list[str]) -> st.SearchStrategy[Condition]:
    """Draw a condition over what is set and what is passed, or its contrary."""
    said = st.builds(Said, st.sampled_from(setting), st.sampled_from(WORDS))
    more = st.builds(More, st.sampled_from(setting), st.integers(0, 2))
    plain: st.SearchStrategy[Condition] = st.one_of(
        said, more, st.builds(Has, st.sampled_from(passed))
    )
    return st.one_of(plain, st.builds(Not, plain))


@dataclass(frozen=True)
class _Saying:
    """What the expressions of one process may say."""

    asked: st.SearchStrategy[Condition]
    numbers: st.SearchStrategy[Number]
    days: st.SearchStrategy[Day | Lasting]

    @classmethod
    def of(cls, drawn: Diagram, call: str) -> "_Saying":
        """Gather what is set in a call, or outside of all."""
        nodes = [node for node in drawn.nodes if drawn.call(node) == call]
        given = [] if call else [_BEFORE]
        sets = [node for node in nodes if node.kind in _SETTING or node.receives or node.called]
        setting = [node.id for node in sets] + given
        passed = [node.id for node in nodes if node in sets or node.kind in _PASSED] + given
        numbers = st.builds(Number, st.sampled_from(setting), st.integers(0, 2))
        lasting = st.builds(Lasting, st.integers(1, 3))
        days = st.one_of(st.builds(Day, st.sampled_from(passed)), lasting)
        return cls(conditions(setting, passed), numbers, days)


def said(draw: Draw, nodes: Iterable[Node], flows: Iterable[tuple[str, bool, str]]) -> Diagram:
    """Fill in what the diagram says: conditions, payloads, parameters, days.

    `flows` are source, whether it is asked for, and target. What stands in a called process speaks
    of that alone, and nobody else of it.
    """
    drawn = Diagram(tuple(nodes), ())
    calls = [node.id for node in drawn.nodes if node.called]
    sayings = {call: _Saying.of(drawn, call) for call in ("", *calls)}

    def asked(source: str) -> Condition:
        found: Condition = draw(sayings[drawn.call(drawn.node(source))].asked)
        return found

    return Diagram(
        nodes=tuple(_filled(draw, node, sayings[drawn.known_at(node)]) for node in drawn.nodes),
        flows=tuple(
            Flow(source, target, asked(source) if is_asked else None)
            for source, is_asked, target in flows
        ),
    )


def _filled(draw: Draw, node: Node, saying: _Saying) -> Node:
    if node.throws or node.called or node.kind in _RECKONING:
        number = draw(saying.numbers)
        most = MOST if node.kind is Kind.INPUT else None
        return replace(node, number=replace(number, most=most))
    timed = node.kind is Kind.BOUNDARY and not node.message and not node.error
    if node.kind is Kind.TIMER or timed:
        return replace(node, day=draw(saying.days))
    return node
