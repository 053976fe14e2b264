"""A sentence that ends with a typed text has one full stop."""

import pytest

from server.domain.texts.full_stops import stopped_once

SAID = "Lý do: %(reason)s. Hãy hỏi %(who)s."


@pytest.mark.parametrize(
    ("reason", "written"),
    [
        ("Mất máy", "Lý do: Mất máy. Hãy hỏi A."),
        ("Mất máy.", "Lý do: Mất máy. Hãy hỏi A."),
        ("Mất máy. ", "Lý do: Mất máy.  Hãy hỏi A."),
        ("Máy nào?", "Lý do: Máy nào? Hãy hỏi A."),
        ("Máy, v.v.", "Lý do: Máy, v.v. Hãy hỏi A."),
        ("Máy…", "Lý do: Máy… Hãy hỏi A."),
    ],
)
def test_a_text_with_an_end_of_its_own_gets_no_second(reason: str, written: str) -> None:
    holes = {"reason": reason, "who": "A"}
    assert stopped_once(SAID, holes) % holes == written


def test_a_hole_without_a_text_is_left_as_it_is() -> None:
    assert stopped_once(SAID, {}) == SAID
