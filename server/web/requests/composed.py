"""What a browser sends is composed (NFC) at the door, whichever way a keyboard parts letters."""

from collections.abc import Iterable
from typing import Any
from unicodedata import normalize

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict

AS_TYPED = frozenset({"password", "again"})
"""Older hashes were made of a password as it was typed; see `domain.identity.passwords`."""


class ComposedFields(ImmutableMultiDict[str, Any]):
    """Fields of a form or an address, their texts composed; files stay what they are.

    A part of a body that was sent without a name has the empty one, which no page asks for.
    """

    def __init__(self, fields: Iterable[tuple[str | None, Any]] | None = None) -> None:
        """Take the fields as they were sent, pair by pair."""
        pairs = fields.items(multi=True) if isinstance(fields, ImmutableMultiDict) else fields
        named = ((name or "", value) for name, value in pairs or ())
        super().__init__([(name, _composed(name, value)) for name, value in named])


class ComposedRequest(Request):
    """A request whose texts are composed before any page reads them."""

    parameter_storage_class = ComposedFields


class ComposedFlask(Flask):
    """An application whose requests are composed."""

    request_class = ComposedRequest


def _composed(name: str, value: object) -> object:
    return normalize("NFC", value) if isinstance(value, str) and name not in AS_TYPED else value
