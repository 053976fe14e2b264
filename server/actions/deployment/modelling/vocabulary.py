"""The names a diagram may choose from, gathered from the product and the author's folders."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from server.actions.definitions.calls import fields_handed_in
from server.actions.definitions.definition_files import source
from server.actions.deployment.conventions import names_for
from server.domain.blocs.known_deadlines import KNOWN_DEADLINES
from server.engine.calls import CallFields
from server.engine.lint.known import Signature

_DECISION: Final = re.compile(r"<(?:\w+:)?decision\s[^>]*?\bid=\"([^\"]+)\"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Names, each list in the order it is offered in; `tables` are the ids of decisions."""

    roles: tuple[str, ...]
    sets: tuple[str, ...]
    deadlines: tuple[str, ...]
    forms: tuple[str, ...]
    tables: tuple[str, ...]
    operations: Mapping[str, Signature]
    calls: Mapping[str, CallFields] = field(default_factory=dict)
    """The processes that can be called, by key, with what each takes."""

    @classmethod
    def of(cls, workflows: Path, forms: Path) -> Self:
        """Gather them; OSError where a folder cannot be read."""
        known = names_for("")
        return cls(
            roles=tuple(sorted(known.roles)),
            sets=tuple(sorted(known.sets)),
            deadlines=tuple(sorted(KNOWN_DEADLINES)),
            forms=tuple(sorted(file.stem for file in forms.iterdir() if file.suffix == ".json")),
            tables=tuple(
                sorted(
                    name
                    for file in workflows.iterdir()
                    if file.suffix == ".dmn"
                    for name in _DECISION.findall(file.read_text(encoding="utf-8"))
                )
            ),
            operations=dict(sorted(known.operations.items())),
            calls=dict(_callable(workflows, forms)),
        )


def _callable(workflows: Path, forms: Path) -> Iterator[tuple[str, CallFields]]:
    for diagram in sorted(workflows.glob("*.bpmn")):
        taken = fields_handed_in(diagram.stem, source(diagram, [forms]).read())
        if taken is not None:
            yield diagram.stem, taken
