"""The secretary words a printout beside what a case makes of it; mistakes stand at the field."""

import re
from collections.abc import Mapping
from html import unescape
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from server.actions.bloc_drafts import make_bloc_draft, pass_bloc_draft
from server.actions.cases import case_work
from server.domain.bloc_draft import document
from server.domain.bloc_draft.beginning import Beginning
from server.domain.bloc_draft.parts import DraftPart
from server.domain.manifest.printouts import HOLES
from server.web.wordings.holes import NAMES
from tests.domain import bloc_years
from tests.processes.printed import words_of
from tests.web.bloc_parts.conftest import HOME, LETTER, SECRETARY, DraftPages, enter
from tests.web.bloc_parts.test_part_forms import STRANGERS
from tests.worlds import states
from tests.worlds.databases import State
from tests.worlds.web.posting import send
from tests.worlds.year_end import NOW, YearEnd

LIST, PAGE = "wordings", "wordings/evaluation/self_scores"
OWN = "Công tác thi đua năm {year}"
SEAL = re.compile(r'name="_seen_wordings" value="(\w+)"')
OWNS = re.compile(r'name="own" value="([^"]*)"')


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.ADOPTING


@pytest.fixture
def draft(year: YearEnd, app: Flask) -> DraftPages:
    """Answer a draft of this very year, in the secretary's hands."""
    with year.begin() as session:
        officer = case_work.holder_of(session, HOME, now=NOW)
        begins = Beginning(document=bloc_years.PLAN)
        made = make_bloc_draft.make(session, begins, LETTER, actor=officer, now=NOW)
        pass_bloc_draft.hand_over(session, made, note="", actor=officer, now=NOW)
    return DraftPages(year, made, enter(app, SECRETARY))


def typed(draft: DraftPages, said: Mapping[str, str], at: str = PAGE) -> TestResponse:
    """Send the form of a printout as its page shows it, with these texts."""
    return sent(draft, draft.get(PAGE), said, at)


def sent(draft: DraftPages, page: str, said: Mapping[str, str], at: str = PAGE) -> TestResponse:
    """Send the form of a page that was opened before."""
    owns = [unescape(each) for each in OWNS.findall(page)]
    fields = {
        "_seen_wordings": SEAL.findall(page)[0],
        "own": owns,
        "text": [said.get(own, "") for own in owns],
    }
    return send(draft.client, draft.at(at), fields, at=draft.at(PAGE))


def test_every_hole_of_printouts_has_a_name() -> None:
    assert NAMES.keys() == HOLES


def test_a_text_is_kept_looked_at_and_reset(draft: DraftPages) -> None:
    assert "Phiếu tự chấm điểm" in draft.get(LIST)
    saved = typed(draft, {OWN: "Chấm điểm của\t{unit}\nnăm {year}"})
    assert saved.status_code == 303, saved.text
    row = {"process": "evaluation", "printout": "self_scores", "own": OWN}
    assert draft.values["wordings"] == [{**row, "text": "Chấm điểm của {unit} năm {year}"}]
    assert document.mistakes(document.write(draft.values)) == ()
    shown = draft.get(PAGE)
    assert "Chấm điểm của Sở" in shown
    assert "1 trên" in draft.get(LIST)
    paper = send(draft.client, draft.at(f"{PAGE}.pdf"), {}, at=draft.at(PAGE))
    assert "Chấm điểm của Sở" in words_of(paper.data)
    assert typed(draft, {OWN: OWN}).status_code == 303
    assert "wordings" not in draft.values


