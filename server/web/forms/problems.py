"""What is wrong in a form, and the list of it above the form."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from server.web.words.catalogue import gettext as _

MANY = 3
"""The same mistake in so many rows is told in one line."""
MOST_NAMED = 40
"""Rows that such a line names."""


@dataclass(frozen=True, slots=True)
class FormProblem:
    """One mistake: where it is, what that is about, how to mend it."""

    path: str
    label: str
    sentence: str

    @property
    def told_with(self) -> tuple[str, ...]:
        """What others have in common that are told in one line: a column of rows, and the words."""
        first, *rest = self.path.split(".")
        return (first, rest[-1], self.sentence) if rest else (self.path, self.sentence)


def summary(
    problems: Iterable[FormProblem], *, title: Callable[[str], str]
) -> list[tuple[str, str]]:
    """List problems, where each leads and what it says; `title` is what a field is called.

    They come in the order given. The same said of a column in many rows is one line, which leads
    to the first of them.
    """
    found = [*problems]
    alike: dict[tuple[str, ...], list[FormProblem]] = {}
    for problem in found:
        alike.setdefault(problem.told_with, []).append(problem)
    told = ((problem, alike[problem.told_with]) for problem in found)
    return [
        _line(several, title) if len(several) >= MANY else _one(problem)
        for problem, several in told
        if len(several) < MANY or problem is several[0]
    ]


def _one(problem: FormProblem) -> tuple[str, str]:
    return (f"f-{problem.path}", f"{problem.label}: {problem.sentence}")


def _line(several: list[FormProblem], title: Callable[[str], str]) -> tuple[str, str]:
    first = several[0]
    field = title(first.path)
    rows = [each.label.removesuffix(f", {field}") for each in several]
    named = "; ".join(rows[:MOST_NAMED]) + ("; …" if len(rows) > MOST_NAMED else "")
    words = _(
        "%(field)s, %(count)s chỗ: %(mistake)s Đó là: %(rows)s.",
        field=field,
        count=len(several),
        mistake=first.sentence,
        rows=named,
    )
    return (f"f-{first.path}", words)
