"""The secretary's forms of a bloc-year's parts: all that is typed is kept, mistakes at fields."""

import re
from html import unescape

import pytest
from flask import Flask

from server.domain.bloc_draft import document
from server.domain.bloc_draft.parts import DraftPart
from server.domain.blocs.rules import Formula
from server.web.bloc_parts import tree_items
from tests.web.bloc_parts.conftest import HOME, DraftPages, enter

FORMS = ("scorers", "deadlines", "awards", "history", "voting", "voting-awards", "council",
         "council-awards", "conditions", "grades", "register", "waves", "recipients",
         "legal_bases")  # fmt: skip
PAGES = ("criteria", "criteria/s0", "criteria/s0.c0", "persons", *(f"parts/{f}" for f in FORMS))
STRANGERS = (
    "bac-giang/so-gddt/officer",
    "bac-giang/so-khcn/head",
    "bac-giang/so-khcn/officer",
    "bac-giang/quan-tri/administrator",
    "bac-giang/thanh-tra/auditor",
)
INPUT = re.compile(r"<input ([^>]*)>")
CHOSEN = re.compile(
    r'<select[^>]* name="([^"]+)"(?:(?!</select>).)*?value="([^"]*)" selected', re.DOTALL
)
ATTRIBUTE = re.compile(r'(\w[\w-]*)="([^"]*)"')


def filled(page: str) -> dict[str, list[str]]:
    """Read what a browser would send of the page's last form, as it is shown."""
    form = page[page.index("<main") :]
    form = form[form.rindex('name="seal"') - 100 :] if "own-0" not in form else form
    found: dict[str, list[str]] = {}
    for text in INPUT.findall(form):
        marks = dict(ATTRIBUTE.findall(text))
        if marks.get("type") != "checkbox" or text.rstrip().endswith("checked"):
            found.setdefault(unescape(marks["name"]), []).append(unescape(marks["value"]))
    for name, value in CHOSEN.findall(form):
        found.setdefault(unescape(name), []).append(unescape(value))
    return {name: values for name, values in found.items() if name not in {"csrf_token", "_for"}}


@pytest.mark.parametrize("part", FORMS)
def test_a_form_that_is_saved_as_it_is_shown_changes_no_rule(draft: DraftPages, part: str) -> None:
    fields = filled(draft.get(f"parts/{part}"))
    answer = draft.send(f"parts/{part}", {**fields, "do": "save"})
    assert answer.status_code == 303, answer.text
    assert document.mistakes(document.write(draft.values)) == ()
    again = filled(draft.get(f"parts/{part}"))
    assert {**again, "seal": ""} == {**fields, "seal": ""}


@pytest.mark.parametrize("page", PAGES)
def test_only_who_works_on_a_draft_finds_its_pages(
    draft: DraftPages, app: Flask, page: str
) -> None:
    assert draft.client.get(draft.at(page)).status_code == 200
    assert enter(app, HOME).get(draft.at(page)).status_code == 200
    for post in STRANGERS:
        assert enter(app, post).get(draft.at(page)).status_code == 404, post
    assert app.test_client().get(draft.at(page)).status_code == 303
    nobody = draft.at(page).replace(str(draft.id), "00000000-0000-0000-0000-000000000001")
    assert draft.client.get(nobody).status_code == 404


def test_home_affairs_sees_what_the_secretary_has_and_does_not_change_it(
    draft: DraftPages, app: Flask
) -> None:
    fields = {**filled(draft.get("parts/council")), "0:members": "9", "do": "save"}
    draft.client = enter(app, HOME)
    assert draft.send("parts/council", fields).status_code == 409
    assert draft.values["council"]["members"] == 15


def test_a_deadline_is_dated_as_an_official_writes_it(draft: DraftPages) -> None:
    fields = filled(draft.get("parts/deadlines"))
    fields["0:date"], fields["0:kind"] = ["5/6/2025"], ["by"]
    assert draft.send("parts/deadlines", {**fields, "do": "save"}).status_code == 303
    assert str(draft.values["deadlines"][0]["date"]) == "2025-06-05"


def test_what_is_no_day_is_said_at_its_field_and_nothing_is_saved(draft: DraftPages) -> None:
    before = draft.values
    fields = filled(draft.get("parts/deadlines"))
    fields["0:date"], fields["1:name"] = ["31/02/2025"], ["Tên mới", ""]
    answer = draft.send("parts/deadlines", {**fields, "do": "save"})
    assert answer.status_code == 422
    assert 'value="31/02/2025"' in answer.text
    assert 'value="Tên mới"' in answer.text
    assert re.findall(r'class="err" id="([\w-]+)-wrong"', answer.text) == ["f0-3"]
    assert draft.values == before


