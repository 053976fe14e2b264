"""The order in which processes come in a year: by their days, behind others, by their place."""

import datetime as dt

from server.domain.cases.year_order import YearProcess, in_order_of_the_year


def process(key: str, order: int, *months: int, after: str = "") -> YearProcess:
    days = tuple(dt.date(2024, month, 1) for month in months)
    return YearProcess(key=key, days=days, after=after, order=order)


def order(*processes: YearProcess) -> str:
    return " ".join(each.key for each in in_order_of_the_year(processes))


def test_what_has_days_comes_by_the_first_of_them() -> None:
    assert order(process("b", 1, 12, 5), process("a", 2, 3), process("c", 0, 6)) == "a b c"


def test_what_has_none_follows_the_last_day_of_what_it_comes_after() -> None:
    found = order(
        process("third", 9, after="second"),
        process("second", 8, after="first"),
        process("first", 1, 3, 11),
        process("june", 2, 6),
        process("december", 3, 12),
    )
    assert found == "first june second third december"


def test_what_nothing_dates_stands_where_its_manifest_puts_it() -> None:
    found = order(process("any", 4), process("plan", 1), process("a", 2, 5), process("b", 3, 7))
    assert found == "plan a b any"


def test_two_that_come_after_each_other_are_sorted_all_the_same() -> None:
    assert order(process("a", 2, after="b"), process("b", 1, after="a")) == "b a"
