"""What an event tells beside its task, in words: of the platform's events and of processes' own."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from server.domain.canonical import Json
from server.domain.texts.words import Words
from server.web.frame.formats import day, moment, number
from server.web.names.content_names import NAMES, VALUES
from server.web.names.process_words import process_words
from server.web.names.rule_names import FIELDS, RuleNames
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_pgettext as _p
from server.web.words.language import pick

NO: Final = _p("event", "không")
NUMBER: Final = re.compile(r"-?[0-9]{1,9}([.][0-9]{1,9})?")
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9:]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentWords:
    """Reads a payload aloud: `names` of the rules of its case, `posts` by id."""

    names: RuleNames
    posts: Mapping[str, str]
    papers: Mapping[str, str] = field(default_factory=dict)
    """Kinds of documents by their codes."""

    def lines(self, value: Json, name: str = "", key: str = "") -> Iterator[tuple[str, str]]:
        """Give a line for each thing that is told: what it is, and what it is said to be.

        `name` is what leads to the value, in words; `key` is what it stands under.
        """
        if isinstance(value, dict) and not _in_both(value):
            for below, part in value.items():
                told = f"{name} › {self.name(below)}" if name else self.name(below)
                yield from self.lines(part, told, below)
        elif isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
            for place, each in enumerate(value, 1):
                parts = each if isinstance(each, list) else [each]
                yield f"{name} {number(place)}", " – ".join(self.say(part, key) for part in parts)
        elif text := self.say(value, key):
            yield name, text

    def name(self, key: str) -> str:
        """Say what a key is called; one that is a unit's, a post's or an award's is named so."""
        own = process_words()
        known = own.parts.get(key) or NAMES.get(key) or own.fields.get(key) or FIELDS.get(key)
        return str(known or self._of_id(key) or key)

    def say(self, value: Json, key: str = "") -> str:
        """Say a value in one line; nothing is said as nothing."""
        if isinstance(value, dict):
            if _in_both(value):
                return pick(Words(str(value["vi"]), str(value["en"])))
            told = ((self.name(each), self.say(part, each)) for each, part in value.items())
            return "; ".join(f"{name}: {text}" for name, text in told if text)
        if isinstance(value, list):
            said = [self.say(each, key) for each in value]
            apart = " – " if any(isinstance(each, list) for each in value) else ", "
            return apart.join(each for each in said if each)
        return self._scalar(value, key)

    def _scalar(self, value: Json, key: str) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return _("có") if value else str(NO)
        text = str(value)
        own = process_words().values
        paper = self.papers.get(text) if key == "kind" else None
        said = paper or VALUES.get((key, text)) or own.get((key, text)) or own.get(("", text))
        return str(said or self._of_id(text) or _formatted(text, key))

    def _of_id(self, text: str) -> str:
        names = self.names
        known = names.units.get(text) or names.awards.get(text) or names.others.get(text)
        about = self.names.subject(text) if "/" in text else text
        return known or self.posts.get(text) or (about if about != text else "")


def post_ids(value: Json) -> Iterator[str]:
    """Find what may be posts' ids in a payload: they hold a unit's, and name a place in it."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from post_ids(key)
            yield from post_ids(part)
    elif isinstance(value, list):
        for part in value:
            yield from post_ids(part)
    elif isinstance(value, str) and POST.fullmatch(value):
        yield value


POST: Final = re.compile(r"[a-z0-9-]+/[a-z0-9-]+/[a-z0-9_.-]+")
_AS_TYPED: Final = frozenset({"round", "year", "sequence", "slot", "size"})
"""Whole numbers that count or name a year: they are written without a mark of thousands."""


def _formatted(text: str, key: str) -> str:
    if DAY.fullmatch(text):
        return day(dt.date.fromisoformat(text))
    if INSTANT.fullmatch(text):
        return moment(dt.datetime.fromisoformat(text))
    if NUMBER.fullmatch(text) and key not in _AS_TYPED:
        return number(Decimal(text))
    return text


def _in_both(value: Mapping[str, Json]) -> bool:
    return value.keys() == {"vi", "en"}
