"""The parts of a case's page: those of every case, and those that processes hand in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from server.domain.blocs.rules import CaseRules
from server.sheets.lists import ListSheet
from server.web.cases.case_access import Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """Something of the rules that opening a case fixes; `sample` where it is only a sample."""

    label: object
    said: str
    sample: bool


def _always(_sight: Sight) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of a case's page; its template is `cases/<name>.html`, `values` what it shows.

    `fixed` says what opening a case fixes of the rules this part shows, `offered` which cases have
    the part, `sheets` gives its tables for a workbook, as far as they are shown.
    """

    label: object
    values: Callable[[Sight], dict[str, object]]
    fixed: Callable[[CaseRules], Fixed] | None = None
    offered: Callable[[Sight], bool] = _always
    sheets: Callable[[Sight], Sequence[ListSheet]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a process says on the overview of a case of its chain; `shown` its template reads."""

    template: str
    shown: object
    units_out: int = 0
    """How many member units are out of the year: none of their tasks is waited for."""


Summarise = Callable[[Sight], Summary | None]
"""Returns None where the case's chain has nothing of the process."""
_EXTENSION = "case_tabs"
_SUMMARIES = "case_summaries"
_SHARED = "shared_case_tabs"


def beside(app: Flask, shared: Mapping[str, Tab]) -> None:
    """Keep the tabs that other rooms of the platform give to the cases of all processes."""
    app.extensions[_SHARED] = dict(shared)


def shared(sight: Sight) -> dict[str, Tab]:
    """Return those of them that a case has."""
    kept = cast("Mapping[str, Tab]", current_app.extensions[_SHARED])
    return {name: tab for name, tab in kept.items() if tab.offered(sight)}


def install(app: Flask, handed_in: Mapping[str, Tab], summaries: Sequence[Summarise]) -> None:
    """Keep the tabs that the processes hand in, by name, and what they say on overviews."""
    app.extensions[_EXTENSION] = dict(handed_in)
    app.extensions[_SUMMARIES] = tuple(summaries)


def summaries(sight: Sight) -> list[Summary]:
    """Ask each process what it says on the overview of a case."""
    asked = cast("Sequence[Summarise]", current_app.extensions[_SUMMARIES])
    return [found for summarise in asked if (found := summarise(sight))]


def of_processes(sight: Sight) -> dict[str, Tab]:
    """Return the tabs of processes that a case's manifest names."""
    own = handed_in()
    return {name: own[name] for name in sight.of().manifest.panels if name in own}


def handed_in() -> Mapping[str, Tab]:
    """Return the tabs that processes have handed in, by the name their manifests call them."""
    return cast("Mapping[str, Tab]", current_app.extensions[_EXTENSION])
