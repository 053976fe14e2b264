"""What events of no task tell is said in words, in both languages; never by a program's names."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from server.web.words.language import COOKIE
from tests.web.history.test_case_line import read, words
from tests.web.history.test_what_was_seen import FIRST, acts
from tests.worlds.played import Played

OF_KINDS = """
SELECT DISTINCT ON (e.kind) e.kind, e.stream, e.seq, e.id FROM event e
JOIN event_payload p ON p.event_id = e.id
ORDER BY e.kind, length(p.payload) DESC
"""
OPENED = """
SELECT DISTINCT ON (p.case_kind) p.case_kind, e.stream, e.seq, e.id FROM event e
JOIN event_payload p ON p.event_id = e.id WHERE e.kind = 'case.opened' ORDER BY p.case_kind
"""
TOLD = re.compile(r"<dt[^>]*>(.*?)</dt><dd[^>]*>(.*?)</dd>", re.DOTALL)
RAW = re.compile(r"[a-z][a-z0-9_.]*")
ID = re.compile(r"bac-giang/[a-z0-9-/]+|[a-z]+(_[a-z]+)+|evaluation|council|chairman")
APART = re.compile("; |, |: | – ")
CODES = re.compile(r"\b(?:bao_cao|to_trinh|bien_ban|quyet_dinh)(?:_[a-z]+)?\b(?![.])")
HANDED_IN = re.compile(r'aria-labelledby="handed-in".*?</section>', re.DOTALL)
DETAILS = re.compile(r"<details>.*?</details>", re.DOTALL)


ONE_OF_A_CASE = """
SELECT e.hash, e.stream, CAST(e.id AS text) FROM event e
JOIN event_payload p ON p.event_id = e.id JOIN case_ c ON e.stream = 'case/' || c.id
WHERE e.kind = 'task.completed' AND p.act_class = 'other' AND c.state = 'closed'
ORDER BY e.act_time, e.seq LIMIT 1
"""


def found(year: Played, query: str) -> list[tuple[Any, ...]]:
    engine = create_engine(year.database.url)
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return rows


@pytest.fixture(params=["vi", "en"])
def auditor(request: pytest.FixtureRequest, year: Played) -> Iterator[FlaskClient]:
    client = year.as_post("thanh-tra.auditor")
    client.set_cookie(COOKIE, request.param)
    yield client
    client.set_cookie(COOKIE, "vi")


def told(page: str, within: re.Pattern[str]) -> list[tuple[str, str]]:
    parts = "".join(within.findall(page))
    lines = [(html.unescape(a), html.unescape(b).strip()) for a, b in TOLD.findall(parts)]
    return [line for line in lines if "hash" not in line[1]]


def test_every_kind_of_event_tells_its_content_in_words(year: Played, auditor: FlaskClient) -> None:
    raw: list[str] = []
    for kind, stream, seq, id_ in [*found(year, OF_KINDS), *found(year, OPENED)]:
        lines = told(
            read(auditor, f"/audit?case={stream.removeprefix('case/')}&open={id_}"), DETAILS
        )
        if stream.startswith("case/"):
            lines += told(read(auditor, f"/audit/cases/{stream[5:]}/events/{seq}"), HANDED_IN)
        for name, said in lines:
            last = re.split(" › | [0-9]+$", name)
            raw += [f"{kind}: {name}" for each in last if RAW.fullmatch(each)]
            raw += [f"{kind}: {name}: {said}" for each in APART.split(said) if ID.fullmatch(each)]
    assert raw == []


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("scores.frozen", ("Xếp hạng 1", "Đơn vị: ", "Tổng điểm: ")),
        ("round.closed", ("Ai bỏ phiếu thế nào 1", "Đồng ý: ", "Kiểm phiếu › Ứng viên 1")),
        ("round.opened", ("Cách bỏ phiếu", "Biểu quyết công khai", "Có mặt")),
        ("dossier.archived", ("Đề nghị khen 1", "Quyết định: Khen thưởng")),
        ("case.opened", ("Chức vụ mở hồ sơ", "Tên gọi")),
    ],
)
def test_what_a_process_declares_is_told_in_its_words(
    year: Played, kind: str, said: tuple[str, ...]
) -> None:
    auditor = year.as_post("thanh-tra.auditor")
    ((_, stream, seq, _id),) = [each for each in found(year, OF_KINDS) if each[0] == kind]
    page = read(auditor, f"/audit/cases/{stream[5:]}/events/{seq}")
    lines = json.dumps(told(page, HANDED_IN), ensure_ascii=False)
    assert [each for each in said if each not in lines] == []
    assert "Việc này ghi gì" in page


def test_an_event_is_erased_by_the_code_that_its_page_shows(year: Played) -> None:
    ((code, stream, id_),) = found(year, ONE_OF_A_CASE)
    auditor, first = year.as_post("thanh-tra.auditor"), year.as_post(FIRST)
    assert code in read(auditor, f"/audit?case={stream[5:]}&open={id_}")
    assert code in read(first, f"/operations/erasures/new?events={code}")
    unknown = read(first, f"/operations/erasures/new?events={'0' * 64}")
    assert "Trong tỉnh không có sự kiện" in unknown


def test_what_an_erasure_leaves_is_said_in_words(year: Played) -> None:
    page = read(year.as_post(FIRST), "/operations/erasures/new?login=so-noi-vu.officer")
    assert "Lưu trữ hồ sơ" in page
    assert "dossier.archived" not in page


@pytest.mark.parametrize("element", ["dossier", "check", "sign", "put_sign", "issue"])
def test_no_paper_is_called_by_its_code(year: Played, auditor: FlaskClient, element: str) -> None:
    done = acts(year, element)
    assert done
    for address, *_ in done:
        assert CODES.findall(words(read(auditor, address))) == []


def test_a_report_of_a_dossier_says_whom_it_is_about(year: Played, auditor: FlaskClient) -> None:
    page = words(read(auditor, acts(year, "dossier")[0][0]))
    assert re.search("(Báo cáo thành tích|[Rr]eport[^:]*), [^:]+, [^:]+: 20/11/2024", page)


def test_the_bloc_of_a_register_is_called_by_its_name(year: Played, auditor: FlaskClient) -> None:
    page = words(read(auditor, acts(year, "adopt")[0][0]))
    assert "bac-giang/khoi-vhxh1" not in page
