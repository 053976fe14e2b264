"""A post becomes one value by its form's schema, or says which field to mend."""

from pathlib import Path

import pytest

from server.domain.canonical import Json
from server.forms import DuplicateField, Form, Parsed, UnknownField, known, parse, read, routes
from tests.forms.shipped import written

FORMS = Path(__file__).parents[2] / "forms"


def form(name: str) -> Form:
    return read(name, (FORMS / f"{name}.json").read_bytes())


def posted(name: str, **fields: str) -> Parsed:
    return parse(form(name), [(key.replace("__", "."), text) for key, text in fields.items()])


def mistakes(parsed: Parsed) -> dict[str, str]:
    return {mistake.path: mistake.code for mistake in parsed.mistakes}


def score(points: str) -> Parsed:
    return parse(form("score"), [("scores.c1-1.points", points)])


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("14,5", "14.5"),
        ("1.234,5", "1234.5"),
        ("1.234", "1234"),
        ("14.5", "14.5"),
        ("14,50", "14.5"),
        ("007", "7"),
        ("0,0", "0"),
        ("-0,5", "-0.5"),
        ("\u22120,5", "-0.5"),
        ("  6 ", "6"),
        ("", None),
    ],
)
def test_a_decimal_is_read_as_it_is_written_in_viet_nam(typed: str, read_as: str | None) -> None:
    parsed = score(typed)
    assert parsed.value == {"scores": {"c1-1": {"points": read_as}}}
    assert parsed.mistakes == ()


@pytest.mark.parametrize("typed", ["abc", "1,2,3", "1.23.4", "5,", ",5", "1e3", "NaN", "٣", "--1"])
def test_what_is_no_decimal_is_a_mistake_at_its_field_and_stays_typed(typed: str) -> None:
    parsed = score(typed)
    assert mistakes(parsed) == {"scores.c1-1.points": "not_decimal"}
    assert parsed.typed == {"scores.c1-1.points": typed}


def test_a_checkbox_says_no_only_through_its_hidden_companion() -> None:
    row = "attendance.bac-giang/so-khcn.present"
    fields = [("verdict", "send_back"), (row, "0")]
    parsed = parse(form("adopt"), fields)
    assert parsed.value["attendance"] == {"bac-giang/so-khcn": {"present": False}}
    checked = parse(form("adopt"), [*fields, (row, "1")])
    assert checked.value["attendance"] == {"bac-giang/so-khcn": {"present": True}}


@pytest.mark.parametrize("texts", [["1", "1"], ["on"], ["0", "0"], ["1", "0"]])
def test_any_other_posting_of_a_checkbox_is_refused(texts: list[str]) -> None:
    row = "attendance.bac-giang/so-khcn.present"
    with pytest.raises(DuplicateField):
        parse(form("adopt"), [(row, text) for text in texts])


@pytest.mark.parametrize("typed", ["05/01/2025", "5/1/2025", "2025-01-05"])
def test_a_date_is_read_by_day_and_month_or_as_iso(typed: str) -> None:
    assert posted("sign_minutes", signed_on=typed).value == {"signed_on": "2025-01-05"}


@pytest.mark.parametrize("typed", ["30/02/2025", "2025-13-01", "hôm nay", "05/01/25"])
def test_a_day_that_is_not_in_the_calendar_is_a_mistake(typed: str) -> None:
    assert mistakes(posted("sign_minutes", signed_on=typed)) == {"signed_on": "not_date"}


def test_a_whole_number_is_read_and_bounded() -> None:
    parsed = parse(
        form("council_vote"),
        [
            ("held_on", "1/1/2025"),
            ("present", "1.200"),
            ("minutes_no", "1"),
            ("votes.flag/bac-giang/so-khcn.yes", "-1"),
        ],
    )
    assert parsed.value["present"] == 1200
    assert mistakes(parsed) == {"votes.flag/bac-giang/so-khcn.yes": "too_small"}


@pytest.mark.parametrize(
    "path",
    [
        "quorum",
        "scores",
        "scores.c1-1",
        "scores.c1-1.final",
        "scores.typename.points",
        "scores.C1.points",
        "scores.c1-1\n.points",
        "",
        ".",
    ],
)
def test_a_field_the_form_does_not_have_refuses_the_whole_post(path: str) -> None:
    with pytest.raises(UnknownField):
        parse(form("score"), [("scores.c1-1.points", "1"), (path, "1")])


