"""Holders of one post who share a mailbox get one letter; others get each their own."""

import pytest
from sqlalchemy import text

from tests.web.year.test_remarks import HEAD, MAILS, OFFICER, say, title
from tests.worlds.year_end import YearEnd


@pytest.mark.parametrize(
    ("first", "second", "letters"),
    [
        ("phong-tdkt@sgddt.invalid", "phong-tdkt@sgddt.invalid", 1),
        ("phong-tdkt@sgddt.invalid", " Phong-TDKT@SGDDT.invalid ", 1),
        ("phong-tdkt@sgddt.invalid", "giam-doc@sgddt.invalid", 2),
        ("phong-tdkt@sgddt.invalid", " ", 1),
    ],
)
def test_a_mailbox_gets_a_letter_once(year: YearEnd, first: str, second: str, letters: int) -> None:
    other = year.person_with(HEAD)
    with year.begin() as session:
        session.execute(text("UPDATE case_ SET simulated = false"))
        session.execute(text("UPDATE person SET email = :e"), {"e": first})
        session.execute(
            text("UPDATE person SET email = :e WHERE id = :id"), {"e": second, "id": other}
        )
    task = year.open("score", "so-gddt")
    assert say(year.as_post(OFFICER), task, f"Nhờ @{title(year, HEAD)} xem.") == 303
    assert year.value(MAILS) == letters
