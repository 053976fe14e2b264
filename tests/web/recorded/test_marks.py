"""What was recorded in Vietnamese says so where the page around it is in English."""

import pytest
from flask import Flask

from server.domain.history.erasing import ERASED
from server.domain.texts.words import Words
from server.web.forms.answer_changes import compared
from server.web.forms.form_answers import AnsweredField
from server.web.words.catalogue import lazy_gettext
from server.web.words.language import joined, of_page, pick, recorded, shown, spoken

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


def test_joined_texts_are_recorded_unless_all_of_them_have_their_english(app: Flask) -> None:
    with app.test_request_context(), spoken("en"):
        whole = joined(pick(BOTH), pick(BOTH), by=": ")
        mixed = joined(pick(BOTH), "Biên bản <nháp>", by=": ")
        assert recorded(whole) == "Minutes: Minutes"
        assert recorded(mixed) == '<span lang="vi">Minutes: Biên bản &lt;nháp&gt;</span>'
    with app.test_request_context():
        assert recorded(joined(pick(BOTH), "nháp", by=": ")) == "Biên bản: nháp"


def test_changes_of_typed_answers_are_marked_and_those_of_choices_are_not(app: Flask) -> None:
    with app.test_request_context(), spoken("en"):
        typed, chosen = (
            compared([_answer(old)], [_answer(new)], reason="", place="p").fields[0].parts
            for old, new in (("bản cũ", "bản mới"), (of_page("Approve it"), of_page("Refuse it")))
        )
        said = [recorded(each) for part in typed for each in (part.kept, part.struck, part.added)]
        assert '<span lang="vi">mới</span>' in said
        assert [recorded(part.struck) for part in chosen if part.struck] == ["Approve"]


def _answer(line: str) -> AnsweredField:
    return AnsweredField(path="text", label="Text", lines=(line,), table=None)


def test_what_fills_a_hole_is_marked_and_not_stopped_twice(app: Flask) -> None:
    said = "Bạn gửi với tư cách %(post)s."
    with app.test_request_context(), spoken("en"):
        whole = shown(said, post=recorded("Văn phòng <A>."))
    assert whole.endswith('<span lang="vi">Văn phòng &lt;A&gt;.</span>')
