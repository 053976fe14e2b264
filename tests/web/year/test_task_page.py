"""The page of one task: its form keeps what was typed, names what to mend, and completes once."""

import io

import pytest

from server.domain.mistakes import MistakeCode
from server.domain.people.actors import DEMONSTRATION_PASSWORD as PASSWORD
from server.forms.mistakes import FormMistake
from server.store import statements
from server.web.refusals.mistakes import SENTENCES
from tests.worlds.web.pages import seen
from tests.worlds.year_end import Open, YearEnd

PDF = b"%PDF-1.4 minimal"


@pytest.fixture
def scoring(year: YearEnd) -> YearEnd:
    """The evaluation waits for the self-scores."""
    return year


def scores(year: YearEnd, **changed: str) -> dict[str, str]:
    """Give every criterion 0 points, and other fields as named: `c1_1__points`."""
    page = year.as_post(year.open("score", "so-gddt").post_id).get(address(year)).text
    names = [part.split('"')[0] for part in page.split('name="scores.')[1:]]
    fields = {f"scores.{name}": "0" for name in names if name.endswith(".points")}
    return fields | {f"scores.{key}": value for key, value in changed.items()}


def address(year: YearEnd) -> str:
    return f"/tasks/{year.open('score', 'so-gddt').id}"


def test_every_mistake_has_a_sentence() -> None:
    assert {*MistakeCode, *FormMistake} <= SENTENCES.keys()


def test_a_task_page_takes_at_most_15_statements(scoring: YearEnd) -> None:
    task = scoring.open("score")
    person = scoring.as_post(task.post_id)
    person.get(f"/tasks/{task.id}")
    statements.reset()
    assert person.get(f"/tasks/{task.id}").status_code == 200
    assert statements.count <= 15


def test_a_stranger_sees_the_same_for_a_task_not_theirs_and_one_not_there(
    scoring: YearEnd,
) -> None:
    task = scoring.open("score", "so-gddt")
    other = scoring.as_post("bac-giang/so-tttt/officer")
    hidden = other.get(f"/tasks/{task.id}")
    absent = other.get("/tasks/00000000-0000-7000-8000-000000000000")
    assert hidden.status_code == 404
    assert seen(hidden) == seen(absent)


def test_a_draft_comes_back_as_it_was_typed(scoring: YearEnd) -> None:
    task = scoring.open("score", "so-gddt")
    person = scoring.as_post(task.post_id)
    typed = {"scores.c1-1.points": "không phải số", "scores.c1-1.note": "đang viết"}
    saved = person.post(f"/tasks/{task.id}/draft", typed, at=f"/tasks/{task.id}")
    assert saved.status_code == 303
    page = person.get(f"/tasks/{task.id}").text
    assert 'value="không phải số"' in page
    assert "đang viết" in page
    assert "Bản nháp đã lưu lúc" in page


def test_a_second_writer_reads_who_saved_when_and_loses_nothing(scoring: YearEnd) -> None:
    task = scoring.open("score", "so-gddt")
    person = scoring.as_post(task.post_id)
    where = f"/tasks/{task.id}"
    person.post(f"{where}/draft", {"scores.c1-1.note": "bản thứ nhất"}, at=where)
    late = {"scores.c1-1.note": "bản thứ hai", "_version": "0"}
    answer = person.post(f"{where}/draft", late, at=where)
    assert answer.status_code == 409
    assert "bản thứ hai" in answer.text
    assert "Bạn đã lưu một bản khác của biểu mẫu này lúc" in answer.text
    script = person.post(f"{where}/draft", late, at=where, headers={"Accept": "application/json"})
    assert script.status_code == 409
    assert script.get_json()["own"] is True


def test_a_refused_form_keeps_everything_typed_and_links_to_each_field(scoring: YearEnd) -> None:
    task = scoring.open("score", "so-gddt")
    person = scoring.as_post(task.post_id)
    fields = {"scores.c1-1.points": "99", "scores.c1-2.points": "abc", "scores.c1-2.note": "giữ"}
    answer = person.post(f"/tasks/{task.id}/complete", fields, at=f"/tasks/{task.id}")
    assert answer.status_code == 422
    assert 'href="#f-scores.c1-2.points"' in answer.text
    assert 'id="e-scores.c1-2.points"' in answer.text
    assert 'value="abc"' in answer.text
    assert "giữ" in answer.text


def test_points_beyond_the_maximum_are_named_at_their_field(scoring: YearEnd) -> None:
    task = scoring.open("score", "so-gddt")
    person = scoring.as_post(task.post_id)
    fields = scores(scoring, **{"c1-1.points": "15,5"})
    answer = person.post(f"/tasks/{task.id}/complete", fields, at=f"/tasks/{task.id}")
    assert answer.status_code == 422
    assert "Tiêu chí 1.1, Điểm tự chấm: Nhập từ 0 đến 15." in answer.text


@pytest.mark.parametrize(
    "field", ["quorum", "verdict", "scores.c1-1.final", "scores.typename.points"]
)
def test_a_field_the_form_does_not_have_is_no_request(scoring: YearEnd, field: str) -> None:
    task = scoring.open("score", "so-gddt")
    person = scoring.as_post(task.post_id)
    for act in ("complete", "draft"):
        answer = person.post(f"/tasks/{task.id}/{act}", {field: "1"}, at=f"/tasks/{task.id}")
        assert answer.status_code == 400


