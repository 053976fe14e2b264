"""Files looked at within a page, and all files of a case as one archive: by who may see them."""

import io
import re
import zipfile
from collections.abc import Callable
from urllib.parse import unquote

import pytest

from server.actions.cases import export_record
from server.domain.tasks.work import NotThere
from server.web.files import archive
from tests.domain.test_files import compound
from tests.web.year.test_task_files import PDF, upload
from tests.worlds.year_end import Open, Person, YearEnd

TAKEN = "SELECT count(*) FROM event WHERE kind = :kind AND object = :object"
OTHER_UNIT = "bac-giang/so-tttt/officer"


@pytest.fixture
def task(year: YearEnd) -> Open:
    return year.open("score", "so-gddt")


def archived(person: Person, case_id: object) -> list[str]:
    """Return the files of a reader's archive, each read to its end."""
    answer = person.post(f"/cases/{case_id}/files.zip", {}, at="/tasks")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.data)) as found:
        assert found.testzip() is None
        return found.namelist()


def test_a_pdf_and_a_picture_are_looked_at_within_a_page_and_nothing_else_is(
    year: YearEnd, task: Open
) -> None:
    person = year.as_post(task.post_id)
    pdf, word = (
        upload(person, task, name, data).get_json()["files"][0]["address"]
        for name, data in (("a.pdf", PDF), ("b.doc", compound("WordDocument")))
    )
    seen = person.get(f"{pdf}/view")
    assert f'src="{pdf}/shown/a.pdf#' in seen.text
    assert "frame-src 'self'" in seen.headers["Content-Security-Policy"]
    shown = person.get(f"{pdf}/shown/a.pdf")
    assert (shown.data, shown.content_type) == (PDF, "application/pdf")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    assert "/shown" not in person.get(f"{word}/view").text
    assert person.get(f"{word}/shown/b.doc").status_code == 404
    assert person.get(f"{pdf}/shown/b.pdf").status_code == 404, "under its own name alone"
    stranger = year.as_post(OTHER_UNIT)
    assert [stranger.get(f"{pdf}/{each}").status_code for each in ("view", "shown/a.pdf")] == [
        404,
        404,
    ]


def test_what_is_shown_is_saved_from_there_under_its_own_name(year: YearEnd, task: Open) -> None:
    person = year.as_post(task.post_id)
    address = upload(person, task, "Báo cáo.pdf", PDF).get_json()["files"][0]["address"]
    found = re.search(r'<iframe[^>]* src="([^"#]+)#', person.get(f"{address}/view").text)
    assert found
    assert unquote(found[1]) == f"{address}/shown/Báo cáo.pdf"
    shown = person.get(found[1])
    assert shown.data == PDF
    named = shown.headers["Content-Disposition"]
    assert named.startswith('inline; filename="Bao cao.pdf"; filename*=')


def test_the_archive_of_a_case_holds_what_its_reader_sees(year: YearEnd, task: Open) -> None:
    person = year.as_post(task.post_id)
    for name in ("Báo cáo.pdf", "báo cáo.PDF"):
        upload(person, task, name, PDF)
    case = year.value("SELECT case_id FROM task WHERE id = :id", id=task.id)
    assert not any("áo cáo" in each for each in archived(person, case)), "a draft is nobody's"
    with year.begin() as session:
        session.execute(year.keep(task.id))
    with person.post(f"/cases/{case}/files.zip", {}, at="/tasks") as answer:
        saved = answer.headers["Content-Disposition"]
    title = year.value("SELECT title_vi FROM case_ WHERE id = :id", id=case)
    assert unquote(saved).endswith(f"; filename*=UTF-8''{title}.zip")
    own = [each for each in archived(person, case) if "áo cáo" in each]
    assert [each.rpartition("/")[2] for each in own] == ["Báo cáo.pdf", "báo cáo (2).PDF"]
    assert not any("áo cáo" in each for each in archived(year.as_post(OTHER_UNIT), case))


def test_archives_that_nobody_reads_hold_no_more_than_two_threads(
    year: YearEnd, task: Open
) -> None:
    case = year.value("SELECT case_id FROM task WHERE id = :id", id=task.id)
    person, where = year.as_post(task.post_id), f"/cases/{case}/files.zip"
    begun = [person.post(where, {}, at="/tasks", buffered=False) for _ in range(2)]
    refused = person.post(where, {}, at="/tasks")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert year.value(TAKEN, kind="files.exported", object=f"case/{case}") == len(begun)
    for answer in begun:
        answer.close()
    assert archived(person, case)
    assert archive.AT_ONCE.acquire(blocking=False)
    archive.AT_ONCE.release()


def test_an_archive_that_cannot_be_recorded_keeps_no_others_place(
    year: YearEnd, task: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise NotThere

    case = year.value("SELECT case_id FROM task WHERE id = :id", id=task.id)
    person, where = year.as_post(task.post_id), f"/cases/{case}/files.zip"
    with monkeypatch.context() as broken:
        broken.setattr(export_record, "note_files", busy)
        assert [person.post(where, {}, at="/tasks").status_code for _ in range(2)] == [404, 404]
    assert archived(person, case)


def test_bytes_that_changed_are_left_out_of_the_archive_and_named_in_its_list(
    year: YearEnd, task: Open, tamper: Callable[[str], None]
) -> None:
    person = year.as_post(task.post_id)
    upload(person, task, "Hỏng.pdf", PDF)
    with year.begin() as session:
        session.execute(year.keep(task.id))
    tamper("UPDATE blob_chunk SET bytes = bytes || '.'::bytea")
    case = year.value("SELECT case_id FROM task WHERE id = :id", id=task.id)
    answer = person.post(f"/cases/{case}/files.zip", {}, at="/tasks")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as found:
        (listed,) = (name for name in found.namelist() if name.startswith("Danh mục"))
        told = found.read(listed).decode("utf-8-sig")
        assert not any("Hỏng.pdf" in name for name in found.namelist())
    assert any(line.startswith("! ") and "Hỏng.pdf" in line for line in told.splitlines())