@pytest.mark.parametrize("path", ["ranking", "ranking.bac-giang/so-khcn"])
def test_a_read_only_field_refuses_the_whole_post(path: str) -> None:
    with pytest.raises(UnknownField):
        parse(form("rank"), [(path, "1")])


def test_a_single_field_posted_twice_refuses_the_whole_post() -> None:
    with pytest.raises(DuplicateField):
        parse(form("approve_sheet"), [("verdict", "return"), ("verdict", "approve")])


def test_an_over_long_text_is_named_at_its_field_with_its_length() -> None:
    parsed = posted("approve_sheet", verdict="approve", comment="ă" * 4001)
    assert mistakes(parsed) == {"comment": "too_long"}
    assert parsed.mistakes[0].params == {"max": 4000, "length": 4001}


def test_a_character_nobody_can_see_is_named_at_its_field_and_nothing_else_is_lost() -> None:
    refused = posted("approve_sheet", verdict="approve", comment="một\r\nhai\x08 ba")
    assert mistakes(refused) == {"comment": "unprintable"}
    assert refused.mistakes[0].params == {"code": "U+0008", "line": 2, "place": 4, "before": "hai"}
    assert refused.typed == {"verdict": "approve", "comment": "một\nhai\x08 ba"}


def test_bullets_pasted_from_word_become_bullets_one_can_see_and_block_nothing() -> None:
    pasted = "\uf0b7\tĐạt cờ\x0b\uf0a7\xa0Không vi phạm\u200b"
    parsed = posted("approve_sheet", verdict="approve", comment=pasted)
    assert parsed.mistakes == ()
    assert parsed.value["comment"] == "•\tĐạt cờ\n• Không vi phạm"
    assert known(form("approve_sheet"), [("comment", pasted)]) == {
        "comment": "•\tĐạt cờ\n• Không vi phạm"
    }


def test_line_ends_are_one_kind_and_outer_white_space_goes() -> None:
    lines = posted("approve_sheet", verdict="approve", comment=" một\r\nhai\t ")
    assert lines.value["comment"] == "một\nhai"


def test_what_a_choice_asks_for_is_missing_only_when_it_is_chosen() -> None:
    assert mistakes(posted("approve_sheet", verdict="approve", comment="")) == {}
    assert mistakes(posted("approve_sheet", verdict="return", comment=" ")) == {
        "comment": "required"
    }
    assert mistakes(posted("approve_sheet", comment="x")) == {"verdict": "required"}
    assert mistakes(posted("approve_sheet", verdict="maybe")) == {"verdict": "not_a_choice"}


def test_an_empty_row_is_still_a_row_whose_fields_are_missing() -> None:
    parsed = parse(form("explain"), [("explanations.c1-1.text", "")])
    assert mistakes(parsed) == {"explanations.c1-1.stance": "required"}


def test_an_empty_post_misses_the_whole_grid() -> None:
    assert mistakes(parse(form("score"), [])) == {"scores": "required"}


def test_only_routed_fields_steer_the_process() -> None:
    parsed = posted("approve_sheet", verdict="return", comment="thiếu")
    assert routes(form("approve_sheet"), parsed.value) == {"verdict": "return"}


def test_of_rows_that_steer_the_process_no_words_enter_it() -> None:
    row: Json = {"task": "Nộp báo cáo", "owner": "bac-giang/so-tttt", "day": "2024-12-06"}
    value: dict[str, Json] = {"held": "2024-12-05", "minutes": "Nhất trí.", "resolutions": [row]}
    told = {"resolutions": [{"owner": "bac-giang/so-tttt", "day": "2024-12-06"}]}
    assert routes(form("conference_minutes"), value) == told


def test_a_draft_keeps_what_was_typed_without_judging_it() -> None:
    assert known(form("score"), [("scores.c1-1.points", "abc")]) == {"scores.c1-1.points": "abc"}
    with pytest.raises(UnknownField):
        known(form("score"), [("quorum", "1")])


@pytest.mark.parametrize("path", sorted(FORMS.glob("*.json")), ids=lambda path: path.stem)
def test_every_form_of_the_repository_can_be_read(path: Path) -> None:
    found = read(path.stem, written(path))
    assert found.title
    assert found.actions
