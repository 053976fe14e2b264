"""What a form is judged against beside its own schema: who may be chosen, and which day it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

GROUP: Final = "*"
"""Before the name of a group of parties: all of them, as one box says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormContext:
    """Who may be chosen: ids by group, for each widget that chooses; without a word, nobody.

    Where `today` is None, a day that must not be past is not judged. `language` is the page's:
    numbers are read as it writes them.
    """

    parties: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    today: date | None = None
    language: str = "vi"

    def known(self, widget: str) -> frozenset[str]:
        """Return every id a widget may choose."""
        groups = self.parties.get(widget, {}).values()
        return frozenset(each for ids in groups for each in ids)

    def chosen(self, widget: str, texts: str) -> list[str]:
        """Return the ids named in a text, each once, a group's name standing for all of it."""
        groups = {f"{GROUP}{name}": ids for name, ids in self.parties.get(widget, {}).items()}
        named = (each for word in texts.split() for each in groups.get(word, (word,)))
        return list(dict.fromkeys(named))


NO_CONTEXT: Final = FormContext()
