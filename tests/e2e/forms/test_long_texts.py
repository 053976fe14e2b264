"""Long reasons and names: no table is wider than its page, on screen, on a phone, in print."""

import pytest
from sqlalchemy import text

from tests.e2e import roster
from tests.e2e.office import PRINTED, TOO_WIDE, Office
from tests.e2e.website import Website

LONG = (
    "Được tặng Cờ thi đua của Chính phủ theo Quyết định số 1234/QĐ-TTg ngày 01/02/2024; "
    "đề nghị cộng điểm theo điểm b khoản 2 Điều 5 Quy chế, BIENBANHOPBINHXETTHIDUAKHENTHUONG2024."
)
TABLES = (
    "tab=scores&unit=bac-giang/so-gddt", "tab=awards", "tab=documents", "tab=history",
)  # fmt: skip


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_no_table_is_cut_off_by_what_people_write(site: Website, office: Office) -> None:
    cases = site.played()
    with site.begin() as session:
        values = {"long": LONG}
        session.execute(text("UPDATE candidate SET reason = :long"), values)
        session.execute(
            text("UPDATE nominee SET opinion_reason = :long, council_reason = :long"), values
        )
        session.execute(
            text(
                "UPDATE score SET reason = :long, note = :long, reason_1 = :long,"
                " explanation = :long, reason_2 = :long"
            ),
            values,
        )
    office.sit(roster.AUDITOR)
    wrong = []
    for case in cases:
        for part in TABLES:
            for width, media in ((1280, "screen"), (390, "screen"), (PRINTED, "print")):
                office.page.set_viewport_size({"width": width, "height": 900})
                office.page.emulate_media(media=media)  # type: ignore[arg-type]
                office.go(f"/cases/{case}?{part}")
                wrong += [f"{width} {part}: {cut}" for cut in office.page.evaluate(TOO_WIDE)]
    assert wrong == []
