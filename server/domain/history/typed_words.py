"""What a person typed into a form, so that an erasure can say where else the same words stand."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from server.domain.canonical import Json
from server.domain.history.erasing import ErasableEvent

LEAST: Final = 15
"""Shorter texts are said by everybody: "Đồng ý" names nobody."""


def typed_words(events: Iterable[ErasableEvent]) -> frozenset[str]:
    """Return the longer texts that go with these events: what was handed in, and the reason."""
    parts = (
        each.payload.get(name) for each in events if each.whole for name in ("result", "reason")
    )
    return frozenset(text for part in parts for text in _texts(part) if _is_said(text))


def tells(payload: Json, words: Collection[str]) -> bool:
    """Tell whether any of these words stands in what an event tells."""
    return any(word in text for text in _texts(payload) for word in words)


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(each)


def _is_said(text: str) -> bool:
    """Tell words from keys and codes, which have no blank."""
    return len(text) >= LEAST and any(each.isspace() for each in text)
