"""The score table as a tree: what is moved is the same table, what is left out can be put back."""

import random
from collections.abc import Iterator
from decimal import Decimal

import pytest

from server.domain.bloc_draft import score_tree
from server.domain.bloc_draft.score_tree import Item, NoSuchItem, read_place, rows, written

TABLE: Item = {
    "decimals": 2,
    "sections": [
        {
            "id": "a",
            "kind": "normal",
            "criteria": [{"id": "a1", "max_points": 10}],
            "parts": [
                {"id": "ap", "criteria": [{"id": "ap1", "max_points": 5, "strange": 1}]},
                {"id": "aq", "cap": 7, "criteria": [{"id": "aq1", "max_points": Decimal("9.5")}]},
            ],
        },
        {"id": "b", "kind": "bonus", "criteria": [{"id": "b1", "max_points": 3}]},
    ],
}


def ids(table: Item) -> list[str]:
    return [str(row.item["id"]) for row in rows(table)]


def place_of(table: Item, wanted: str) -> score_tree.Place:
    return next(row.place for row in rows(table) if row.item["id"] == wanted)


def test_sums_count_caps_from_the_inside() -> None:
    most = {str(row.item["id"]): row.most for row in rows(TABLE)}
    assert [int(most[heading]) for heading in ("a", "aq", "ap")] == [22, 7, 5]
    assert score_tree.scale(TABLE) == {"normal": 22, "bonus": 3, "deduction": 0}


def test_every_line_is_found_again_by_its_place() -> None:
    for row in rows(TABLE):
        assert score_tree.item_at(TABLE, read_place(written(row.place))) is row.item


@pytest.mark.parametrize("place", ["", "s", "s0.s1", "c0", "p0", "s0.c0.p0", "s0..c0", "s-1", "x0"])
def test_what_is_no_place_is_refused(place: str) -> None:
    with pytest.raises(NoSuchItem):
        read_place(place)


def test_what_was_left_out_is_put_back_where_it_was() -> None:
    for row in rows(TABLE):
        without = score_tree.removed(TABLE, row.place)
        assert row.item["id"] not in ids(without)
        assert score_tree.inserted(without, row.place, row.item) == TABLE


def test_down_and_up_is_where_it_was() -> None:
    for wanted in ("ap", "a"):
        down = score_tree.moved(TABLE, place_of(TABLE, wanted), 1)
        assert ids(down) != ids(TABLE)
        assert score_tree.moved(down, place_of(down, wanted), -1) == TABLE


def test_in_and_out_again() -> None:
    inside = score_tree.indented(TABLE, place_of(TABLE, "aq"))
    assert written(place_of(inside, "aq")) == "s0.p0.p0"
    assert score_tree.outdented(inside, place_of(inside, "aq")) == TABLE
    first = score_tree.indented(TABLE, place_of(TABLE, "a1"))
    assert written(place_of(first, "a1")) == "s0.p0.c0"
    assert written(place_of(score_tree.outdented(first, place_of(first, "a1")), "a1")) == "s0.c0"


@pytest.mark.parametrize(
    ("act", "item"),
    [
        (score_tree.indented, "ap"),
        (score_tree.indented, "b1"),
        (score_tree.indented, "a"),
        (score_tree.outdented, "ap"),
        (score_tree.outdented, "a1"),
        (score_tree.outdented, "b"),
        (lambda table, place: score_tree.moved(table, place, -1), "a"),
        (lambda table, place: score_tree.moved(table, place, 1), "b"),
    ],
)
def test_what_cannot_be_moved_stays(act: object, item: str) -> None:
    assert callable(act)
    with pytest.raises(NoSuchItem):
        act(TABLE, place_of(TABLE, item))


def test_no_walk_of_moves_loses_or_doubles_an_item() -> None:
    chance = random.Random(11)  # noqa: S311 - a test's draw
    table = TABLE
    for act in _acts(chance):
        place = chance.choice(list(rows(table))).place
        try:
            table = act(table, place)
        except NoSuchItem:
            continue
        assert sorted(ids(table)) == sorted(ids(TABLE))
    assert ids(table) != ids(TABLE)
    assert any(row.item.get("strange") == 1 for row in rows(table))
    assert table["decimals"] == 2


def _acts(chance: random.Random) -> Iterator[score_tree.Move]:
    moves: list[score_tree.Move] = [
        score_tree.indented,
        score_tree.outdented,
        lambda table, place: score_tree.moved(table, place, -1),
        lambda table, place: score_tree.moved(table, place, 1),
    ]
    return (chance.choice(moves) for _ in range(400))


def test_a_new_id_is_nobodys() -> None:
    assert score_tree.free_id(TABLE, "new") == "new"
    assert score_tree.free_id(TABLE, "ap") == "ap-2"
