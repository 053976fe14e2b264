"""What was recorded in Vietnamese says so where the page around it is in English."""

import pytest
from flask import Flask

from server.domain.history.erasing import ERASED
from server.domain.texts.words import Words
from server.web.words.catalogue import lazy_gettext
from server.web.words.language import recorded, shown, spoken

VIETNAMESE, BOTH = Words("Biên bản <nháp>"), Words("Biên bản", "Minutes")
MARKED = '<span lang="vi">Biên bản &lt;nháp&gt;</span>'


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (VIETNAMESE, MARKED),
        (VIETNAMESE.vi, MARKED),
        (BOTH, "Minutes"),
        (ERASED, ERASED),
        *((same, same) for same in ("", "–", "12,5", None, lazy_gettext("Lịch sử"))),
    ],
)
def test_recorded_vietnamese_is_marked_on_an_english_page(
    app: Flask, text: object, written: object
) -> None:
    with app.test_request_context(), spoken("en"):
        assert recorded(text) == written
        assert recorded(recorded(text)) == written, "once"


def test_nothing_is_marked_on_a_vietnamese_page(app: Flask) -> None:
    with app.test_request_context():
        assert recorded(VIETNAMESE) == recorded(VIETNAMESE.vi) == VIETNAMESE.vi
        assert recorded(BOTH) == BOTH.vi


def test_what_fills_a_hole_is_marked_and_not_stopped_twice(app: Flask) -> None:
    said = "Bạn gửi với tư cách %(post)s."
    with app.test_request_context(), spoken("en"):
        whole = shown(said, post=recorded("Văn phòng <A>."))
    assert whole.endswith('<span lang="vi">Văn phòng &lt;A&gt;.</span>')