def test_a_mistake_of_the_reader_stands_at_its_field(draft: DraftPages) -> None:
    fields = filled(draft.get("parts/voting"))
    fields["0:threshold.share"] = ["phần lớn"]
    assert draft.send("parts/voting", {**fields, "do": "save"}).status_code == 303
    page = draft.get("parts/voting")
    at = re.findall(r'class="err" id="([\w-]+)-wrong"', page)
    field = re.search(r'id="([\w-]+)" name="0:threshold.share"', page)
    assert field is not None
    assert at == [field[1]]
    assert f'href="#{field[1]}"' in page


def test_two_windows_do_not_write_over_each_other(draft: DraftPages) -> None:
    old = filled(draft.get("parts/council"))
    first = {**old, "0:members": "21", "do": "save"}
    assert draft.send("parts/council", first).status_code == 303
    second = {**old, "0:members": "9", "do": "save"}
    answer = draft.send("parts/council", second, seal=old["seal"][0])
    assert answer.status_code == 409
    assert 'value="9"' in answer.text
    assert draft.values["council"]["members"] == 21
    again = filled(answer.text)
    answer = draft.send("parts/council", {**again, "do": "save"}, seal=again["seal"][0])
    assert answer.status_code == 303
    assert draft.values["council"]["members"] == 9


def test_words_the_form_does_not_know_are_kept_and_said(draft: DraftPages) -> None:
    draft.put(DraftPart.VOTING, {**draft.values["voting"], "later_word": "allow"})
    page = draft.get("parts/voting")
    assert "later_word" in page
    fields = {**filled(page), "0:max_rounds": "3", "do": "save"}
    assert draft.send("parts/voting", fields).status_code == 303
    assert draft.values["voting"]["later_word"] == "allow"
    assert draft.values["voting"]["max_rounds"] == 3


def test_an_item_is_added_moved_and_left_out(draft: DraftPages) -> None:
    fields = filled(draft.get("parts/awards"))
    added = filled(draft.send("parts/awards", {**fields, "do": "add"}).text)
    assert added["item"] == ["0", "1", "2"]
    added["2:name"], added["2:quota"] = ["Giấy khen", ""], ["1-100: 3"]
    moved = filled(draft.send("parts/awards", {**added, "do": "up:2"}).text)
    assert len(draft.values["awards"]) == 2, "nothing is saved yet"
    assert draft.send("parts/awards", {**moved, "2:drop": "1", "do": "save"}).status_code == 303
    first, second = draft.values["awards"]
    assert (first["id"], second["name"]) == ("flag", "Giấy khen")
    assert document.mistakes(document.write(draft.values)) == ()


@pytest.mark.parametrize(
    "part", ["awards", "voting", "council", "conditions", "grades", "deadlines"]
)
def test_a_sample_is_offered_marked_and_without_mistakes(draft: DraftPages, part: str) -> None:
    draft.put(DraftPart(part), None)
    shown = filled(draft.get(f"parts/{part}"))
    sample = filled(draft.send(f"parts/{part}", {**shown, "do": "sample"}).text)
    assert part not in draft.values, "nothing is saved yet"
    assert draft.send(f"parts/{part}", {**sample, "do": "save"}).status_code == 303
    found = document.by_part(document.mistakes(document.write(draft.values)))
    assert part not in found
    value = draft.values[part]
    if part not in {"conditions", "grades"}:
        assert all(each["sample"] for each in (value if isinstance(value, list) else [value]))


@pytest.mark.parametrize("formula", Formula)
def test_a_criterion_by_any_formula_is_written_as_it_was_and_has_its_choice(
    app: Flask, formula: Formula
) -> None:
    measured = {} if formula is Formula.BEST else {"value": 20, "at_target": 5}
    item = {"id": "c1", "target": {"formula": formula.value, **measured}}
    assert tree_items.settled(tree_items.with_way(item)) == item
    with app.test_request_context():
        assert formula.value in tree_items.ways()


@pytest.mark.parametrize("place", ["²", "9" * 5000, "-1", ""])
def test_a_move_from_where_nothing_is_moves_nothing(draft: DraftPages, place: str) -> None:
    fields = filled(draft.get("parts/awards"))
    answer = draft.send("parts/awards", {**fields, "do": f"up:{place}"})
    assert answer.status_code == 200
    kept = {name: values for name, values in fields.items() if name != "seal"}
    assert {name: filled(answer.text)[name] for name in kept} == kept
