"""A day of a running case, extended by the leading unit's head."""

from datetime import date

from server.actions.cases import extend_deadline
from tests.worlds.year import LEADER, Year


def extend_last_day(year: Year, to: date) -> None:
    """Extend the last day that was typed when the case was opened."""
    actor = year.holder(f"{LEADER}/head")
    with year.begin() as session:
        extend_deadline.extend(
            session,
            year.case_id,
            deadline="opening.last_day",
            to=to,
            reason="Nhiều đơn vị chưa kịp tổng hợp số liệu.",
            actor=actor,
            now=year.tick(),
        )
