"""A pledge from end to end with heads acted for and one unit late: who did what stays told."""

import pytest
from flask import Flask

from server.actions.installation.check_invariants import check
from tests.processes.board_states import board_states
from tests.processes.case_pages import app, page, task_of
from tests.processes.pledge.conftest import FOR_2025, TARGETS, TEXT, signed
from tests.worlds.clocks import over
from tests.worlds.databases import Database
from tests.worlds.year import DEPUTY, LEADER, PRESS, RADIO, SCHOOL, UNITS, Year

__all__ = ["app"]
IN_TIME = [unit for unit in UNITS if unit not in {SCHOOL, RADIO}]
OF_SCHOOL, OF_LEADER = "Giám đốc Sở GD&amp;ĐT", "Giám đốc Sở KH&amp;CN"
WAIT = {"verdict": "wait", "until": "2024-12-06", "reason": ""}


@pytest.fixture
def published(committed: Year) -> Year:
    """Answer a year whose pledge is published: one head signed in another's stead, one unit late.

    The leader is away: the deputy waits for the late unit and publishes in the leader's stead.
    """
    year = committed
    year.open("pledge", opening=FOR_2025)
    year.do("draft_pledge", TEXT)
    year.do("approve_text", {"verdict": "approve"})
    signed(year, *IN_TIME)
    for_the_head = year.lent(f"{SCHOOL}/head", to=f"{PRESS}/officer")
    year.do("targets", TARGETS, key=SCHOOL)
    year.complete(year.task("sign", SCHOOL), {"verdict": "sign"}, by=for_the_head)
    year.fire_due(over(str(FOR_2025["last_day"])))
    for_the_leader = year.lent(f"{LEADER}/head", to=f"{DEPUTY}/head")
    year.complete(year.task("late"), WAIT, by=for_the_leader)
    signed(year, RADIO)
    year.complete(year.task("publish"), {"note": ""}, by=for_the_leader)
    return year


def test_it_ends_and_the_board_tells_who_was_late(
    app: Flask, published: Year, database: Database
) -> None:
    with published.begin() as session:
        assert check(session, now=published.now) == []
        found = session.connection().exec_driver_sql("SELECT state FROM case_")
        assert found.scalar_one() == "closed"
    states = board_states(app, database, f"{LEADER}/head", at=published.now)
    assert states["Sở GD&ĐT"] == "Xong"
    assert states["Đài PT&TH"].startswith("Xong, trễ ")


@pytest.mark.parametrize("reader", [f"{LEADER}/head", f"{RADIO}/head", f"{PRESS}/officer"])
def test_everybody_in_the_bloc_reads_in_whose_stead_it_was_signed(
    app: Flask, published: Year, reader: str
) -> None:
    for element, unit, whose in (("sign", SCHOOL, OF_SCHOOL), ("publish", "", OF_LEADER)):
        status, shown = page(app, reader, task_of(published, element, unit))
        assert (status, f"thay mặt {whose}" in shown) == (200, True), element


def test_the_auditor_reads_every_act_in_anothers_stead(app: Flask, published: Year) -> None:
    history = f"/cases/{published.case_id}?tab=history"
    _, shown = page(app, "bac-giang/thanh-tra/auditor", history)
    acts = {OF_SCHOOL: 1, OF_LEADER: 3}  # waiting, publishing, and the end that came with it
    assert {whose: shown.count(f"Thay mặt {whose}") for whose in acts} == acts
