"""The names a diagram may choose from, gathered from the product and the author's folders."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from server.actions.deployment.conventions import names_for
from server.domain.blocs.known_deadlines import KNOWN_DEADLINES
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
        )
