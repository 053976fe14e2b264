"""The bloc's registers as pages: entries, gaps with their reasons, and who sees what of them."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from server.actions.documents import register_acts
from server.actions.documents.register_acts import Reservation
from server.domain.people.delegations import EVERYTHING, Scope
from tests.worlds.processes.numbered import BEFORE_SIGNING, PLAN_OF_WORK, SECRETARY, Numbered
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send

BLOC = "bac-giang/khoi-vhxh1"
REGISTER = f"/registers/{BLOC}/2024/KH"
RESERVE = f"/registers/{BLOC}/reserve"
WANTED = {"for": "", "type": "KH", "day": "2024-11-04", "reason": "Công văn giấy"}


def entry(engine: Engine, number: int) -> str:
    with engine.begin() as connection:
        found = text("SELECT id FROM register_entry WHERE sequence = :n")
        return str(connection.execute(found, {"n": number}).scalar_one())


def reserve(numbered: Numbered, reason: str, *, day: date = date(2024, 11, 4)) -> None:
    actor = numbered.year.holder(SECRETARY)
    with numbered.year.begin() as session:
        wanted = Reservation(bloc_id=BLOC, day=day, reason=reason, type="KH")
        register_acts.reserve(session, wanted, actor=actor, now=numbered.year.now)


def key_of(client: FlaskClient) -> str:
    return client.get(RESERVE).text.partition('name="_key" value="')[2].partition('"')[0]


def post(client: FlaskClient, **changes: str) -> int:
    fields = {"_key": key_of(client), **WANTED, **changes}
    return send(client, RESERVE, fields, at=RESERVE).status_code


def hidden() -> UnknownProcess:
    documents = PLAN_OF_WORK.replace('see = "all"', 'see = "own"')
    return UnknownProcess(one=False, documents=documents, circles='own = ["organiser"]')


def test_the_registers_of_the_bloc_stand_by_year_and_type(
    numbered: Numbered, leader: FlaskClient
) -> None:
    numbered.open().first()
    numbered.second()
    page = leader.get("/registers").text
    assert "01/KH-KTĐVHXH1" in page
    assert "01/QĐ-KTĐVHXH1" in page
    assert 'href="/registers/bac-giang/khoi-vhxh1/2024/KH"' in page
    assert 'href="/registers" aria-current="page"' in leader.get("/registers").text


def test_an_entry_leads_to_its_document(numbered: Numbered, leader: FlaskClient) -> None:
    numbered.open().first()
    page = leader.get(REGISTER).text
    assert 'href="/documents/' in page
    assert "Kế hoạch" in page


def test_every_gap_stands_with_its_reason(
    numbered: Numbered, secretary: FlaskClient, engine: Engine
) -> None:
    reserve(numbered, "Công văn giấy")
    reserve(numbered, "Ký tháng trước", day=date(2024, 10, 1))
    numbered.open().first()
    where = f"/registers/numbers/{entry(engine, 3)}/cancel"
    assert send(secretary, where, {"reason": "Ghi nhầm"}, at=REGISTER).status_code == 303
    for address in (REGISTER, f"{REGISTER}?odd=1"):
        page = secretary.get(address).text
        odd = ("Công văn giấy", "Ký tháng trước", "Lùi 24 ngày làm việc", "Ghi nhầm", "Đã hủy số")
        for said in odd:
            assert said in page


def test_of_a_document_out_of_sight_the_number_alone_stands(
    numbered: Numbered, as_post: SignIn, leader: FlaskClient
) -> None:
    numbered.process = hidden()
    numbered.deploy().open().first()
    seen, unseen = leader.get(REGISTER).text, as_post("so-gddt.head").get(REGISTER).text
    assert "Kế hoạch" in seen
    assert "01/KH-KTĐVHXH1" in unseen
    assert "Văn bản bạn không được xem" in unseen
    for said in ("Kế hoạch", str(numbered.year.case_id), numbered.process.short, "04/11/2024"):
        assert said not in unseen.partition("<main")[2]


@pytest.mark.parametrize("login", ["quan-tri.administrator"])
def test_who_has_no_part_in_the_bloc_finds_no_register(
    numbered: Numbered, as_post: SignIn, login: str
) -> None:
    numbered.open().first()
    client = as_post(login)
    assert "KH-KTĐVHXH1" not in client.get("/registers").text
    assert client.get(REGISTER).status_code == 404
    assert client.get(RESERVE).status_code == 404
    assert client.get(f"/registers/{BLOC}/2024/XX").status_code == 404


def test_a_number_is_reserved_on_the_page_once(secretary: FlaskClient, engine: Engine) -> None:
    fields = {"_key": key_of(secretary), **WANTED}
    first = send(secretary, RESERVE, fields, at=RESERVE)
    again = send(secretary, RESERVE, fields, at=RESERVE)
    assert first.status_code == again.status_code == 303
    assert first.location == again.location
    assert "01/KH-KTĐVHXH1" in secretary.get(first.location).text
    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM register_entry")).scalar_one() == 1


def test_a_number_is_reserved_for_the_document_of_a_case(
    numbered: Numbered, secretary: FlaskClient, leader: FlaskClient
) -> None:
    numbered.open()
    value = f"{numbered.year.case_id}:KH"
    assert f'value="{value}"' in secretary.get(RESERVE).text
    assert post(secretary, **{"for": value, "type": ""}) == 303
    task = numbered.year.task(numbered.process.first)
    assert "đã giữ số 01/KH-KTĐVHXH1" in leader.get(f"/tasks/{task.id}").text


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": " "},
        {"reason": "x" * 501},
        {"type": "K H"},
        {"day": "2024-12-24"},
        {"day": "2019-12-24"},
    ],
)
def test_what_is_refused_stays_as_it_was_typed(
    secretary: FlaskClient, changes: dict[str, str]
) -> None:
    fields = {"_key": key_of(secretary), **WANTED, **changes}
    answer = send(secretary, RESERVE, fields, at=RESERVE)
    assert answer.status_code == 422
    for name in ("type", "day", "reason"):
        assert fields[name] in answer.text


def test_a_cancellation_without_a_reason_is_refused_at_its_entry(
    numbered: Numbered, secretary: FlaskClient, engine: Engine
) -> None:
    numbered.open().first()
    of = entry(engine, 1)
    where = f"/registers/numbers/{of}/cancel"
    answer = send(secretary, where, {"reason": " "}, at=REGISTER)
    assert answer.status_code == 422
    assert f'href="#reason-{of}"' in answer.text


@pytest.mark.parametrize(
    ("login", "status"),
    [
        ("so-gddt.head", 403),
        ("ban-dan-toc.head", 403),
        ("thanh-tra.auditor", 403),
        ("so-noi-vu.head", 404),
        ("ubnd-tinh.chairman", 404),
    ],
)
def test_others_look_and_do_not_act(
    numbered: Numbered, as_post: SignIn, engine: Engine, login: str, status: int
) -> None:
    """The bodies take no part in this case, so to them its number is one of a hidden document."""
    numbered.open().first()
    client = as_post(login)
    page = client.get(REGISTER).text
    assert "01/KH-KTĐVHXH1" in page
    assert "Hủy số" not in page
    assert client.get(RESERVE).status_code == 403
    of = entry(engine, 1)
    where = f"/registers/numbers/{of}/cancel"
    assert send(client, where, {"reason": "x"}, at="/account").status_code == status
    fields = {"_key": "k", **WANTED}
    assert send(client, RESERVE, fields, at="/account").status_code == 403


def test_a_number_one_does_not_see_is_not_there_to_be_cancelled(
    numbered: Numbered, secretary: FlaskClient, engine: Engine
) -> None:
    numbered.process = UnknownProcess(
        one=False,
        documents=PLAN_OF_WORK.replace('see = "all"', 'see = "own"'),
        circles='own = ["workers", "no auditor"]',
    )
    numbered.deploy().open().first()
    where = f"/registers/numbers/{entry(engine, 1)}/cancel"
    assert send(secretary, where, {"reason": "x"}, at=RESERVE).status_code == 404


def exported(client: FlaskClient) -> list[list[str]]:
    answer = send(client, f"{REGISTER}/export", {}, at=REGISTER)
    assert answer.mimetype == "text/csv"
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_the_csv_holds_what_the_reader_sees(
    numbered: Numbered, as_post: SignIn, engine: Engine
) -> None:
    reserve(numbered, "Công văn giấy")
    numbered.process = hidden()
    numbered.deploy().open().first()
    lines = exported(as_post("so-gddt.head"))
    assert [line[0] for line in lines] == ["number", "1", "2"]
    assert lines[1][6] == "Giữ số: Công văn giấy"
    assert set(lines[2][1:]) == {""}
    with engine.begin() as connection:
        told = text("SELECT count(*) FROM event WHERE kind = 'register.exported'")
        assert connection.execute(told).scalar_one() == 1


def test_no_cell_of_the_csv_is_a_formula(numbered: Numbered, leader: FlaskClient) -> None:
    numbered.process = replace(numbered.process, short="=HYPERLINK(1)")
    numbered.deploy().open().first()
    case = exported(leader)[1][5]
    assert case.startswith("'=HYPERLINK(1)")


def test_a_paper_whose_number_is_cancelled_says_so_in_its_case(
    numbered: Numbered, secretary: FlaskClient, engine: Engine
) -> None:
    numbered.open().first()
    where = f"/registers/numbers/{entry(engine, 1)}/cancel"
    send(secretary, where, {"reason": "Ghi nhầm"}, at=REGISTER)
    page = secretary.get(f"/cases/{numbered.year.case_id}?tab=documents").text
    assert "Số đã hủy" in page
    assert "Ghi nhầm" in page


@pytest.mark.parametrize("ending", ["cancelled", "closed"])
def test_a_number_that_a_case_reserved_and_never_used_says_what_became_of_the_case(
    numbered: Numbered, leader: FlaskClient, engine: Engine, ending: str
) -> None:
    numbered.year.imported(BEFORE_SIGNING)
    numbered.open()
    assert "Giữ cho văn bản đang chờ ký" in leader.get(REGISTER).text
    with engine.begin() as connection:
        ended = text("UPDATE case_ SET state = :state, state_reason = 'Mở nhầm'")
        connection.execute(ended, {"state": ending})
    page = leader.get(f"{REGISTER}?odd=1").text
    words = {"cancelled": "hồ sơ đã hủy. Mở nhầm", "closed": "hồ sơ đã kết thúc"}
    assert f"Không dùng: {words[ending]}" in page


def test_history_tells_why_a_number_was_cancelled_to_who_sees_the_document(
    numbered: Numbered, secretary: FlaskClient, as_post: SignIn, engine: Engine
) -> None:
    numbered.process = hidden()
    numbered.deploy().open().first()
    where = f"/registers/numbers/{entry(engine, 1)}/cancel"
    send(secretary, where, {"reason": "Ghi nhầm"}, at=REGISTER)
    history = f"/cases/{numbered.year.case_id}?tab=history"
    assert "Ghi nhầm" in secretary.get(history).text
    stranger = as_post("so-gddt.head").get(history).text
    assert "Hủy số văn bản" in stranger
    assert "Ghi nhầm" not in stranger


@pytest.mark.parametrize("whole", [True, False])
def test_a_post_lent_for_some_kinds_of_case_looks_into_no_register(
    numbered: Numbered, as_post: SignIn, *, whole: bool
) -> None:
    numbered.open().first()
    scope = EVERYTHING if whole else Scope(kinds=frozenset({numbered.process.key}))
    lent = numbered.year.lent("bac-giang/so-gddt/head", to="bac-giang/so-tttt/officer", scope=scope)
    client = as_post("so-tttt.officer")
    acting = {"post": f"{lent.post_id}|{lent.delegation_id}"}
    assert send(client, "/act-as", acting).status_code == 303
    assert client.get(REGISTER).status_code == (200 if whole else 404)


def test_a_reason_too_long_is_refused_and_never_cut(
    numbered: Numbered, secretary: FlaskClient, engine: Engine
) -> None:
    reserve(numbered, "Công văn giấy")
    where, typed = f"/registers/numbers/{entry(engine, 1)}/cancel", "dài " * 125 + "hết"
    assert "maxlength" not in secretary.get(REGISTER).text.partition('name="reason"')[2][:200]
    answer = send(secretary, where, {"reason": typed}, at=REGISTER)
    assert answer.status_code == 422
    assert typed in answer.text
