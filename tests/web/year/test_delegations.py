"""A post lent for some kinds of case, on its pages."""

import re

import pytest
from markupsafe import escape
from sqlalchemy import text

from server.domain.people.actors import DEMONSTRATION_PASSWORD as PASSWORD
from server.store import statements
from tests.processes.printed import words_of
from tests.worlds.web.lending import HEAD, LAST, PRESS, SCHOOL, holder_of, lend, link
from tests.worlds.year_end import NOW, Person, YearEnd

WITHIN = 12


@pytest.mark.parametrize("kinds", [("evaluation",), ("award_review", "submission"), ()])
def test_who_acts_for_a_head_sees_tasks_and_cases_of_the_scope_alone(
    year: YearEnd, kinds: tuple[str, ...]
) -> None:
    year.play("approve")
    task = year.open("approve", "so-gddt")
    case_id = year.value("SELECT case_id FROM task WHERE id = :t", t=task.id)
    person = lend(year, *kinds)
    covered = not kinds or "evaluation" in kinds
    mine = person.get("/tasks").text
    assert (link(task.id) in mine) is covered
    assert ("Của tôi (1)" in mine) is covered
    assert (link(task.id) in person.get("/tasks?scope=unit").text) is covered
    assert ("Của đơn vị tôi (0)" in mine) is not covered
    for address in (f"/tasks/{task.id}", f"/cases/{case_id}"):
        assert (person.get(address).status_code == 200) is covered, address
    assert (str(case_id) in person.get("/cases").text) is covered
    claim = person.post(f"/tasks/{task.id}/claim", {}, at="/tasks")
    assert (claim.status_code == 303) is covered


def test_the_bar_says_until_when_in_what_and_by_which_document(year: YearEnd) -> None:
    page = lend(year, "evaluation", "submission").get("/tasks").text
    last = "/".join(reversed(LAST.split("-")))
    assert f"đến hết {last}: Đánh giá cuối năm; Trình khen thưởng (GUQ 3)" in page
    shown = year.as_post(HEAD).get("/delegations").text
    assert "Đánh giá cuối năm; Trình khen thưởng" in shown
    assert "Cán bộ TĐKT – Sở TT&amp;TT" in shown


def test_a_letter_of_authority_is_printed_for_who_gave_it_while_it_stands(year: YearEnd) -> None:
    borrower = lend(year, "evaluation")
    row = year.value("SELECT id FROM delegation WHERE revoked_at IS NULL")
    letter = f"/delegations/{row}/letter.pdf"
    head = year.as_post(HEAD)
    assert letter in head.get("/delegations").text
    told = words_of(head.get(letter).data)
    last = "/".join(reversed(LAST.split("-")))
    assert "GIẤY ỦY QUYỀN" in told
    assert "Số: 3" in told
    assert "Căn cứ GUQ 3" not in told, "a letter does not rest on itself"
    assert "Còn điền tay: Ngày văn bản; Địa danh." in head.get("/delegations").text
    assert "3. Nội dung ủy quyền: Đánh giá cuối năm." in told
    assert f"đến hết ngày {last}" in told
    assert head.get(letter.replace(".pdf", ".docx")).status_code == 200
    assert borrower.get(letter).status_code == 404
    for post in (f"{PRESS}/head", f"{SCHOOL}/officer", "bac-giang/quan-tri/administrator"):
        assert year.as_post(post).get(letter).status_code == 404, post
    head.post(f"/delegations/{row}/revoke", {}, at="/delegations")
    assert head.get(letter).status_code == 404


def test_other_posts_tasks_are_counted_within_the_scope(year: YearEnd) -> None:
    year.play("approve")
    for kinds, count in ((("evaluation",), 1), (("submission",), 0)):
        person = lend(year, *kinds)
        own = re.search(rf'value="({PRESS}/officer\|)"', person.get("/tasks").text)
        assert own is not None
        person.post("/act-as", {"post": own[1]}, at="/tasks")
        assert ("Việc đang chờ bạn ở tư cách khác" in person.get("/tasks").text) is (count == 1)
        head = year.as_post(HEAD)
        row = year.value("SELECT id FROM delegation WHERE revoked_at IS NULL")
        head.post(f"/delegations/{row}/revoke", {}, at="/delegations")


def test_letters_to_a_lent_post_about_other_kinds_of_case_are_not_shown(year: YearEnd) -> None:
    with year.begin() as session:
        session.execute(
            text("""
            INSERT INTO mail(key, person_id, post_id, task_id, kind, address, subject_vi, state,
              created_at, next_at)
            SELECT 'k', a.person_id, a.post_id, t.id, 'opened', 'x@x.invalid', 'Thư của Giám đốc',
              'kept', now(), now() FROM appointment a, task t WHERE a.post_id = :post LIMIT 1
            """),
            {"post": HEAD},
        )
    assert "Thư của Giám đốc" in year.as_post(HEAD).get("/mailbox").text
    assert "Thư của Giám đốc" not in lend(year, "submission").get("/mailbox").text


