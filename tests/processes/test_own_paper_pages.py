"""Pages of the year-end's own papers: what the bloc's register says is shown, and never asked."""

import re

from flask import Flask

from tests.processes.case_pages import app, page, task_of
from tests.worlds.year import LEADER, Year

__all__ = ["app"]
SECRETARY = f"{LEADER}/secretary"


def test_the_page_of_the_minutes_tells_the_number_to_come_and_asks_for_none(
    app: Flask, committed: Year
) -> None:
    committed.through("award_review", "minutes")
    _, shown = page(app, SECRETARY, task_of(committed, "minutes"))
    assert re.search(r"Số kế tiếp hiện là \d\d/BB-KTĐVHXH1", shown), shown
    assert 'name="minutes_no"' not in shown
    assert 'name="summary"' in shown


def test_the_dossier_tells_the_minutes_number_and_that_the_submission_gets_its_own(
    app: Flask, committed: Year
) -> None:
    committed.through("submission", "dossier")
    _, shown = page(app, SECRETARY, task_of(committed, "dossier"))
    minutes = shown.partition('id="f-documents.bien_ban.number"')[2].partition("</p>")[0]
    assert "số 02/BB-KTĐVHXH1 ngày" in minutes
    assert "theo biên bản đã ký" in minutes
    submission = shown.partition('id="f-documents.to_trinh.number"')[2].partition("</p>")[0]
    assert "Sổ văn bản của Khối cho số, ngày khi ký" in submission
    for kind in ("bien_ban", "to_trinh"):
        assert f'name="documents.{kind}.' not in shown
    assert 'name="documents.bao_cao/' in shown
