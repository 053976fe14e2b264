"""What packages of processes put on printouts, by the names their manifests call them."""

from collections.abc import Mapping
from typing import cast

from flask import Flask, current_app

from server.actions.printouts.panels import Panel

_EXTENSION = "printed_panels"


def install(app: Flask, handed_in: Mapping[str, Mapping[str, Panel]]) -> None:
    """Keep what each process prints, by its key."""
    app.extensions[_EXTENSION] = dict(handed_in)


def of(kind: str) -> Mapping[str, Panel]:
    """Return what the package of a process prints; nothing for one without."""
    kept = cast("Mapping[str, Mapping[str, Panel]]", current_app.extensions[_EXTENSION])
    return kept.get(kind, {})
