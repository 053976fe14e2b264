"""What the rules of a bloc ask of the version of a process whose cases run under them."""

from dataclasses import dataclass

from server.domain.refusals import Refusal
from server.domain.texts.words import Words
from server.domain.toml_file import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleNeed:
    """A word of a bloc-year's file, and without which data of a version nobody can follow it.

    `columns` are a form, its field and a column of that field's rows; a version without the form
    asks for nothing there. `forms` must be there. `answers` are an operation and what of its answer
    the diagram must ask. `place` is where the word stands in the file.
    """

    said: Words
    place: Path
    columns: tuple[tuple[str, str, str], ...] = ()
    forms: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(eq=False)
class RulesNotCarried(Refusal):
    """The newest version of the process cannot take what the bloc's rules need."""

    lacking: Words


def all_said(needs: tuple[RuleNeed, ...]) -> Words:
    """Join the words of several needs."""
    return Words(
        "; ".join(need.said.vi for need in needs),
        "; ".join(need.said.text("en") for need in needs),
    )
