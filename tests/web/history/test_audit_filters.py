"""What an auditor may ask for: who, as what, for whom, of which unit, in which kind of case."""

import re
import unicodedata
from html import unescape

import pytest
from sqlalchemy import text

from server.actions.transaction import transactions
from server.web.history import audit_choices
from server.web.names.act_filter import CHOICES
from server.web.names.history_words import KINDS
from tests.worlds.played import Played
from tests.worlds.web.posting import send

AUDITOR = "thanh-tra.auditor"
HEAD = "bac-giang/so-khcn/head"
EVENT = re.compile(r'<tr id="e-([0-9a-f-]{36})"')


def found(year: Played, query: str) -> str:
    page = year.as_post(AUDITOR).get(f"/audit?{query}")
    assert page.status_code == 200
    return page.text


def ids(page: str) -> list[str]:
    return EVENT.findall(page)


def all_ids(year: Played, query: str) -> list[str]:
    """Answer the events of every page of a filter."""
    address, seen = f"/audit?{query}", list[str]()
    while address:
        page = year.as_post(AUDITOR).get(address).text
        seen += ids(page)
        address = next(iter(ways(page, "Trang sau")), "")
    return seen


def ways(page: str, words: str) -> list[str]:
    """Answer where the links of a page lead whose text has these words."""
    links = re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', page, re.DOTALL)
    return [unescape(way) for way, text in links if words in unescape(text)]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["giám đốc", "GIÁM ĐỐC", "giam doc"])
def test_a_post_is_found_whatever_its_accents_and_letters(
    year: Played, typed: str, form: str
) -> None:
    plain = ids(found(year, "who=Giám đốc"))
    asked = unicodedata.normalize(form, typed)  # type: ignore[arg-type]
    assert plain
    assert ids(found(year, f"who={asked}")) == plain


def test_what_was_typed_offers_the_very_posts_and_persons(year: Played) -> None:
    page = found(year, "who=giam doc so khoa hoc")
    (way,) = [way for way in ways(page, "Giám đốc Sở KH") if "post=" in way]
    narrowed = year.as_post(AUDITOR).get(way).text
    assert ids(narrowed)
    assert "who=" not in way
    assert "Chức vụ:" in narrowed


def test_a_choice_stays_in_the_address_and_can_be_dropped(year: Played) -> None:
    page = found(year, f"post={HEAD}&act=approve")
    assert f'name="post" value="{HEAD}"' in page
    (back,) = [way for way in ways(page, "bỏ lọc này") if "act=approve" in way]
    assert "post=" not in back


def test_a_person_is_asked_for_by_their_key(year: Played) -> None:
    page = found(year, "who=giam doc")
    (way, *_) = [way for way in ways(page, "") if "person=" in way]
    assert ids(year.as_post(AUDITOR).get(way).text)


def test_a_unit_is_asked_for_by_who_acted_or_by_what_it_was_about(year: Played) -> None:
    unit = "bac-giang/so-gddt"
    acted, about = ids(found(year, f"of={unit}")), ids(found(year, f"unit={unit}"))
    assert acted
    assert about
    assert set(acted) != set(about)


def test_a_kind_of_case_is_asked_for_across_cases(year: Played) -> None:
    page = found(year, "kind=submission&act=approve")
    assert ids(page)
    assert "Đánh giá, chấm điểm" not in page.partition("<tbody")[2]


def test_nothing_is_done_for_a_post_nobody_lent(year: Played) -> None:
    page = found(year, f"behalf={HEAD}")
    assert not ids(page)
    assert "Không có sự kiện nào" in page


def choices_of(page: str, field: str) -> dict[str, str]:
    """Answer what a list of choices offers: values with their words."""
    (held,) = re.findall(f'<select[^>]* name="{field}">(.*?)</select>', page, re.DOTALL)
    return {key: unescape(words) for key, words in re.findall(r'"([^"]+)"[^>]*>([^<]*)<', held)}


def test_every_chain_can_be_chosen_and_checked(year: Played) -> None:
    with transactions(year.database.url)() as session:
        streams = set(session.scalars(text("SELECT DISTINCT stream FROM event")))
    of_no_case = {name for name in streams if not name.startswith(("case/", "tests"))}
    offered = choices_of(found(year, ""), "case")
    assert of_no_case <= offered.keys()
    assert {"log", "operations"} <= offered.keys()
    for name in of_no_case:
        assert "Không có sự kiện nào" not in found(year, f"case={name}")
        assert "không thiếu số thứ tự" in found(year, f"case={name}&check=1")
    assert offered["bloc-year/bac-giang/khoi-vhxh1/2024"].startswith("Bộ quy tắc ")
    assert (
        offered.keys() - {""}
        <= choices_of(year.as_post(AUDITOR).get("/audit/export").text, "case").keys()
    )


