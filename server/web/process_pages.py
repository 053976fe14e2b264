"""What a process hands to the pages: fields of its forms, parts of case pages, templates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader

from server.actions.printouts.panels import Panel
from server.web.cases import tabs
from server.web.cases.tabs import Summarise, Tab
from server.web.home import points
from server.web.home.points import PointsOf
from server.web.names import process_words
from server.web.names.process_words import ProcessWords
from server.web.printouts import panels
from server.web.refusals import refusals
from server.web.refusals.refusal_words import RefusalWords
from server.web.results import explanation
from server.web.results.explanation import Explain
from server.web.tasks import widgets
from server.web.tasks.widgets import TaskWidgets
from server.web.years import measures
from server.web.years.measures import ToldOfYear


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessPages:
    """The pages of one process."""

    key: str
    templates: Path
    tasks: TaskWidgets = field(default_factory=TaskWidgets)
    tabs: Mapping[str, Tab] = field(default_factory=dict)
    """Parts of case pages, by the name the `panels` of a manifest call them."""
    summary: Summarise | None = None
    explain: Explain | None = None
    """Tells how a result came about."""
    points: PointsOf | None = None
    """Tells the points of its cases by section, for the overview."""
    years: ToldOfYear | None = None
    """Tells what units came to in a case, for the page of all years."""
    printed: Mapping[str, Panel] = field(default_factory=dict)
    """What it puts on printouts, by the name that manifests call it."""
    refusals: RefusalWords = field(default_factory=dict)
    history: ProcessWords = field(default_factory=ProcessWords)


def install(app: Flask, processes: Sequence[ProcessPages]) -> None:
    """Give the pages of processes their place in the application."""
    widgets.install(app, {each.key: each.tasks for each in processes})
    named = {name: tab for each in processes for name, tab in each.tabs.items()}
    tabs.install(app, named, [each.summary for each in processes if each.summary])
    explanation.install(app, [each.explain for each in processes if each.explain])
    panels.install(app, {each.key: each.printed for each in processes})
    points.install(app, [each.points for each in processes if each.points])
    measures.install(app, {each.key: each.years for each in processes if each.years})
    process_words.install(app, [each.history for each in processes])
    own = (each.refusals.items() for each in processes)
    refusals.hand_in(app, {kind: words for items in own for kind, words in items})
    shared = FileSystemLoader(Path(__file__).parent / "templates")
    app.jinja_loader = ChoiceLoader([shared, *(FileSystemLoader(p.templates) for p in processes)])
