"""Departments that only give points, and what is named at the field where it was typed."""

import re
from typing import Final

import pytest

from server.domain.bloc_draft.document import read
from server.domain.bloc_sheet.toml_text import tables_in
from tests.web.year.bloc_drafts.test_making_a_bloc_year import (
    FIELD,
    LAST,
    NEW,
    OFFICER,
    PAGE,
    document,
    made,
    saved,
)
from tests.worlds.year_end import YearEnd

HIDDEN: Final = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def filled(page: str) -> dict[str, str]:
    """Return what a page's form sends as it is."""
    return {**dict(FIELD.findall(page)), **dict(HIDDEN.findall(page))}


def test_departments_that_give_points_are_added_and_left_out(year: YearEnd) -> None:
    here, who = made(year, NEW), year.as_post(OFFICER)
    at = f"{here}/bodies"
    page = who.get(at).text
    assert 'name="known" value="bac-giang/so-gddt"' in page
    fields = [
        *filled(page).items(),
        ("known", "bac-giang/so-gddt"),
        ("new", "Sở Tài chính | Sở TC"),
    ]
    assert who.post(at, fields, at=at).status_code == 303
    bodies = {str(each["id"]): each for each in tables_in(read(document(year))["bodies"])}
    for unit in ("bac-giang/so-gddt", "bac-giang/so-tc"):
        assert bodies[unit]["kind"] == "department"
        posts = tables_in(bodies[unit]["posts"])
        assert [post["position"] for post in posts] == ["officer", "head"]
    page = who.get(at).text
    assert "Sở, ngành chỉ cho điểm" in page
    assert 'name="bodies-1-drop"' not in page
    assert 'name="known" value="bac-giang/so-gddt"' not in page
    last = len(bodies)
    fields = [
        *filled(page).items(),
        (f"bodies-{last}-drop", "1"),
    ]
    assert who.post(at, fields, at=at).status_code == 303
    assert "bac-giang/so-tc" not in document(year)
    assert "bac-giang/so-gddt" in document(year)


def test_a_member_is_no_department_beside(year: YearEnd) -> None:
    here, who = made(year), year.as_post(OFFICER)
    at = f"{here}/bodies"
    page = who.get(at).text
    assert 'name="known" value="bac-giang/so-gddt"' not in page
    sent = filled(page)
    assert who.post(at, {**sent, "known": "bac-giang/so-gddt"}, at=at).status_code == 303
    bodies = tables_in(read(document(year))["bodies"])
    assert "bac-giang/so-gddt" not in {each["id"] for each in bodies}


@pytest.mark.parametrize(
    ("page", "field"),
    [
        ("bloc", "bloc-name"),
        ("members", "units-2-name"),
        ("members", "units-1-post-head"),
        ("bodies", "bodies-1-short"),
        ("members", "new"),
    ],
)
def test_a_character_nobody_sees_is_named_at_its_field(
    year: YearEnd, page: str, field: str
) -> None:
    here, who = made(year), year.as_post(OFFICER)
    at, before = f"{here}/{page}", document(year)
    shown = who.get(at).text
    fields = filled(shown)
    answer = who.post(at, {**fields, field: "Sở \bmới"}, at=at)
    assert answer.status_code == 422
    error = re.search(r'id="([\w-]+)-error">\s*Chữ thứ 4 là ký tự không hiển thị được', answer.text)
    assert error is not None
    assert error[1] in {field, field.rpartition("-post-")[0] + "-posts"}
    assert document(year) == before


@pytest.mark.parametrize("day", ["01/01/0001", "31/12/1899", "9999-12-31"])
def test_a_day_of_a_far_year_is_refused_where_it_is_typed(year: YearEnd, day: str) -> None:
    who = year.as_post(OFFICER)
    answer = who.post(PAGE, {**LAST, "letter_on": day}, at=f"{PAGE}/new")
    assert answer.status_code == 422
    assert "từ 1900 đến 2999" in answer.text
    assert f'value="{day}"' in answer.text
    here = made(year)
    status, page = saved(who, f"{here}/bloc", **{"bloc-kind": "bloc", "bloc-effective_from": day})
    assert status == 422
    assert "từ 1900 đến 2999" in page
