"""What of an address cannot be read is said: nothing else is shown as if it had been asked for."""

import re

import pytest
from flask.testing import FlaskClient

from tests.worlds.played import Played

AUDITOR = "thanh-tra.auditor"
ADMINISTRATOR = "quan-tri.administrator"
NIL = "00000000-0000-0000-0000-000000000000"
PLACES = (
    "x",
    " ",
    "2024-12-01T00:00:00+00:00",
    "2024-12-01T00:00:00+00:00,x",
    f"2024-12-01T00:00:00,7,{NIL}",
    f"2024-12-01T00:00:00+00:00,x,{NIL}",
    f"2024-12-01T00:00:00+00:00,٣,{NIL}",
    f"x,7,{NIL}",
    f"2024-12-01T00:00:00+00:00,{'1' * 19},{NIL}",
    f"2024-12-01T00:00:00+00:00,,{NIL}",
)
LISTS = (
    *("/audit", "/audit/cases/{case}", "/security-events", "/receipts"),
    *("/cases", "/cases/{case}?tab=history", "/cases/{case}?tab=discussion", "/mailbox"),
)
ADMINISTERED = (("/operations", "state"), ("/calendar", "year"))
EVENT = re.compile(r'id="e-([0-9a-f-]{36})"')


@pytest.fixture(scope="module")
def auditor(year: Played) -> FlaskClient:
    return year.as_post(AUDITOR)


@pytest.fixture(scope="module")
def case(year: Played) -> str:
    return year.cases()["evaluation"].rpartition("/")[2]


@pytest.mark.parametrize("page", LISTS)
@pytest.mark.parametrize("place", PLACES)
def test_what_is_no_place_of_a_list_is_said(
    auditor: FlaskClient, case: str, page: str, place: str
) -> None:
    path, _, tab = page.format(case=case).partition("?tab=")
    answer = auditor.get(path, query_string={"before": place, **({"tab": tab} if tab else {})})
    assert answer.status_code == 400
    assert f"“{place[:40]}”, không phải là một chỗ trong danh sách" in answer.text


def test_the_case_s_files_say_so_too(auditor: FlaskClient, case: str) -> None:
    answer = auditor.get(f"/cases/{case}", query_string={"tab": "documents", "after": "x"})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("who", "address", "name"),
    [
        *((AUDITOR, page, "check") for page in ("/audit", "/audit/cases/{case}")),
        (AUDITOR, "/board", "only"),
        *((ADMINISTRATOR, page, name) for page, name in ADMINISTERED),
    ],
)
def test_what_is_no_value_of_the_address_is_said(
    year: Played, case: str, who: str, address: str, name: str
) -> None:
    client, page = year.as_post(who), address.format(case=case)
    for odd in ("x", "Đang chạy", "0x1"):
        answer = client.get(page, query_string={name: odd})
        assert answer.status_code == 400
        assert f"{name}=“{odd}”, không phải là một giá trị ở đây" in answer.text
    assert client.get(page, query_string={name: ""}).status_code == 200


@pytest.mark.parametrize("name", ["odd", "simulated"])
def test_what_is_no_value_of_a_register_s_address_is_said(year: Played, name: str) -> None:
    client = year.as_post(AUDITOR)
    found = re.search(
        r'href="(/registers/[^"?]+)(?:\?(simulated=1))?"', client.get("/registers").text
    )
    assert found is not None
    shown = "" if name == "simulated" else f"{found[2] or ''}&"
    answer = client.get(f"{found[1]}?{shown}{name}=yes")
    assert answer.status_code == 400
    assert f"{name}=“yes”" in answer.text


def test_persons_go_on_from_a_person_alone(year: Played) -> None:
    client = year.as_post(ADMINISTRATOR)
    for place in ("x", f"{NIL}", f",{NIL}", "a,b"):
        answer = client.get("/people", query_string={"after": place})
        assert answer.status_code == 400
        assert f"“{place}”, không phải là một chỗ trong danh sách" in answer.text


@pytest.mark.parametrize("case", ["", NIL])
def test_a_chain_that_is_not_named_is_not_said_to_be_checked(
    auditor: FlaskClient, case: str
) -> None:
    shown = auditor.get("/audit", query_string={"check": "1", "case": case})
    assert shown.status_code == 200
    assert "Chuỗi nhật ký khớp" not in shown.text
    assert ("mà chưa có hồ sơ" in shown.text) is not bool(case)
    assert (NIL in shown.text) is bool(case)
    assert "mà chưa có hồ sơ" not in auditor.get("/audit").text


@pytest.mark.parametrize("page", ["/audit", "/audit/cases/{case}"])
@pytest.mark.parametrize("wanted", ["x", "41014a26-13f4-4311-9d4d-71b2fca2078e"])
def test_an_event_that_is_not_there_is_not_opened_without_a_word(
    auditor: FlaskClient, case: str, page: str, wanted: str
) -> None:
    address = page.format(case=case)
    shown = auditor.get(address, query_string={"open": wanted})
    assert shown.status_code == 200
    assert "Sự kiện cần mở" in shown.text
    assert EVENT.search(shown.text)
    assert "Sự kiện cần mở" not in auditor.get(address).text


def test_an_event_of_the_case_that_the_page_does_not_list_opens(
    auditor: FlaskClient, case: str
) -> None:
    address = f"/audit/cases/{case}"
    older = EVENT.findall(auditor.get(address).text)[-1]
    opened = auditor.get(address, query_string={"open": older, "act": "approve"}).text
    assert f'id="e-{older}"' not in opened
    assert 'id="proof"' in opened
    assert "Sự kiện cần mở" not in opened


def test_an_event_of_another_case_opens_nowhere_else(
    year: Played, auditor: FlaskClient, case: str
) -> None:
    other = year.cases()["open"].rpartition("/")[2]
    stranger = EVENT.findall(auditor.get(f"/audit/cases/{other}").text)[0]
    shown = auditor.get(f"/audit/cases/{case}", query_string={"open": stranger}).text
    assert 'id="proof"' not in shown
    assert "Sự kiện cần mở" in shown


@pytest.mark.parametrize("sign", ["%00", "%01", "%1F", "%7F", "%C2%85"])
@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("/audit?post=a{sign}b", "post"),
        ("/security-events?who={sign}", "who"),
        ("/receipts?before={sign}", "before"),
        ("/audit/export?case={sign}", "case"),
        ("/audit/cases/{case}/moment?day=1{sign}", "day"),
        ("/tasks?q={sign}", "q"),
        ("/audit/export/a{sign}b", "/audit/export/a"),
        ("/tasks?a{sign}=1", "a"),
    ],
)
def test_a_control_character_in_an_address_is_said(
    auditor: FlaskClient, case: str, address: str, where: str, sign: str
) -> None:
    answer = auditor.get(address.format(case=case, sign=sign))
    assert answer.status_code == 400
    assert f"ký tự điều khiển không đọc được, ở giá trị “{where}" in answer.text


def test_it_is_said_in_the_reader_s_language(year: Played) -> None:
    client = year.as_post(AUDITOR)
    client.set_cookie("lang", "en")
    assert "control character that cannot be read" in client.get("/audit?post=a%00b").text
    assert "which is no place in a list" in client.get("/audit?before=x").text


def test_what_is_pasted_of_a_table_is_no_control_character(auditor: FlaskClient) -> None:
    assert auditor.get("/audit?who=S%E1%BB%9F%09GD%0D%0A").status_code == 200
