"""A form's value that notes which names are looked for in it."""

from collections.abc import Iterator, Mapping
from typing import Any


class Noting(Mapping[str, Any]):
    """An object of a value: whoever asks for a name leaves its path, be it there or not."""

    def __init__(
        self, value: Mapping[str, Any], names: set[tuple[str, ...]], path: tuple[str, ...] = ()
    ) -> None:
        self._value, self._names, self._path = value, names, path

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - a value of JSON, or a noting one
        path = (*self._path, name)
        self._names.add(path)
        found = self._value[name]
        return type(self)(found, self._names, path) if isinstance(found, Mapping) else found

    def __iter__(self) -> Iterator[str]:
        return iter(self._value)

    def __len__(self) -> int:
        return len(self._value)
