"""Which files of two versions differ in their bytes, and which words of the English."""

import json
from collections.abc import Iterator

from server.actions.deployment.difference.lines import (
    ENGLISH,
    Change,
    DifferenceLine,
    LineGroup,
    Version,
    compared,
)
from server.domain.texts.words import Words


def lines(old: Version | None, new: Version) -> Iterator[DifferenceLine]:
    """Give a line for each English text and each file that came, went or changed."""
    yield from compared(_english(old), _english(new), _word) if old else ()
    yield from compared(old.files if old else {}, new.files, _file)


def _english(version: Version | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, text in version.files.items() if version else ():
        if name.endswith(ENGLISH):
            found |= json.loads(text)
    return found


def _word(change: Change, vietnamese: str, gone: str, come: str) -> DifferenceLine:
    return DifferenceLine(
        group=LineGroup.WORDS, change=change, subject=Words(vietnamese), code="", old=gone, new=come
    )


def _file(change: Change, name: str, _gone: str, _come: str) -> DifferenceLine:
    return DifferenceLine(group=LineGroup.FILES, change=change, subject=Words(name), code="")