def test_completing_leads_to_what_happens_next_and_the_same_post_again_changes_nothing(
    scoring: YearEnd,
) -> None:
    task = scoring.open("score", "so-gddt")
    person = scoring.as_post(task.post_id)
    fields = scores(scoring) | {"_key": "one-key"}
    where = f"/tasks/{task.id}"
    first = person.post(f"{where}/complete", fields, at=where)
    assert (first.status_code, first.location) == (303, f"{where}/done")
    again = person.post(f"{where}/complete", fields, at=f"{where}?tab=comments")
    assert (again.status_code, again.location) == (303, f"{where}/done")
    other = person.post(
        f"{where}/complete", fields | {"scores.c1-1.points": "1"}, at=f"{where}?tab=comments"
    )
    assert other.status_code == 409
    done = person.get(first.location).text
    assert "Đang ở: Giám đốc" in done
    page = person.get(where).text
    assert "Việc đã xong" in page
    assert "<textarea" not in page


def approving(year: YearEnd) -> Open:
    year.play("approve")
    return year.open("approve", "so-gddt")


def test_an_irreversible_act_is_checked_and_needs_the_password(year: YearEnd) -> None:
    task = approving(year)
    person = year.as_post(task.post_id)
    where = f"/tasks/{task.id}"
    fields = {"verdict": "approve", "comment": "Đã đối chiếu.", "_key": "k"}
    checked = person.post(f"{where}/check", fields, at=where)
    assert checked.status_code == 200
    assert "Đã đối chiếu." in checked.text
    assert "Cán bộ thẩm định" in checked.text
    for wrong in ({}, {"password": "sai"}):
        refused = person.post(f"{where}/complete", fields | wrong, at=where)
        assert refused.status_code == 422
        assert "Mật khẩu không đúng" in refused.text
    assert year.value("SELECT state FROM task WHERE id = :id", id=task.id) == "open"
    done = person.post(f"{where}/complete", fields | {"password": PASSWORD}, at=where)
    assert done.location == f"{where}/done"


def test_a_return_without_a_reason_is_refused_at_its_field(year: YearEnd) -> None:
    task = approving(year)
    person = year.as_post(task.post_id)
    where = f"/tasks/{task.id}"
    answer = person.post(f"{where}/check", {"verdict": "return", "comment": " "}, at=where)
    assert answer.status_code == 422
    assert 'id="e-comment"' in answer.text


def test_going_back_from_checking_keeps_what_was_typed(year: YearEnd) -> None:
    task = approving(year)
    person = year.as_post(task.post_id)
    where = f"/tasks/{task.id}"
    back = person.post(f"{where}/edit", {"verdict": "return", "comment": "thiếu tệp"}, at=where)
    assert (back.status_code, back.location) == (303, where)
    assert "thiếu tệp" in person.get(where).text


def test_the_appraiser_of_the_bloc_does_not_see_the_leaders_own_sheet(year: YearEnd) -> None:
    year.play("appraise")
    task = year.open("appraise", "so-khcn")
    assert task.post_id == "bac-giang/ban-dan-toc/appraiser"
    answer = year.as_post("bac-giang/so-khcn/appraiser").get(f"/tasks/{task.id}")
    assert "<textarea" not in answer.text


def test_keeping_the_self_score_works_without_a_script(year: YearEnd) -> None:
    year.play("appraise")
    task = year.open("appraise", "so-gddt")
    person = year.as_post(task.post_id)
    where = f"/tasks/{task.id}"
    saved = person.post(f"{where}/draft", {"_keep": "all"}, at=where)
    assert saved.status_code == 303
    page = person.get(where).text
    assert "Còn" not in page.split("data-left")[1].split("</span>")[0].split(">")[1]


def test_a_comment_is_kept_with_its_author_and_an_empty_one_is_refused(scoring: YearEnd) -> None:
    task = scoring.open("score", "so-gddt")
    person = scoring.as_post(task.post_id)
    where = f"/tasks/{task.id}"
    tab = f"{where}?tab=comments"
    assert person.post(f"{where}/comments", {"text": " "}, at=tab).status_code == 422
    assert person.post(f"{where}/comments", {"text": "<b>Hỏi</b>"}, at=tab).status_code == 303
    page = person.get(tab).text
    assert "&lt;b&gt;Hỏi&lt;/b&gt;" in page
    assert "Cán bộ TĐKT" in page


def test_without_a_script_a_file_is_uploaded_with_what_was_typed_kept(scoring: YearEnd) -> None:
    task = scoring.open("score", "so-gddt")
    person = scoring.as_post(task.post_id)
    where = f"/tasks/{task.id}"
    fields = {"scores.c1-1.note": "xem tệp", "file.evidence.c1-1": (io.BytesIO(PDF), "../bc.pdf")}
    answer = person.post(f"{where}/files", fields, at=where)
    assert answer.status_code == 303, answer.text
    page = person.get(where).text
    assert "xem tệp" in page
    assert "bc.pdf" in page
