"""What is filled in for the plan of these tests, and handing it in with its files."""

from typing import Any

from server.demo.scene import TaskTurn
from tests.worlds.year import Year

Value = dict[str, Any]
OPENING: Value = {
    "title": "Kế hoạch hoạt động năm 2024",
    "scope": "year",
    "issue_by": "2024-11-29",
}
WAVES = [
    {"name": "Đợt thứ nhất", "starts": "2024-01-01", "ends": "2024-06-30"},
    {"name": "Đợt thứ hai", "starts": "2024-07-01", "ends": "2024-12-31"},
]


def revised(*recipients: str) -> Value:
    """Give the completed plan, for these recipients."""
    return {
        "text": "Hai đợt thi đua và đợt cao điểm.",
        "explained": "Tiếp thu ý kiến của các đơn vị.",
        "waves": WAVES,
        "recipients": [*recipients],
        "acknowledge_by": "2024-12-06",
    }


def hand_in(year: Year, element: str, value: Value, *kinds: str) -> None:
    """Complete the one open task of an element with a file of each of these kinds."""
    task = year.task(element)
    with year.begin() as session:
        turn = TaskTurn(year.scene, session, task, year.holder(task.post_id), year.now)
        for kind in kinds:
            turn.attach(kind=kind, subject="")
    year.complete(task, value)
