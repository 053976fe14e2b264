"""What the page of all years tells of an evaluation that the bloc has not adopted: nothing."""

from flask import Flask

from tests.processes.case_pages import app, page
from tests.worlds.year import LEADER, SCHOOL, Year

__all__ = ["app"]


def test_points_are_told_once_they_are_adopted(app: Flask, committed: Year) -> None:
    committed.open("evaluation")
    committed.play("rank")
    posts = (f"{LEADER}/secretary", f"{SCHOOL}/officer")
    assert ["Chưa có kết quả nào" in page(app, post, "/years")[1] for post in posts] == [True] * 2
    committed.play()
    for post in posts:
        assert "Điểm để xếp hạng" in page(app, post, "/years")[1]
