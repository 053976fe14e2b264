"""A new file takes the place of those sent before: who adds it and who receives it are told."""

import pytest
from flask import Flask

from server.actions.tasks import attach_file
from server.demo.scene import PDF
from tests.processes.case_pages import app, page, task_of
from tests.processes.report.conftest import AD_HOC, DRAFT, RETURN, drafted, sent
from tests.worlds.year import LEADER, SCHOOL, Year

__all__ = ["app"]
WHOLE, APPENDIX = "report.pdf", "phu-luc.pdf"
REPLACES = "tệp mới thay tất cả"
REPLACED = "nay đã được thay"


@pytest.fixture
def returned(committed: Year) -> Year:
    """Answer a year in which a report was sent with its paper, and came back from the leader."""
    committed.open("report", opening=AD_HOC)
    sent(committed, SCHOOL)
    committed.do("leader_accept", RETURN, key=SCHOOL)
    return committed


def add(year: Year, name: str) -> None:
    task = year.task("write_report", SCHOOL)
    actor = year.holder(task.post_id)
    with year.begin() as session:
        attach_file.attach(
            session,
            task.id,
            actor=actor,
            kind="report",
            subject="",
            file_name=name,
            data=PDF + name.encode(),
            now=year.now,
        )


def mended(year: Year) -> Year:
    """Send the report again with nothing but an appendix."""
    add(year, APPENDIX)
    year.do("write_report", DRAFT, key=SCHOOL)
    return year


def test_where_nothing_was_sent_before_nothing_is_said_of_replacing(
    app: Flask, committed: Year
) -> None:
    committed.open("report", opening=AD_HOC)
    _, shown = page(app, f"{SCHOOL}/officer", task_of(committed, "write_report", SCHOOL))
    assert REPLACES not in shown


def test_the_place_of_a_file_says_what_stands_there_and_that_a_new_one_replaces_it(
    app: Flask, returned: Year
) -> None:
    _, shown = page(app, f"{SCHOOL}/officer", task_of(returned, "write_report", SCHOOL))
    assert REPLACES in shown
    assert shown.count(WHOLE) == 1


def test_what_was_sent_before_is_not_listed_among_what_goes_out_now(
    app: Flask, returned: Year
) -> None:
    add(returned, APPENDIX)
    _, shown = page(app, f"{SCHOOL}/officer", task_of(returned, "write_report", SCHOOL))
    assert shown.index(WHOLE) < shown.index(REPLACES) < shown.index(APPENDIX)
    assert shown.count(WHOLE) == 1


def test_the_head_and_who_receives_again_see_what_took_the_place_of_what(
    app: Flask, returned: Year
) -> None:
    mended(returned)
    _, signs = page(app, f"{SCHOOL}/head", task_of(returned, "sign", SCHOOL))
    assert signs.index(APPENDIX) < signs.index(REPLACED) < signs.index(WHOLE)
    again = {"verdict": "sign", "number": "13/BC-SGDĐT", "date": "2024-11-04"}
    returned.do("sign", again, key=SCHOOL)
    receives = task_of(returned, "leader_accept", SCHOOL)
    _, shown = page(app, f"{LEADER}/head", receives)
    assert shown.index(APPENDIX) < shown.index(REPLACED) < shown.index(WHOLE)


def test_what_never_left_the_unit_is_not_told_to_who_receives(app: Flask, committed: Year) -> None:
    committed.open("report", opening=AD_HOC)
    drafted(committed, SCHOOL)
    committed.do("sign", RETURN, key=SCHOOL)
    mended(committed)
    committed.do(
        "sign", {"verdict": "sign", "number": "12/BC-SGDĐT", "date": "2024-11-04"}, key=SCHOOL
    )
    _, shown = page(app, f"{LEADER}/head", task_of(committed, "leader_accept", SCHOOL))
    assert APPENDIX in shown
    assert WHOLE not in shown
    assert REPLACED not in shown
