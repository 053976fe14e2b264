"""The mailbox page: one's own mail, and never somebody else's."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from tests.worlds.province import NOW, World
from tests.worlds.web.pages import SignIn, next_page

Letters = tuple[World, UUID]
HEAD = "bac-giang/so-khcn/head"
ADMIN = "bac-giang/quan-tri/administrator"


@pytest.fixture
def letters(world: World) -> Letters:
    world.post(world.unit("quan-tri", "Quản trị"), "administrator")
    case_id = world.case()
    for unit, name in (("so-khcn", "Sở KH&CN"), ("so-gddt", "Sở GD&ĐT")):
        post = world.post(world.unit(unit, name), "head")
        letter(world, case_id, post, f"Việc mới của {name}", state="kept")
    return world, case_id


def letter(  # noqa: PLR0913 - a row, named part by part
    world: World, case_id: UUID, post: str, subject: str, *, state: str, number: int = 0
) -> None:
    task = world.task(case_id, post, subject)
    world.write(
        "mail",
        key=f"opened/{task}",
        person_id=world.people[post],
        post_id=post,
        task_id=task,
        kind="opened",
        address="nguoi-nhan@example.invalid",
        subject_vi=subject,
        subject_en=f"{subject} (en)",
        body_vi="Dòng một.\n<b>Dòng hai</b>.",
        state=state,
        created_at=NOW + timedelta(minutes=number),
        next_at=NOW,
        error="450 later" if state == "failed" else "",
    )


def shown(client: FlaskClient, address: str = "/mailbox") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.usefixtures("letters")
def test_one_reads_the_mail_of_ones_post_and_no_other(as_post: SignIn) -> None:
    page = shown(as_post(HEAD))
    assert "Việc mới của Sở KH&amp;CN" in page
    assert "GD&amp;ĐT" not in page
    assert "&lt;b&gt;Dòng hai&lt;/b&gt;." in page


def test_the_administrator_reads_all_with_what_went_wrong(
    letters: Letters, as_post: SignIn
) -> None:
    letter(*letters, HEAD, "Thư hỏng", state="failed")
    page = shown(as_post(ADMIN))
    assert "Việc mới của Sở KH&amp;CN" in page
    assert "Việc mới của Sở GD&amp;ĐT" in page
    assert "450 later" in page


def test_long_lists_are_read_page_by_page(letters: Letters, as_post: SignIn) -> None:
    for number in range(31):
        letter(*letters, HEAD, f"Thư số {number}.", state="sent", number=number)
    client = as_post(HEAD)
    first = shown(client)
    assert "Thư số 30." in first
    assert "Thư số 0." not in first
    assert "Thư số 0." in shown(client, next_page(first))
    odd = client.get("/mailbox?before=x")
    assert odd.status_code == 400
    assert "không phải là một chỗ trong danh sách" in odd.text


@pytest.mark.usefixtures("letters")
def test_a_stranger_signs_in_first(client: FlaskClient) -> None:
    assert client.get("/mailbox").status_code == 303


@pytest.mark.parametrize(("kind", "ways"), [("bloc_draft", 1), ("link", 0)])
def test_a_letter_leads_to_its_page_unless_that_is_a_secret(
    world: World, as_post: SignIn, kind: str, ways: int
) -> None:
    post = world.post(world.unit("so-khcn", "Sở KH&CN"), "head")
    world.write("mail", key="k", person_id=world.people[post], post_id=post, kind=kind,
                address="x@x.invalid", subject_vi="Thư", body_vi="Dòng.", state="sent",
                created_at=NOW, next_at=NOW, path="/duong/dan")  # fmt: skip
    assert shown(as_post(HEAD)).count('href="/duong/dan"') == ways
