"""What the pages of a draft say: nothing of a file's lines and keys, and not all at once."""

import re

import pytest

from server.config import ROOT
from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_file.checks import ONE_EACH
from server.domain.bloc_file.mistakes import Code
from server.domain.bloc_file.reading_kinds import KINDS
from server.domain.toml_file import FileCode, FileMistake, ReadingCode
from server.web.names import mistake_words, place_words
from tests.web.bloc_parts.conftest import DraftPages
from tests.web.bloc_parts.test_part_forms import filled
from tests.web.bloc_parts.test_rule_forms import GDDT, KHCN, TTTT

OF_LINES = [code for code in (*Code, *ReadingCode) if "dòng {" in code.words.vi]


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize("code", OF_LINES, ids=str)
def test_a_page_names_no_line_of_a_file(code: FileCode) -> None:
    item = FileMistake(7, "units[2].id", code, (("value", "một mã"), ("other", "12345")))
    assert "12345" not in mistake_words.what(item)


def test_codes_that_name_lines_are_found() -> None:
    assert {Code.DUPLICATE_ID, Code.TEAM_TWICE, Code.LEADER_TWICE} <= {*OF_LINES}


OF_KEYS = (Code.ONE_OF, Code.KINDS_SEVERAL, Code.BODY_MISSING)
KEYS = re.compile(r"one_of\(table, ([^)]*)\)")


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize("code", OF_KEYS, ids=str)
def test_a_page_names_no_key_of_a_file(code: FileCode) -> None:
    keys = {*KINDS, "by", "teams"}
    for source in (ROOT / "server/domain/bloc_file").glob("reading_*.py"):
        for found in KEYS.findall(source.read_text()):
            keys |= set(re.findall(r'"(\w+)"', found))
    keys = {kind.value for kind in ONE_EACH} if code is Code.BODY_MISSING else keys
    for key in keys:
        holes = dict.fromkeys(("known", "first", "second", "value"), f"{key}, {key}")
        said = mistake_words.what(FileMistake(7, "x", code, tuple(holes.items())))
        assert not re.search(rf"\b{key}\b", said), said


READ = re.compile(
    r"""(?:\.(?:text|texts|words|identifier|integer|decimal|decimals|tables|table|choice|choices|day
    |flag|flag_or_no|has|plain|note)\(|_some\(\w+,|read_percent\(table,|_award_id\(table,)\s*
    "(\w+)\"""",
    re.VERBOSE,
)


def test_every_place_of_a_file_has_a_name_on_pages() -> None:
    sources = [*(ROOT / "server/domain/bloc_file").glob("reading*.py")]
    keys = {key for source in sources for key in READ.findall(source.read_text())}
    assert {"bloc", "conditions", "min_percent", "quota_of", "tie_rule", "per_day"} <= keys
    assert keys | {*KINDS, "share", "vi", "en"} <= {*place_words.PLACES}


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("awards[3].quota_share.rounding", "Danh hiệu 3, Tỷ lệ số đơn vị, Làm tròn"),
        ("conditions[1].effect", "Điều kiện 1, Phạm thì"),
        ("conditions[1].least[2].of[1]", "Điều kiện 1, Mức sàn 2, Những mục, tiêu chí 1"),
        ("voting.awards[2].self_vote", "Biểu quyết, Quy định riêng 2, Bỏ phiếu cho đơn vị mình"),
        ("council.members", "Hội đồng, Số ủy viên"),
    ],
)
def test_a_place_is_said_as_people_read_it(field: str, words: str) -> None:
    assert mistake_words.where(field) == words


def test_rows_do_not_end_at_a_number(draft: DraftPages) -> None:
    teams = [{"members": [unit], "checks": [GDDT]} for unit in (KHCN, TTTT) * 40]
    draft.put(DraftPart.SCORERS, [{"id": "cham", "name": "Tổ", "teams": teams}])
    form = filled(draft.get("parts/scorers"))
    more = {"0:teams[81].members": [GDDT], "0:teams[81].checks": [KHCN]}
    assert draft.send("parts/scorers", {**form, **more, "do": "save"}).status_code == 303
    assert draft.values["scorers"][0]["teams"] == [*teams, {"members": [GDDT], "checks": [KHCN]}]


def test_a_row_of_a_number_that_no_form_sends_makes_no_rows(draft: DraftPages) -> None:
    draft.put(DraftPart.SCORERS, [{"id": "cham", "name": "Tổ", "by": KHCN, "teams": []}])
    form = {**filled(draft.get("parts/scorers")), "0:teams[99999].members": [GDDT], "0:own": "x"}
    page = draft.send("parts/scorers", {**form, "do": "add"}).text
    assert page.count('name="0:teams[') < 500
    assert draft.values["scorers"][0]["by"] == KHCN


