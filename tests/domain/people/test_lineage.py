"""How far somebody reaches whose province follows others."""

import datetime as dt
from uuid import UUID

import pytest

from server.domain.people.actors import Actor
from server.domain.people.lineage import Lineage, Succession
from server.domain.texts.words import Words

DAY = dt.date(2025, 7, 1)


def follows(province: str, successor: str, *units: str) -> Succession:
    pairs = tuple((f"{province}/{unit}", f"{successor}/{unit}") for unit in units)
    return Succession(province=province, successor=successor, day=DAY, units=pairs)


LINE = Lineage((follows("a", "b", "snv"), follows("b", "c", "snv"), follows("x", "c")))


@pytest.mark.parametrize(
    ("province", "reach", "kin"),
    [
        ("a", "a", "abc"),
        ("b", "ba", "bac"),
        ("c", "cbxa", "cbxa"),
        ("x", "x", "xc"),
        ("other", ["other"], ["other"]),
    ],
)
def test_a_province_reaches_all_it_follows_and_none_that_follows_it(
    province: str, reach: str, kin: str
) -> None:
    assert LINE.reach(province).provinces == tuple(reach)
    assert LINE.kin(province).provinces == tuple(kin)


@pytest.mark.parametrize(
    ("post", "eyes"),
    [
        ("c/tt/auditor", {"b/tt/auditor", "a/tt/auditor", "x/tt/auditor"}),
        ("b/qt/administrator", {"a/qt/administrator"}),
        ("a/tt/auditor", set()),
        ("c/snv/head", {"b/snv/head", "a/snv/head"}),
        ("c/so/head", set()),
        ("a/snv/head", set()),
    ],
)
def test_a_post_has_the_eyes_of_those_its_unit_took_over(post: str, eyes: set[str]) -> None:
    assert LINE.former_posts(post) == eyes


def test_a_post_looks_with_more_eyes_than_it_has_hands() -> None:
    head = Actor(
        person_id=UUID(int=1),
        name="Ai",
        post_id="c/snv/head",
        post_title=Words("Giám đốc"),
        unit_id="c/snv",
        unit_ids=frozenset({"c/snv"}),
        positions=frozenset({"c/snv/head"}),
        lineage=LINE,
    )
    assert head.eyes("evaluation") == {"c/snv/head", "b/snv/head", "a/snv/head"}
    assert head.hands("evaluation") == {"c/snv/head"}
