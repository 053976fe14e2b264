"""What the engine's own rules look at: a drawing and the files that belong to it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from server.engine.diagram.drawing import Drawing
from server.engine.diagram.elements import Element, Kind
from server.engine.errors import Problem


@dataclass(frozen=True, slots=True)
class Subject:
    """What is checked: a drawing and the files that belong to it."""

    drawing: Drawing
    files: Mapping[str, bytes]

    def of_kind(self, *kinds: Kind) -> Iterator[Element]:
        return (element for element in self.drawing.elements if element.kind in kinds)

    def nodes(self) -> Iterator[Element]:
        return (element for element in self.drawing.elements if element.kind != Kind.POOL)


Rule: TypeAlias = Callable[[Subject], Iterator[Problem]]
