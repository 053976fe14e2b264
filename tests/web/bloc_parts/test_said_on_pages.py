"""What the pages of a draft say: nothing of a file's lines and keys, and not all at once."""

import re

import pytest

from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_file.mistakes import Code
from server.domain.toml_file import FileCode, FileMistake, ReadingCode
from server.web.names import mistake_words
from tests.web.bloc_parts.conftest import DraftPages
from tests.web.bloc_parts.test_rule_forms import GDDT, KHCN, TTTT

OF_LINES = [code for code in (*Code, *ReadingCode) if "dòng {" in code.words.vi]


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize("code", OF_LINES, ids=str)
def test_a_page_names_no_line_of_a_file(code: FileCode) -> None:
    item = FileMistake(7, "units[2].id", code, (("value", "một mã"), ("other", "12345")))
    assert "12345" not in mistake_words.what(item)


def test_codes_that_name_lines_are_found() -> None:
    assert {Code.DUPLICATE_ID, Code.TEAM_TWICE, Code.LEADER_TWICE} <= {*OF_LINES}


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
    assert "Có đơn vị đã do tổ khác kiểm tra" in page
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
