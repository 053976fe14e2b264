"""The plan's bloc of the year after: three of its five units are left, under another leader."""

from collections.abc import Mapping
from typing import Any, Final

from server.domain.bloc_draft import document
from tests.domain.bloc_years import PLAN
from tests.worlds.year import DEPUTY, LEADER, SCHOOL

NEXT: Final = "bac-giang/khoi-vhxh1/2025"
RENAMED: Final = {"vi": "Sở Dân tộc và Tôn giáo", "en": "Ethnic and Religious Affairs"}
ROLES: Final = {SCHOOL: "leader", DEPUTY: "deputy", LEADER: "member"}
MORE: Final = {SCHOOL: ("appraiser", "secretary"), DEPUTY: (), LEADER: ()}


def next_year(**bloc: object) -> str:
    """Write the file of 2025: `bloc` says what stands otherwise in its first table."""
    values: Any = document.read(PLAN)
    values["bloc"] |= {"year": 2025, **bloc}
    values["units"] = [_next(unit) for unit in values["units"] if unit["id"] in ROLES]
    values.pop("persons", None)
    return document.write(values)


def _next(unit: Mapping[str, Any]) -> dict[str, Any]:
    posts = list(unit["posts"])
    posts += [{"position": each, "title": f"{each} – Sở GD&ĐT"} for each in MORE[unit["id"]]]
    made = {**unit, "role": ROLES[unit["id"]], "posts": posts}
    if unit["id"] == DEPUTY:
        titled = [{**post, "title": f"{post['position']} – {RENAMED['vi']}"} for post in posts]
        made |= {"name": RENAMED, "short": RENAMED, "symbol": "SDTTG", "posts": titled}
    return made
