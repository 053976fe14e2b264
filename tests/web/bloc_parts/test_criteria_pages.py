"""The tree of criteria: added, changed, moved, left out and put back, with its sums."""

import re
from html import unescape

import pytest

from server.domain.bloc_draft import document, score_tree
from tests.web.bloc_parts.conftest import DraftPages
from tests.web.bloc_parts.test_part_forms import filled

KINDS = {"steps", "yes_no", "count", "days_late", "target"}
WAYS = {
    "steps": ({"0:steps": "0; 5; 15"}, {"steps": [0, 5, 15]}),
    "yes_no": ({}, {"yes_no": True}),
    "count": ({"0:count.per": "2"}, {"count": {"per": 2}}),
    "count_full": ({"0:count.per": "2"}, {"count": {"per": 2, "from_full": True}}),
    "days_late": ({"0:days_late.per_day": "3"}, {"days_late": {"per_day": 3}}),
    "ratio": ({"0:target.at_target": "8"}, {"target": {"at_target": 8, "formula": "ratio"}}),
    "best": (
        {"0:target.of": "conference.attended", "0:target.out_of": ""},
        {"target": {"formula": "best", "of": "conference.attended"}},
    ),
    "free": ({}, {}),
}


def codes(draft: DraftPages) -> list[str]:
    return [str(row.item["code"]) for row in score_tree.rows(draft.values["score_table"])]


def test_each_way_to_score_is_written_as_the_file_has_it(draft: DraftPages) -> None:
    page = "criteria/s0.c0"
    for way, (typed, written) in WAYS.items():
        fields = {**filled(draft.get(page)), "0:max_points": "15", **typed, "0:way": way}
        assert draft.send(page, fields).status_code == 303
        item = draft.values["score_table"]["sections"][0]["criteria"][0]
        assert {key: value for key, value in item.items() if key in KINDS} == written, way
        found = document.mistakes(document.write(draft.values))
        assert not [each for each in found if "criteria[1]" in each.field], way


def test_a_criterion_is_added_at_the_end_of_its_heading(draft: DraftPages) -> None:
    section = draft.values["score_table"]["sections"][0]
    page = f"criteria/s0.c{len(section['criteria'])}"
    fields = {"0:code": "1.9", "0:name": ["Tiêu chí mới", ""], "0:max_points": "3",
              "0:evidence": "optional", "0:way": "free"}  # fmt: skip
    assert draft.send(page, fields).status_code == 303
    added = draft.values["score_table"]["sections"][0]["criteria"][-1]
    assert (added["name"], added["max_points"]) == ("Tiêu chí mới", 3)
    assert document.mistakes(document.write(draft.values)) == ()


@pytest.mark.parametrize(("do", "back"), [("up:s1", "down:s0"), ("down:s0.c0", "up:s0.c1")])
def test_a_line_is_moved_and_back(draft: DraftPages, do: str, back: str) -> None:
    before = codes(draft)
    assert draft.send("criteria", {"do": do}).status_code == 303
    assert codes(draft) != before
    assert draft.send("criteria", {"do": back}).status_code == 303
    assert codes(draft) == before


def test_what_was_left_out_is_put_back(draft: DraftPages) -> None:
    before = draft.values
    answer = draft.send("criteria", {"do": "drop:s0"})
    assert answer.status_code == 200
    assert draft.values != before
    hidden = re.search(r'name="dropped" value="([^"]*)"', answer.text)
    assert hidden is not None
    fields = {"do": "restore:s0", "dropped": unescape(hidden[1])}
    assert draft.send("criteria", fields).status_code == 303
    assert draft.values == before


UNKEPT = ["{ steps = [1e999999999] }", "{ a = 12:30:00 }", "{ a = " + "9" * 5000 + " }"]


@pytest.mark.parametrize("text", ["", "1", "{", "{ a = 1 }\nx = 2\ny", "[" * 5000, *UNKEPT])
def test_only_an_item_is_put_back(draft: DraftPages, text: str) -> None:
    before = draft.values
    answer = draft.send("criteria", {"do": "restore:s0", "dropped": text})
    assert answer.status_code in {422, 409}
    assert draft.values == before


@pytest.mark.parametrize("do", ["up:s0", "in:s0.c0", "up:s9", "drop:zz", "out:s0.c0"])
def test_what_cannot_be_done_is_refused_in_words(draft: DraftPages, do: str) -> None:
    before = codes(draft)
    answer = draft.send("criteria", {"do": do})
    assert answer.status_code == 409
    assert 'role="alert"' in answer.text
    assert codes(draft) == before


def test_sums_follow_what_is_saved(draft: DraftPages) -> None:
    fields = {**filled(draft.get("criteria/s0.c0")), "0:max_points": "16"}
    whole = score_tree.scale(draft.values["score_table"])["normal"]
    now = draft.values["score_table"]["sections"][0]["criteria"][0]["max_points"]
    assert draft.send("criteria/s0.c0", fields).status_code == 303
    assert f"Thang điểm {whole - now + 16}" in draft.get("criteria")


def test_how_the_table_counts_is_saved(draft: DraftPages) -> None:
    fields = {**filled(draft.get("criteria")), "0:decimals": "1", "do": "own"}
    assert draft.send("criteria", fields).status_code == 303
    assert draft.values["score_table"]["decimals"] == 1


@pytest.mark.parametrize("do", ["own", "sample"])
def test_an_unreadable_number_of_the_table_stays_as_it_was_typed(
    draft: DraftPages, do: str
) -> None:
    before = draft.values["score_table"]
    fields = {**filled(draft.get("criteria")), "0:decimals": "hai", "0:rounding": "down", "do": do}
    answer = draft.send("criteria", fields)
    assert answer.status_code == 422
    assert 'value="hai"' in answer.text
    assert '<option value="down" selected>' in answer.text
    assert answer.text.count("“hai” không phải là số nguyên.") == 2
    assert draft.values["score_table"] == before


def test_the_sample_leaves_what_was_typed_of_the_table(draft: DraftPages) -> None:
    fields = {**filled(draft.get("criteria")), "0:decimals": "1", "do": "sample"}
    assert draft.send("criteria", fields).status_code == 303
    assert draft.values["score_table"]["decimals"] == 1


def test_what_was_typed_of_the_table_outlasts_another_window(draft: DraftPages) -> None:
    fields = {**filled(draft.get("criteria")), "0:decimals": "1", "do": "own"}
    answer = draft.send("criteria", fields, seal="0" * 64)
    assert answer.status_code == 409
    assert re.search(r'name="0:decimals" value="1"', answer.text)


def test_lines_stand_in_by_their_depth_and_pages_name_the_bloc(draft: DraftPages) -> None:
    page = draft.get("criteria")
    assert 'class="inner"' in page
    crumbs = page.partition('class="crumb"')[2].partition("</nav>")[0]
    assert "năm 2025" in crumbs
    assert "bac-giang/" not in re.sub(r'href="[^"]*"', "", crumbs)


@pytest.mark.parametrize(
    "page", ["criteria/s99", "criteria/s0.c99", "criteria/x", "criteria/s0.p5.c0"]
)
def test_a_place_that_is_none_is_not_there(draft: DraftPages, page: str) -> None:
    assert draft.client.get(draft.at(page)).status_code == 404


def test_a_number_that_is_none_is_said_at_its_field(draft: DraftPages) -> None:
    fields = {**filled(draft.get("criteria/s0.c0")), "0:max_points": "mười"}
    answer = draft.send("criteria/s0.c0", fields)
    assert answer.status_code == 422
    assert 'value="mười"' in answer.text
