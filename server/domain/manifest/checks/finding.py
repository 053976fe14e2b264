"""What the rules of manifests are given, and what they find."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from server.domain.blocs.roles import RoleTable
from server.domain.manifest.entries import Manifest, Moment, TaskOutcome
from server.domain.manifest.outline import OPENING, FormOutline, Outline
from server.domain.toml_file import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit: the rule, the field of the manifest, what fills the words."""

    rule: str
    path: Path
    holes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """A manifest with what it is judged against."""

    manifest: Manifest
    outline: Outline
    others: Mapping[str, Manifest]
    roles: RoleTable
    keyed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of the others, as far as their diagrams are known: milestones of single keys alone."""
    forms: Mapping[str, Mapping[str, FormOutline]] = field(default_factory=dict)
    """Of the others, as far as they are known: the form of each task."""

    def of(self, kind: str) -> Manifest | None:
        """Return a manifest by key, its own where the key is empty."""
        if kind in {"", self.manifest.key}:
            return self.manifest
        return self.others.get(kind)

    def form_of(self, kind: str, element: str) -> FormOutline | None:
        """Return the form of a task of a process, its own where the key is empty."""
        own = kind in {"", self.manifest.key}
        return self.outline.form(element) if own else self.forms.get(kind, {}).get(element)

    def chained(self, kind: str) -> bool:
        """Tell whether a process is of the chain: it comes before, or after, step by step."""
        return kind in self._before(self.manifest.key) or self.manifest.key in self._before(kind)

    def _before(self, kind: str) -> list[str]:
        """Give what comes before a process, the nearest first."""
        found: list[str] = []
        here = self.of(kind)
        while here and here.open.after and here.open.after.kind not in found:
            found.append(here.open.after.kind)
            here = self.of(found[-1])
        return found

    def reached(self, moment: Moment) -> bool:
        """Tell whether the process a moment is of can come to it."""
        found = self.of(moment.kind)
        return found is not None and found.reaches(moment.milestone)

    def recorded(self, element: str) -> bool:
        """Tell whether an element leaves a record: a task, or the opening form."""
        return element in self.outline.tasks or (
            element == OPENING and bool(self.manifest.open.form)
        )

    def outcomes(self, done: TaskOutcome) -> frozenset[str]:
        """Return how a task may come out."""
        form = self.outline.form(done.element)
        return form.outcomes if form else frozenset()


def listed(names: Iterable[str]) -> str:
    """Name them in order, as a mend shows them."""
    return ", ".join(sorted(names))
