"""A save that is refused is said at once, and the text stays.

A module of its own has a website of its own: the post gets a second holder.
"""

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from tests.e2e.drafts.writing import NOTE
from tests.e2e.office import Office
from tests.e2e.test_remarks import UNIT
from tests.e2e.website import Website

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("e2e")]

TO_ANOTHER = text("""
WITH other AS (
  INSERT INTO appointment(id, person_id, post_id, valid_from)
  SELECT gen_random_uuid(), person_id, :post, valid_from FROM appointment WHERE post_id = :head
  RETURNING person_id)
UPDATE task SET assignee_id = other.person_id FROM other
WHERE task.post_id = :post AND task.state = 'open'
""")


@pytest.mark.usefixtures("task")
def test_who_may_not_write_any_more_is_told_at_once_and_keeps_the_text(
    site: Website, office: Office
) -> None:
    page, taken = office.page, "gõ sau khi việc đã giao cho người khác"
    with site.begin() as session:
        session.execute(TO_ANOTHER, {"post": f"{UNIT}/officer", "head": f"{UNIT}/head"})
    page.locator(NOTE).fill(taken)
    banner = page.locator("[data-banner=refused]")
    expect(banner).to_be_visible()
    expect(banner).to_be_in_viewport()
    expect(page.locator(NOTE)).to_have_value(taken)
    office.look("save-refused")
