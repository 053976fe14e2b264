"""What was saved in another window meanwhile is not overwritten, also when it is sent again."""

from server.domain.bloc_draft import score_tree
from server.domain.bloc_draft.parts import DraftPart
from tests.web.bloc_parts.conftest import DraftPages
from tests.web.bloc_parts.test_part_forms import filled


def again(draft: DraftPages, page: str, stale: dict[str, list[str]]) -> None:
    """Send a form that is refused, then what the page of the refusal shows."""
    refused = draft.send(page, {**stale, "do": "save"}, seal=stale["seal"][0])
    assert refused.status_code == 409
    answer = draft.send(page, {**filled(refused.text), "do": "save"})
    assert answer.status_code == 303, answer.text


def test_items_keep_what_is_theirs_where_another_window_has_ordered_them(
    draft: DraftPages,
) -> None:
    page = "parts/deadlines"
    before = {each["id"]: each for each in draft.values["deadlines"]}
    stale = filled(draft.get(page))
    draft.put(DraftPart.DEADLINES, draft.values["deadlines"][::-1])
    again(draft, page, stale)
    assert {each["id"]: each for each in draft.values["deadlines"]} == before


def test_an_item_that_another_window_took_out_comes_back_with_its_id(draft: DraftPages) -> None:
    page = "parts/deadlines"
    before = {each["id"]: each for each in draft.values["deadlines"]}
    stale = filled(draft.get(page))
    draft.put(DraftPart.DEADLINES, draft.values["deadlines"][1:])
    again(draft, page, stale)
    assert draft.values["deadlines"][0]["id"] in before
    assert {each["id"] for each in draft.values["deadlines"]} == before.keys()


def test_a_criterion_is_saved_where_another_window_has_moved_it(draft: DraftPages) -> None:
    page = "criteria/s0.c0"
    first, second = draft.values["score_table"]["sections"][0]["criteria"][:2]
    stale = {**filled(draft.get(page)), "0:code": ["9.9"]}
    assert draft.send("criteria", {"do": "down:s0.c0"}).status_code == 303
    again(draft, page, stale)
    codes = {
        row.item["id"]: row.item["code"] for row in score_tree.rows(draft.values["score_table"])
    }
    assert (codes[first["id"]], codes[second["id"]]) == ("9.9", second["code"])


def test_a_criterion_added_in_two_windows_is_there_twice(draft: DraftPages) -> None:
    number = len(draft.values["score_table"]["sections"][0]["criteria"])
    page = f"criteria/s0.c{number}"
    typed = {"0:name": ["Tiêu chí mới", ""], "0:max_points": ["3"], "0:evidence": ["optional"],
             "0:way": ["free"]}  # fmt: skip
    one, other = ({**filled(draft.get(page)), **typed, "0:code": [code]} for code in ("a", "b"))
    assert draft.send(page, one).status_code == 303
    again(draft, page, other)
    added = draft.values["score_table"]["sections"][0]["criteria"][number:]
    assert [each["code"] for each in added] == ["a", "b"]
