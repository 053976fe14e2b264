"""Facts by name, in sections: a long case is not gone through for each thing that is asked."""

from collections.abc import Iterator, Mapping, MutableMapping
from itertools import chain
from typing import Self


class FactBook(MutableMapping[str, str]):
    """Facts by name; the section of a name is what stands before its first slash."""

    def __init__(self) -> None:
        """Begin without a fact."""
        self._sections: dict[str, dict[str, str]] = {}

    def __getitem__(self, name: str) -> str:
        """Return a fact's text; raises KeyError."""
        return self._sections[name.partition("/")[0]][name]

    def __setitem__(self, name: str, text: str) -> None:
        """Tell a fact."""
        self._sections.setdefault(name.partition("/")[0], {})[name] = text

    def __delitem__(self, name: str) -> None:
        """Take a fact back; raises KeyError."""
        del self._sections[name.partition("/")[0]][name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names."""
        return chain.from_iterable(self._sections.values())

    def __len__(self) -> int:
        """Count the facts."""
        return sum(map(len, self._sections.values()))

    def __ior__(self, other: Mapping[str, str]) -> Self:
        """Tell all of these."""
        self.update(other)
        return self

    def under(self, *starts: str) -> dict[str, str]:
        """Return the facts whose names begin so; each start holds a slash."""
        sections = [self._sections.get(start.partition("/")[0], {}) for start in starts]
        return {
            name: text
            for start, section in zip(starts, sections, strict=True)
            for name, text in section.items()
            if name.startswith(start)
        }