@pytest.mark.parametrize("scope", [{"scope": "kinds"}, {"scope": "kind"}, {}])
def test_a_scope_that_is_not_said_is_not_the_whole_post(
    year: YearEnd, scope: dict[str, str]
) -> None:
    fields = {
        "person": holder_of(year, f"{PRESS}/officer"),
        "first": NOW.date().isoformat(),
        "last": LAST,
        "document": "GUQ 3",
        "post": HEAD,
        **scope,
    }
    answer = year.as_post(HEAD).post("/delegations", fields, at="/delegations")
    assert answer.status_code == 422
    assert "ít nhất một loại hồ sơ" in answer.text


def test_an_act_in_anothers_stead_costs_one_statement_more_than_ones_own(year: YearEnd) -> None:
    year.play("approve")
    own, lent = year.open("approve", "so-tttt"), year.open("approve", "so-gddt")
    costs = []
    for task, person in ((own, year.as_post(own.post_id)), (lent, lend(year, "evaluation"))):
        at = f"/tasks/{task.id}"
        fields = {"verdict": "approve", "comment": "", "password": PASSWORD}
        person.get(at)
        costs.append(posting(person, f"{at}/complete", fields, at=at))
    assert costs[1] == costs[0] + 1
    assert costs[1] <= WITHIN


def posting(person: Person, address: str, fields: dict[str, str], *, at: str) -> int:
    """Send a form; answer what the very request cost."""
    page = person.get(at).text
    key = re.search(r'name="_key" value="([^"]+)"', page)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert key is not None
    assert token is not None
    statements.reset()
    hidden = {"csrf_token": token[1], "_key": key[1]}
    assert person.client.post(address, data=fields | hidden).status_code == 303
    return statements.count


def test_the_auditor_reads_by_which_delegation_somebody_acted(year: YearEnd) -> None:
    year.play("approve")
    task = year.open("approve", "so-gddt")
    person = lend(year, "evaluation")
    assert person.post(f"/tasks/{task.id}/claim", {}, at="/tasks").status_code == 303
    event = year.value("SELECT id FROM event WHERE kind = 'task.claimed'")
    auditor = year.as_post("bac-giang/thanh-tra/auditor")
    page = auditor.get(f"/audit?open={event}").text
    assert "Đánh giá cuối năm (GUQ 3)" in page


def test_who_acted_by_a_delegation_is_told_that_it_was_revoked_and_keeps_the_text(
    year: YearEnd,
) -> None:
    year.play("approve")
    task = year.open("approve", "so-gddt")
    person = lend(year)
    mark = re.search(r'name="_for" value="([^"]+)"', person.get(f"/tasks/{task.id}").text)
    token = re.search(r'name="csrf_token" value="([^"]+)"', person.get(f"/tasks/{task.id}").text)
    assert mark
    assert token
    row = year.value("SELECT id FROM delegation WHERE revoked_at IS NULL")
    year.as_post(HEAD).post(f"/delegations/{row}/revoke", {}, at="/delegations")
    typed = {"csrf_token": token[1], "_for": mark[1], "_version": "0", "comment": "Đang gõ dở"}
    told = person.client.post(f"/tasks/{task.id}/draft", data=typed)
    assert told.status_code == 401
    assert "Ủy quyền mà bạn đang dùng đã bị thu hồi" in told.text
    assert "Phiên làm việc đã hết" not in told.text
    assert 'name="_sealed" value="g' in told.text
    script = {"Accept": "application/json"}
    again = person.client.post(f"/tasks/{task.id}/draft", data=typed, headers=script)
    assert "đã bị thu hồi" in again.get_json()["message"]


def test_who_signs_for_a_head_reads_both_names_beside_the_password(year: YearEnd) -> None:
    year.play("approve")
    task = year.open("approve", "so-gddt")
    where, typed = f"/tasks/{task.id}", {"verdict": "approve", "comment": "Đã đối chiếu."}
    bar = r'id="password".*?<span class="small">(.*?)</b>'
    own = year.as_post(HEAD).post(f"{where}/check", typed, at=where).text
    assert not re.search(bar, own, re.DOTALL)
    person = lend(year)
    found = re.search(bar, person.post(f"{where}/check", typed, at=where).text, re.DOTALL)
    assert found
    name = year.value(
        "SELECT name FROM person WHERE id = :p", p=holder_of(year, f"{PRESS}/officer")
    )
    assert escape(str(name)) in found[1]
    assert "Làm thay Giám đốc Sở GD&amp;ĐT" in found[1]


def test_who_scored_a_sheet_is_not_offered_to_approve_it_for_a_head(year: YearEnd) -> None:
    year.play("approve")
    task = year.open("approve", "so-gddt")
    person = lend(year, to=f"{SCHOOL}/officer")
    page = person.get(f"/tasks/{task.id}").text
    assert "phải có người khác duyệt" in page
    assert f"/tasks/{task.id}/complete" not in page
    assert f"/tasks/{task.id}/check" not in page
    refused = person.post(f"/tasks/{task.id}/draft", {"comment": "Đồng ý"}, at="/tasks")
    assert refused.status_code == 403
    mine = person.get("/tasks").text
    assert "Bạn đã chuẩn bị: người khác duyệt" in mine
    for offered in (f"/tasks/{task.id}/claim", f'name="task" value="{task.id}"'):
        assert offered not in mine
        assert offered in year.as_post(HEAD).get("/tasks").text
