"""What the page of all years tells of a submission: no decision before it is published."""

from flask import Flask

from tests.processes.case_pages import app, page
from tests.worlds.votes import pass_all
from tests.worlds.year import ADMINISTRATOR, SCHOOL, Year

__all__ = ["app"]
YEARS = "/years?bloc=bac-giang/khoi-vhxh1&measure=award.merit"
MEMBER = f"{SCHOOL}/officer"
PROPOSED, AWARDED = "Được đề nghị", "Được khen thưởng"


def test_an_award_is_told_once_its_decision_is_published(app: Flask, committed: Year) -> None:
    committed.answers["council_vote"] = pass_all
    committed.through("submission", "issue", "notify_refusal")
    shown = page(app, MEMBER, YEARS)[1]
    assert (PROPOSED in shown, AWARDED in shown) == (True, False)
    assert PROPOSED not in page(app, ADMINISTRATOR, YEARS)[1]
    committed.play()
    assert AWARDED in page(app, MEMBER, YEARS)[1]