@pytest.mark.parametrize("address", ["/audit", "/audit/export"])
def test_cases_of_one_title_are_told_apart_by_the_day_they_were_opened(
    year: Played, address: str
) -> None:
    offered = choices_of(year.as_post(AUDITOR).get(address).text, "case").values()
    twice = [name for name in offered if name.startswith("Đánh giá, chấm điểm cuối năm 2024")]
    assert len(twice) == 2
    assert all(re.search(r", mở ngày \d\d/\d\d/\d{4}\b", name) for name in twice)
    assert not any("mở ngày" in name for name in offered if name.startswith("Bình xét"))


def test_every_kind_of_event_is_in_one_choice_of_acts(year: Played) -> None:
    held = [kind for choice in CHOICES.values() for kind in choice.kinds]
    assert sorted(held) == sorted(KINDS)
    assert [choice.of_processes for choice in CHOICES.values()].count(True) == 1
    page = found(year, "act=process")
    assert "Ban hành quy trình" in page
    assert ids(page)


def test_filters_are_asked_together(year: Played) -> None:
    both = ids(found(year, f"post={HEAD}&act=approve"))
    assert set(both) == set(all_ids(year, f"post={HEAD}")) & set(all_ids(year, "act=approve"))


def test_pages_of_a_filter_join_without_gap_or_repetition(year: Played) -> None:
    seen = all_ids(year, "of=bac-giang/so-khcn")
    assert len(seen) == len(set(seen)) > 50


@pytest.mark.parametrize(
    "query",
    [
        *("case=0192f54d-f560", "person=x", "act=aprove", "odd=nope", "act=approve&act=x"),
        *("case=bloc-year/ha-noi/k/2024&check=1", "case=registers/x", "case=bloc-year/"),
        *("unit=nope", "of=nope", "kind=nope", "post=nope", "behalf=nope"),
        "person=00000000-0000-7000-8000-000000000000",
        "case=00000000-0000-7000-8000-000000000000",
    ],
)
def test_a_filter_that_names_no_choice_lists_nothing_and_says_so(year: Played, query: str) -> None:
    page = found(year, query)
    assert not ids(page)
    assert "không phải là một lựa chọn" in page


def test_a_period_that_ends_before_it_begins_is_said_to(year: Played) -> None:
    page = found(year, "from=31/12/2024&to=01/01/2024")
    assert "trước ngày đầu 31/12/2024" in page


def test_a_case_and_sign_ins_say_so_too(year: Played) -> None:
    client = year.as_post(AUDITOR)
    case = year.cases()["evaluation"].rpartition("/")[2]
    for address in (f"/audit/cases/{case}?act=nope", "/security-events?result=nope"):
        page = client.get(address).text
        assert "“nope”, không phải là một lựa chọn" in page
        assert "Chưa lọc" in page


def test_nothing_is_exported_by_a_filter_that_names_no_choice(year: Played) -> None:
    client = year.as_post(AUDITOR)
    answer = send(client, "/audit/export", {"form": "csv", "unit": "nope"}, at="/audit")
    assert answer.status_code == 422


def test_of_very_many_units_words_find_the_one_that_is_meant(
    year: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_one = all_ids(year, "of=bac-giang/so-khcn"), all_ids(year, "unit=bac-giang/so-khcn")
    monkeypatch.setattr(audit_choices, "MOST_UNITS", 3)
    page = found(year, "who=so khoa hoc")
    assert '<select class="form-select" id="of"' not in page
    (did,) = [way for way in ways(page, "Sở Khoa học") if "of=" in way]
    (about,) = [way for way in ways(page, "việc về đơn vị này") if "unit=" in way]
    for way, events in zip((did, about), of_one, strict=True):
        assert all_ids(year, way.partition("?")[2]) == events
    chosen = year.as_post(AUDITOR).get(about).text
    assert "Về đơn vị: Sở Khoa học" in unescape(chosen)
    assert '<input type="hidden" name="unit" value="bac-giang/so-khcn">' in chosen
