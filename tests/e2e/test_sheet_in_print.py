"""A unit's sheet of points on A4: every column can be read, and none is cut off."""

import pytest

from tests.e2e.office import PRINTED, TOO_WIDE, Office
from tests.e2e.test_remarks import UNIT, opened
from tests.e2e.website import Website

READABLE = 110
"""CSS pixels a column of reasons needs to hold a few words in each line."""
NOTE = 'textarea[name="scores.c1-1.note"]'


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_the_reasons_of_a_score_sheet_can_be_read_in_print(site: Website, office: Office) -> None:
    task = opened(site)[1]
    office.sit(f"{UNIT}/officer")
    office.page.set_viewport_size({"width": PRINTED, "height": 900})
    office.page.emulate_media(media="print")
    office.go(f"/tasks/{task}")
    box = office.page.locator(NOTE).bounding_box()
    assert box
    assert box["width"] > READABLE
    assert box["x"] + box["width"] < PRINTED
    assert office.page.evaluate(TOO_WIDE) == []
