"""How names of a called process are told to a reader: as they are written there, and in which call.

A form, a step, a milestone of what the call `examine` calls has `examine__` before it in the caller
(`MARK`); nobody wrote that. A name of the caller never begins so.
"""

import re
from collections.abc import Iterable
from typing import Final

from server.engine.calls.called import MARK

_IN: Final = " › "


def told(calls: Iterable[str], name: str) -> str:
    """Give a name as `examine › look`; `calls` are the ids of all calls of the version."""
    known = tuple(calls)
    call = call_of(known, name)
    return f"{told(known, call)}{_IN}{name.removeprefix(f'{call}{MARK}')}" if call else name


def call_of(calls: Iterable[str], name: str) -> str:
    """Give the innermost call that a name stands in, empty for none."""
    return max((each for each in calls if name.startswith(f"{each}{MARK}")), key=len, default="")


def told_in(calls: Iterable[str], text: str) -> str:
    """Give a text with every name in it told so."""
    for call in sorted(calls, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(call)}{MARK}", f"{call}{_IN}", text)
    return text


def as_written(calls: Iterable[str], name: str, text: str) -> str:
    """Give a text of what stands under a name, with the names that are written there."""
    call = call_of(calls, name)
    return text.replace(f"{call}{MARK}", "") if call else text
