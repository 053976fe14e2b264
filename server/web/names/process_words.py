"""What processes hand in for history to read by: their own events, and words older than forms'."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from flask import Flask, current_app

from server.domain.canonical import Json
from server.domain.manifest import ActClass

Payload = Mapping[str, Json]
_EXTENSION = "process_words"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessWords:
    """The words of one process that neither its manifest nor its forms say.

    `events` are the kinds of event its code writes beside those of every case; `titles` say such an
    event with what its payload holds. Outcomes and papers are of forms and versions of before: what
    they were called, and of which class an outcome is that was not its task's.
    """

    events: Mapping[str, object] = field(default_factory=dict)
    titles: Mapping[str, Callable[[Payload], str]] = field(default_factory=dict)
    outcomes: Mapping[str, object] = field(default_factory=dict)
    outcome_classes: Mapping[str, ActClass] = field(default_factory=dict)
    papers: Mapping[str, object] = field(default_factory=dict)
    fields: Mapping[str, object] = field(default_factory=dict)
    """What columns of its own tables are called, where an event tells old and new of them."""
    parts: Mapping[str, object] = field(default_factory=dict)
    """What the parts of its own events are called."""
    values: Mapping[tuple[str, str], object] = field(default_factory=dict)
    """What a code in such a column or part is called, by both; "" for what has no column."""


def install(app: Flask, handed_in: Sequence[ProcessWords]) -> None:
    """Keep what the processes hand in, as one."""
    app.extensions[_EXTENSION] = ProcessWords(
        events={kind: words for each in handed_in for kind, words in each.events.items()},
        titles={kind: title for each in handed_in for kind, title in each.titles.items()},
        outcomes={code: words for each in handed_in for code, words in each.outcomes.items()},
        outcome_classes={
            code: found for each in handed_in for code, found in each.outcome_classes.items()
        },
        papers={kind: words for each in handed_in for kind, words in each.papers.items()},
        fields={name: words for each in handed_in for name, words in each.fields.items()},
        parts={name: words for each in handed_in for name, words in each.parts.items()},
        values={place: words for each in handed_in for place, words in each.values.items()},
    )


def process_words() -> ProcessWords:
    """Return the words of all processes together."""
    return cast("ProcessWords", current_app.extensions[_EXTENSION])
