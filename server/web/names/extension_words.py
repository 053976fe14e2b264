"""What history calls an extended deadline, and the urging of who has one: which, and whose."""

from collections.abc import Mapping

from server.domain.canonical import Json
from server.domain.texts.words import Words
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick

EXTENDED, URGED = "deadline.extended", "duty.urged"


def extension_title(payload: Mapping[str, Json]) -> str:
    """Say an extension in one line."""
    name = _name(payload)
    first, last = (_day(payload.get(part)) for part in ("from", "to"))
    return _("Gia hạn %(name)s: từ %(first)s đến %(last)s", name=name, first=first, last=last)


def urging_title(payload: Mapping[str, Json]) -> str:
    """Say an urging in one line."""
    return _("Đôn đốc: %(duty)s", duty=_name(payload))


def _name(payload: Mapping[str, Json]) -> str:
    return ", ".join(filter(None, (_words(payload.get(part)) for part in ("name", "about"))))


def _words(found: Json) -> str:
    if not isinstance(found, dict):
        return ""
    return pick(Words(str(found.get("vi", "")), str(found.get("en", ""))))


def _day(found: Json) -> str:
    return "/".join(reversed(str(found).split("-")))
