"""Members and bodies of a draft: chosen, typed, left out, and none lost."""

import re

import pytest

from server.domain.bloc_draft.document import read
from server.domain.bloc_sheet.toml_text import tables_in
from tests.web.year.bloc_drafts.test_making_a_bloc_year import (
    FIELD,
    NEW,
    OFFICER,
    document,
    made,
    saved,
    seen,
)
from tests.worlds.year_end import YearEnd


def test_members_are_chosen_and_get_the_posts_of_their_roles(year: YearEnd) -> None:
    here, who = made(year, NEW), year.as_post(OFFICER)
    at = f"{here}/members"
    page = who.get(at).text
    chosen = ["bac-giang/so-gddt", "bac-giang/so-khcn"]
    fields = [
        *seen(page).items(),
        *(("known", unit) for unit in chosen),
        ("new", "Sở Tài chính | Sở TC\n\nSở Y tế"),
    ]
    assert who.post(at, fields, at=at).status_code == 303
    page = who.get(at).text
    assert "4 đơn vị" in page
    for title in ("Giám đốc Sở GD&amp;ĐT", "Thủ trưởng Sở TC", "Cán bộ TĐKT – Sở Y tế"):
        assert title in page
    assert page.count('value="leader" selected') == 1
    assert page.count('value="deputy" selected') == 1
    assert 'id = "bac-giang/so-tc"' in document(year)
    assert document(year).count('position = "secretary"') == 2  # the leader's and the Council's


@pytest.mark.parametrize(
    ("lines", "lost"),
    [("Sở Tài chính | ST\nSở Thuế | ST", "Sở Thuế | ST"), ("Sở Y tế\n***", "***"),
     ("Sở Giáo dục mới | Sở GDĐT", "Sở Giáo dục mới | Sở GDĐT"),
     ("Ban Dân vận | ban dan toc", "Ban Dân vận | ban dan toc")],
)  # fmt: skip
def test_a_line_that_would_be_passed_over_is_named_and_nothing_is_lost(
    year: YearEnd, lines: str, lost: str
) -> None:
    here, who = made(year, NEW), year.as_post(OFFICER)
    at = f"{here}/members"
    fields = [*seen(who.get(at).text).items(), ("known", "bac-giang/so-gddt")]
    answer = who.post(at, [*fields, ("new", lines)], at=at)
    assert answer.status_code == 422
    assert f"“{lost}”" in answer.text
    assert lines in answer.text.replace("\r\n", "\n")


def test_another_leader_gets_the_posts_and_the_one_before_has_them_no_more(year: YearEnd) -> None:
    here, who = made(year), year.as_post(OFFICER)
    roles = {"units-1-role": "member", "units-3-role": "leader"}
    rest = {f"units-{n}-role": role for n, role in ((2, "deputy"), (4, "member"), (5, "member"))}
    ids = dict(
        re.findall(r'name="(units-\d+-id)" value="([^"]+)"', who.get(f"{here}/members").text)
    )
    status, _ = saved(who, f"{here}/members", **ids, **roles, **rest)
    assert status == 303
    page = who.get(f"{here}/members").text
    assert 'name="units-3-post-secretary"' in page
    assert 'name="units-1-post-secretary"' not in page
    assert 'en = "Department of Education and Training"' in document(year)


def test_a_unit_typed_by_its_own_name_is_the_one_that_is_there(year: YearEnd) -> None:
    here, who = made(year, NEW), year.as_post(OFFICER)
    assert saved(who, f"{here}/members", new="Ban Dân tộc tỉnh | Ban Dân tộc")[0] == 303
    assert 'en = "Provincial Board for Ethnic Minority Affairs"' in document(year)


@pytest.mark.parametrize("part", ["units", "bodies"])
def test_no_row_is_cut_however_many_there_are(year: YearEnd, part: str) -> None:
    here, who = made(year), year.as_post(OFFICER)
    at = f"{here}/{'members' if part == 'units' else 'bodies'}"
    kind = "role" if part == "units" else "kind"
    rows = {
        f"{part}-{n}-{key}": value
        for n in range(1, 503)
        for key, value in (
            ("id", f"bac-giang/so-{n}"),
            ("name", f"Sở thứ {n}"),
            (kind, "member" if part == "units" else "department"),
        )
    }
    assert who.post(at, {**seen(who.get(at).text), **rows}, at=at).status_code == 303
    assert len(tables_in(read(document(year))[part])) == 502


def test_a_unit_is_left_out(year: YearEnd) -> None:
    here, who = made(year), year.as_post(OFFICER)
    at = f"{here}/members"
    page = who.get(at).text
    fields = {**seen(page), **dict(FIELD.findall(page)), "units-5-drop": "1"}
    for number, (unit, role) in enumerate(
        [("so-khcn", "leader"), ("ban-dan-toc", "deputy"), ("so-gddt", "member"),
         ("so-tttt", "member"), ("dai-ptth", "member")], 1
    ):  # fmt: skip
        fields |= {f"units-{number}-id": f"bac-giang/{unit}", f"units-{number}-role": role}
    assert who.post(at, fields, at=at).status_code == 303
    assert "dai-ptth" not in document(year)
    assert 'symbol = "SGDĐT"' in document(year)