def test_what_is_typed_is_tried_out_and_not_saved(draft: DraftPages) -> None:
    tried = typed(draft, {OWN: "Bản <b>xem</b> thử {theme}"}, f"{PAGE}/preview")
    assert tried.status_code == 200
    assert "Bản &lt;b&gt;xem&lt;/b&gt; thử" in tried.text
    assert "<b>xem" not in tried.text
    assert "<html" not in tried.text
    wrong = typed(draft, {OWN: "Năm {nam}"}, f"{PAGE}/preview").text
    assert "Trích yếu: Chữ thứ 5" in wrong
    assert "Công tác thi đua năm 2024" in wrong, "the process's own stands there meanwhile"
    assert "wordings" not in draft.values


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Năm {nam}", "Chữ thứ 5: bản in này không có chỗ trống {nam}"),
        ("Năm {year", "Chữ thứ 5: “{year” không thành chỗ trống"),
        ("Điểm {appraise.total}", "bản in này không có chỗ trống {appraise.total}"),
        ("a\u202eb", "U+202E"),
        ("Tốt \U0001f389", "U+1F389"),
        ("x" * 2001, "Dài 2001 ký tự; nhiều nhất 2000."),
    ],
)
def test_a_mistake_is_said_at_its_field_and_nothing_typed_is_lost(
    draft: DraftPages, text: str, said: str
) -> None:
    answer = typed(draft, {OWN: text})
    assert answer.status_code == 422
    shown = unescape(answer.text)
    assert shown.count(said) == 2, "above the form and at its field"
    assert f">{text}</textarea>" in shown
    assert "wordings" not in draft.values


def test_who_saves_later_is_told_and_loses_nothing(draft: DraftPages) -> None:
    page = draft.get(PAGE)
    other = {
        "process": "evaluation",
        "printout": "self_scores",
        "own": OWN,
        "text": "Của người kia",
    }
    draft.put(DraftPart.WORDINGS, [other])
    refused = sent(draft, page, {OWN: "Của tôi"})
    assert refused.status_code == 409
    assert ">Của tôi</textarea>" in refused.text
    assert "Bản đang lưu: Của người kia" in refused.text
    assert draft.values["wordings"] == [other]
    assert sent(draft, refused.text, {OWN: "Của tôi"}).status_code == 303
    assert draft.values["wordings"] == [{**other, "text": "Của tôi"}]


def test_what_the_process_says_no_more_is_named_and_taken_out(draft: DraftPages) -> None:
    row = {"process": "evaluation", "printout": "self_scores", "own": "Lời cũ", "text": "Lời Khối"}
    draft.put(DraftPart.WORDINGS, [row])
    page = draft.get(LIST)
    assert "Lời văn không còn chỗ dùng" in page
    assert typed(draft, {OWN: "Mới"}).status_code == 303
    assert row in draft.values["wordings"], "what the form does not show stays"
    fields = {"_seen_wordings": SEAL.findall(draft.get(LIST))[0]}
    assert send(draft.client, draft.at(LIST), fields, at=draft.at(LIST)).status_code == 303
    assert [each["own"] for each in draft.values["wordings"]] == [OWN]


def test_only_who_works_on_a_draft_finds_its_wordings(draft: DraftPages, app: Flask) -> None:
    for post in STRANGERS:
        client = enter(app, post)
        for page in (LIST, PAGE):
            assert client.get(draft.at(page)).status_code == 404, (post, page)
        for page in (LIST, PAGE, f"{PAGE}.pdf", f"{PAGE}/preview"):
            assert send(client, draft.at(page), {}, at="/").status_code == 404, (post, page)
    home = enter(app, HOME)
    assert home.get(draft.at(PAGE)).status_code == 200
    draft.client = home
    page = draft.get(PAGE)
    assert "disabled" in page
    assert sent(draft, page, {OWN: "Của Sở"}).status_code == 409
    for page in ("wordings/evaluation/nothing", "wordings/nothing/self_scores"):
        assert home.get(draft.at(page)).status_code == 404


def test_a_case_of_somebody_elses_is_no_preview(draft: DraftPages) -> None:
    stranger = f"{PAGE}?case={UUID(int=7)}"
    assert draft.client.get(draft.at(stranger)).status_code == 200