def test_two_ways_at_once_are_said_in_words(draft: DraftPages) -> None:
    draft.put(DraftPart.SCORERS, [{"id": "cham", "name": "Tổ", "by": KHCN, "teams": []}])
    page = draft.get("parts/scorers")
    assert "Chọn đúng một cách ghi: một cơ quan chấm cho tất cả, các tổ kiểm tra chéo." in page


def test_a_field_left_empty_is_said_without_the_key_of_a_file(draft: DraftPages) -> None:
    draft.put(DraftPart.CONDITIONS, [{"id": "a", "name": "Bị kỷ luật",
                                      "fact": {"evidence": "required"}}])  # fmt: skip
    page = draft.get("parts/conditions")
    assert page.count("Chưa ghi.") == 2
    assert "“effect”" not in page


def test_a_unit_of_two_teams_is_said_without_a_line(draft: DraftPages) -> None:
    teams = [{"members": [unit], "checks": [GDDT]} for unit in (KHCN, TTTT)]
    draft.put(DraftPart.SCORERS, [{"id": "cham", "name": "Tổ", "teams": teams}])
    page = draft.get("parts/scorers")
    assert "đã do tổ khác kiểm tra" in page
    assert "ở dòng" not in page


def test_a_row_to_add_is_folded_once_there_are_others(draft: DraftPages) -> None:
    draft.put(DraftPart.SCORERS, [{"id": "cham", "name": "Tổ"}])
    assert re.search(
        r'<details class="whole" open>\s*<summary>Thêm Tổ 1<', draft.get("parts/scorers")
    )
    draft.put(DraftPart.SCORERS, [{"id": "cham", "name": "Tổ",
                                   "teams": [{"members": [KHCN], "checks": [GDDT]}]}])  # fmt: skip
    page = draft.get("parts/scorers")
    assert "Thêm Tổ 1<" not in page
    assert re.search(r'<details class="whole" ?>\s*<summary>Thêm Tổ 2<', page)


def test_what_is_chosen_of_many_stays_in_sight(draft: DraftPages) -> None:
    section = draft.values["score_table"]["sections"][0]["id"]
    floor = {"of": [section], "points": 5}
    draft.put(DraftPart.CONDITIONS, [{"id": "a", "name": "Dưới sàn", "effect": "exclude",
                                      "least": [floor]}])  # fmt: skip
    page = draft.get("parts/conditions")
    shown, _folded, rest = page.partition('<summary class="small">Chọn trong')
    chosen = f'name="0:least[1].of" value="{section}" checked'
    assert chosen in shown
    assert chosen not in rest


def test_a_name_stands_for_an_id_that_no_form_shows(draft: DraftPages) -> None:
    teams = [{"members": [unit], "checks": [GDDT]} for unit in (KHCN, TTTT)]
    draft.put(DraftPart.SCORERS, [{"id": "cham", "name": "Tổ", "teams": teams}])
    page = draft.get("parts/scorers")
    assert "“Sở GD&amp;ĐT” đã do tổ khác kiểm tra" in page
    assert f"“{GDDT}”" not in page
    voting = draft.values["voting"]
    award = str(draft.values["awards"][0]["id"])
    draft.put(DraftPart.VOTING, {**voting, "awards": [{"award": award, "self_vote": "forbid"}] * 2})
    page = draft.get("parts/voting-awards")
    assert "đã ghi ở chỗ khác" in page
    assert f"“{award}”" not in page


def test_a_character_nobody_sees_and_a_far_day_are_named_at_their_fields(
    draft: DraftPages,
) -> None:
    form = filled(draft.get("parts/deadlines"))
    answer = draft.send(
        "parts/deadlines", {**form, "0:source": "Văn\b bản", "1:date": "01/01/0001"}
    )
    assert answer.status_code == 422
    assert answer.text.count("ký tự không hiển thị được (U+0008)") == 2  # above, and at the field
    assert answer.text.count("có năm không thể đúng") == 2


def test_the_period_of_a_duty_is_chosen_by_its_name(draft: DraftPages) -> None:
    page = draft.get("criteria/s0.c0")
    assert '<option value="annual" >Báo cáo: Báo cáo tổng kết<' in page
    assert "ví dụ annual" not in page
    draft.put(DraftPart.CONDITIONS, [{"id": "a", "name": "Muộn", "effect": "exclude",
              "record": {"of": "report.sent", "slot": "nine_month", "state": "late"}}])  # fmt: skip
    page = draft.get("parts/conditions")
    assert '<option value="nine_month" selected>' in page
