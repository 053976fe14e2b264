"""One diagram that is walked more often than drawing at random would: messages within laps."""

from typing import Final

from tests.engine.model.diagram import Diagram, Flow, Kind, Node
from tests.engine.model.terms import Number, Said

LOOP: Final = Diagram(
    nodes=(
        Node("s", Kind.START),
        Node("ask", Kind.THROW, number=Number("before", 0)),
        Node("slow", Kind.USER),
        Node("way", Kind.EXCLUSIVE),
        Node("first", Kind.CATCH),
        Node("wait", Kind.EVENTS),
        Node("left", Kind.CATCH),
        Node("right", Kind.CATCH),
        Node("more", Kind.EXCLUSIVE),
        Node("e", Kind.END),
    ),
    flows=(
        Flow("s", "ask"),
        Flow("ask", "slow"),
        Flow("slow", "way"),
        Flow("way", "ask", Said("slow", "back")),
        Flow("way", "wait", Said("slow", "stay")),
        Flow("way", "first"),
        Flow("first", "wait"),
        Flow("wait", "left"),
        Flow("wait", "right"),
        Flow("left", "more"),
        Flow("right", "more"),
        Flow("more", "ask", Said("right", "back")),
        Flow("more", "slow", Said("left", "stay")),
        Flow("more", "e"),
    ),
)
"""Laps that ask anew and laps that do not, past a catch and a choice of two."""
