"""What a process's package puts on printouts: a panel of blocks, once or once for each key."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from server.actions.printouts.material import Material
from server.domain.manifest import PrintoutEntry
from server.domain.printouts.printout import Block
from server.domain.texts.words import Words

Panel = Callable[[Material], Sequence[Block] | None]
"""What a process's package puts on a printout; None where the reader may not see it."""


@dataclass(frozen=True, slots=True)
class PanelOfEach:
    """A panel that is printed once for each of several keys, each on a printout of its own.

    `keys` names those there are for the reader, each in words.
    """

    keys: Callable[[Material], Mapping[str, Words]]
    write: Panel

    def __call__(self, of: Material) -> Sequence[Block] | None:
        """Write the panel of the material's key."""
        return self.write(of)


@dataclass(frozen=True, slots=True)
class UnsettledPanel:
    """A panel of what can still change: as long as `unsettled` holds, its paper is a draft."""

    write: Panel
    unsettled: Callable[[Material], bool]

    def __call__(self, of: Material) -> Sequence[Block] | None:
        """Write the panel of the material's key."""
        return self.write(of)


def is_unsettled(of: Material, entry: PrintoutEntry, panels: Mapping[str, Panel]) -> bool:
    """Tell whether a printout says anything that can still change."""
    found = (each for each in of_entry(entry, panels) if isinstance(each, UnsettledPanel))
    return any(each.unsettled(of) for each in found)


def of_entry(entry: PrintoutEntry, panels: Mapping[str, Panel]) -> Iterator[Panel]:
    """Give the panels that stand on a printout; what the package does not have is left out."""
    yield from (panels[part.panel] for part in entry.body if part.panel in panels)


def several(entry: PrintoutEntry, panels: Mapping[str, Panel]) -> PanelOfEach | None:
    """Return the panel that makes several printouts of one; None where there is none."""
    found = (each for each in of_entry(entry, panels) if isinstance(each, PanelOfEach))
    return next(found, None)
