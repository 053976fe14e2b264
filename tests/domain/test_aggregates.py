"""Sums, shares and ranks: exact, defined for nothing at all, the same in every order."""

from decimal import Decimal

import pytest

from server.domain.cases.aggregates import percent, ranked, total

D = Decimal


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], D(0)),
        ([D("0.1")] * 10, D(1)),
        ([D(9_000_000_000_000)] * 1000, D(9_000_000_000_000_000)),
        ([D("999999999999999.999999999999999")] * 3, D("2999999999999999.999999999999997")),
    ],
)
def test_a_sum_is_exact_and_of_nothing_it_is_nought(
    values: list[Decimal], expected: Decimal
) -> None:
    assert total(values) == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ("2", "3", "66.66"),
        ("3", "3", "100"),
        ("4", "3", "133.33"),
        ("0", "3", "0"),
        ("1", "0", "0"),
        ("1.5", "2", "75"),
        ("2", "300", "0.66"),
    ],
)
def test_a_share_is_cut_off_after_two_digits_so_that_nothing_passes_by_rounding(
    part: str, whole: str, expected: str
) -> None:
    assert percent(D(part), D(whole)) == D(expected)


def test_equals_share_a_rank_and_the_next_counts_them_all() -> None:
    values = {"d": D(7), "b": D(9), "a": D("9.0"), "c": D(8), "e": D(7), "f": D(1)}
    said = [(each.key, each.rank) for each in ranked(values)]
    assert said == [("a", 1), ("b", 1), ("c", 3), ("d", 4), ("e", 4), ("f", 6)]


def test_the_lowest_may_come_first_and_nobody_is_ranked_where_there_is_nobody() -> None:
    values = {"a": D(2), "b": D(1), "c": D(1)}
    assert [each.key for each in ranked(values, lowest_first=True)] == ["b", "c", "a"]
    assert ranked({}) == []


def test_the_order_in_which_they_come_changes_nothing() -> None:
    values = {"a": D(2), "b": D(2), "c": D(3)}
    assert ranked(values) == ranked(dict(reversed(values.items())))
