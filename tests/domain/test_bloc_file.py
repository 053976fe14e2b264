"""The bloc-year file: what the two demonstration files say, and that nothing is lost on the way."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.bloc_file import BlocYearFile, Code, FileMistakes, parse, to_rules
from server.domain.bloc_file.checks import ONE_EACH
from server.domain.blocs.rules import (
    CaseRules,
    SelfVote,
    VotingMode,
)
from server.domain.texts.words import Words
from server.domain.toml_file import LineIndex
from tests.domain.bloc_years import PLAN, SECOND, mistakes, read

NESTED = """a = '''
[x]
'''
b.c = 1 # [no]
[t.'u v']
d = [
  1, # ]
  { e = "}",
    f = 2 },
]
[[r]]
[[r]]
[[r.s]]
g = 3
"""
BOTH = pytest.mark.parametrize("text", [PLAN, SECOND], ids=["plan", "second"])


@BOTH
def test_the_demonstration_files_have_no_mistakes(text: str) -> None:
    assert isinstance(parse(text), BlocYearFile)


@BOTH
def test_a_file_survives_its_json_form(text: str) -> None:
    file = read(text)
    assert BlocYearFile.from_json(json.loads(json.dumps(file.to_json()))) == file


@BOTH
def test_the_rules_of_a_file_survive_their_json_form(text: str) -> None:
    rules = to_rules(read(text))
    again = CaseRules.from_json(json.loads(json.dumps(rules.to_json())))
    assert again == rules
    assert again.digest() == rules.digest()


def test_the_plan_has_its_five_units_led_by_science_with_ethnic_affairs_as_deputy() -> None:
    rules = to_rules(read(PLAN))
    units = [unit.id.removeprefix("bac-giang/") for unit in rules.units]
    assert units == ["so-khcn", "ban-dan-toc", "so-gddt", "so-tttt", "dai-ptth"]
    assert (rules.leader.id, rules.deputy.id) == ("bac-giang/so-khcn", "bac-giang/ban-dan-toc")


def test_the_plan_has_the_theme_of_its_year() -> None:
    assert to_rules(read(PLAN)).theme.vi.startswith("Đoàn kết, kỷ cương, đổi mới, sáng tạo")


def test_the_plan_names_no_person_and_marks_every_made_up_number_as_a_sample() -> None:
    file = read(PLAN)
    assert file.persons == ()
    assert file.score_table.sample
    assert all(award.sample for award in file.awards)
    assert file.voting.sample
    assert file.council.sample
    made_up = {deadline.id for deadline in file.deadlines if deadline.sample}
    dated = {deadline.id for deadline in file.deadlines if deadline.date}
    assert dated - made_up == {"pledge", "regulation"}


def test_every_text_of_the_demonstration_files_is_there_in_english() -> None:
    def english(data: object) -> bool:
        if isinstance(data, dict):
            return data.get("en") != "" and all(english(item) for item in data.values())
        return not isinstance(data, list) or all(english(item) for item in data)

    assert english(read(PLAN).to_json())
    assert english(read(SECOND).to_json())


def test_the_second_bloc_has_other_units_awards_and_voting_rules() -> None:
    rules = to_rules(read(SECOND))
    assert (len(rules.units), len(rules.awards)) == (15, 3)
    assert (rules.voting.mode, rules.voting.self_vote) == (VotingMode.PAPER, SelfVote.FORBID)
    ours = {unit.id for unit in to_rules(read(PLAN)).units}
    assert ours.isdisjoint(unit.id for unit in rules.units)


def test_every_body_kind_has_one_body_with_its_posts() -> None:
    file = read(PLAN)
    assert [body.kind for body in file.bodies] == list(ONE_EACH)
    assert {post.id for post in file.posts} >= {
        "bac-giang/so-noi-vu/head",
        "bac-giang/hd-tdkt/secretary",
        "bac-giang/ubnd-tinh/chairman",
        "bac-giang/thanh-tra/auditor",
        "bac-giang/quan-tri/administrator",
    }


def test_a_file_may_name_persons_with_their_appointments() -> None:
    persons = """
