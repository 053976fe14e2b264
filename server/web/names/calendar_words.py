"""What history calls what was said of days: which are off, which are worked, by which paper."""

from collections.abc import Mapping

from server.domain.canonical import Json
from server.web.words.catalogue import gettext as _

DAYS_ADDED = "calendar.days_added"
DAY_TAKEN_BACK = "calendar.day_taken_back"
FOLLOWED = "calendar.followed"


def said_days(payload: Mapping[str, Json]) -> str:
    """Say the days of an event, and the paper."""
    days, paper = payload.get("days"), payload.get("paper")
    told = [_day(each) for each in days if isinstance(each, dict)] if isinstance(days, list) else []
    said = paper if isinstance(paper, dict) else {}
    holes = {"number": str(said.get("number", "")), "day": _written(said.get("dated"))}
    return "; ".join([*told, _("văn bản %(number)s ngày %(day)s", **holes)])


def _day(said: Mapping[str, Json]) -> str:
    day = _written(said.get("day"))
    return _("làm việc %(day)s", day=day) if said.get("worked") else _("nghỉ %(day)s", day=day)


def _written(day: Json) -> str:
    return "/".join(reversed(str(day or "").split("-")))
