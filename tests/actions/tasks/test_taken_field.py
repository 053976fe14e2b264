"""Rows that a field begins with: which of their columns stand as they were taken over."""

from server.actions.taken_rows.earlier_rows import TakenField


def test_a_column_stands_where_the_record_says_something_a_list_as_well() -> None:
    both = frozenset({"kinds", "name"})
    field = TakenField(rows=(), given=both, needed=both)
    assert field.fixed({"kinds": ["a", "b"], "name": ""}) == {"kinds"}
    assert field.fixed({"kinds": None, "name": "Đợt một"}) == {"name"}