[[persons]]
login = "can-bo.so-gddt"
name = "Cán bộ TĐKT – Sở GD&ĐT"
appointments = [{ post = "bac-giang/so-gddt/officer", from = 2024-01-01, decision = "12/QĐ" }]
"""
    (person,) = read(PLAN + persons).persons
    (appointment,) = person.appointments
    assert (person.login, person.email) == ("can-bo.so-gddt", "")
    assert appointment.post_id == "bac-giang/so-gddt/officer"
    assert (appointment.starts, appointment.ends) == (dt.date(2024, 1, 1), None)


def test_a_text_may_stand_in_vietnamese_alone() -> None:
    text = PLAN.replace('{ vi = "Khối VHXH1", en = "Culture–Society Bloc 1" }', '"Khối VHXH1"')
    assert read(text).bloc.short == Words("Khối VHXH1")


def test_a_position_of_the_blocs_own_gives_its_words_to_posts_that_say_none() -> None:
    own = '[[positions]]\nid = "accountant"\nname = { vi = "Kế toán", en = "Accountant" }\n'
    head = '{ position = "head", title = { vi = "Giám đốc Sở GD'
    assert head in PLAN
    file = read(PLAN.replace(head, '{ position = "accountant" },\n  ' + head) + own)
    post = next(post for post in file.posts if post.position == "accountant")
    assert (post.id, post.title) == ("bac-giang/so-gddt/accountant", Words("Kế toán", "Accountant"))


def test_an_own_position_never_stands_in_the_agencies_of_audit_and_administration() -> None:
    own = '[[positions]]\nid = "accountant"\nname = "Kế toán"\n'
    auditor = '{ position = "auditor"'
    assert auditor in PLAN
    found = mistakes(PLAN.replace(auditor, '{ position = "accountant" },\n  ' + auditor) + own)
    assert [each.code for each in found] == [Code.POST_NOT_HERE]


def test_letters_typed_in_pieces_are_composed() -> None:
    pieces = "Kho\u0302\u0301i VHXH1"
    assert read(PLAN.replace('"Khối VHXH1"', f'"{pieces}"')).bloc.short.vi == "Khối VHXH1"


def test_points_are_exact_decimals_and_equal_ones_have_one_digest() -> None:
    one, other = (PLAN.replace("max_points = 15", f"max_points = {n}") for n in ("0.1", "0.10"))
    assert to_rules(read(one)).criterion("c1-1").max_points == Decimal("0.1")
    assert to_rules(read(one)).digest() == to_rules(read(other)).digest()


def test_a_line_is_found_inside_multi_line_lists_strings_and_quoted_keys() -> None:
    lines = LineIndex(NESTED)
    assert lines.line(("b", "c")) == 4
    assert lines.line(("t", "u v", "d", 1, "f")) == 9
    assert lines.line(("r", 1, "s", 0, "g")) == 14
    assert lines.line(("r", 1, "missing")) == 12
    assert lines.line(("nowhere",)) == 1


@pytest.mark.parametrize("depth", [50, 200, 400, 900])
def test_a_deep_file_is_refused_and_never_breaks_the_reader(depth: int) -> None:
    assert isinstance(parse("a = " + "[" * depth + "]" * depth), FileMistakes)


@given(st.integers(0, len(PLAN)), st.integers(0, 200), st.sampled_from(["", "1", '"x"', "{", "[]"]))
@settings(max_examples=60)
def test_a_damaged_file_is_answered_and_never_breaks_the_reader(
    start: int, length: int, new: str
) -> None:
    text = PLAN[:start] + new + PLAN[start + length :]
    found = parse(text)
    rows = text.count("\n") + 1
    assert isinstance(found, BlocYearFile) or all(1 <= m.line <= rows for m in found.items)
