"""The page of a task says which number its document will get, and which it has got."""

import pytest
from flask.testing import FlaskClient

from tests.worlds.processes.numbered import BEFORE_SIGNING, PLAN_OF_WORK, Numbered
from tests.worlds.web.pages import SignIn


def test_the_page_says_the_next_number_before_and_the_number_after(
    numbered: Numbered, leader: FlaskClient
) -> None:
    numbered.open().first()
    task = numbered.open().year.task(numbered.process.first)
    assert "Số kế tiếp hiện là 02/KH-KTĐVHXH1" in leader.get(f"/tasks/{task.id}").text
    numbered.first()
    for page in (f"/tasks/{task.id}", f"/tasks/{task.id}/done"):
        assert "Kế hoạch: số 02/KH-KTĐVHXH1, ngày 04/11/2024" in leader.get(page).text


def test_a_number_that_is_taken_before_the_signature_is_on_the_page(
    numbered: Numbered, leader: FlaskClient
) -> None:
    numbered.year.imported(BEFORE_SIGNING)
    task = numbered.open().year.task(numbered.process.first)
    page = leader.get(f"/tasks/{task.id}").text
    assert "đã giữ số 01/KH-KTĐVHXH1, ngày 04/11/2024" in page


def test_who_may_not_see_the_document_is_not_told_its_number(
    numbered: Numbered, as_post: SignIn
) -> None:
    process = numbered.process
    hidden = process.documents.replace('see = "all"', 'see = "own"')
    numbered.process = type(process)(one=False, documents=hidden, circles='own = ["workers"]')
    task = numbered.deploy().open().year.task(numbered.process.first)
    page = as_post("so-gddt.head").get(f"/tasks/{task.id}").text
    assert numbered.process.short in page
    assert "KTĐVHXH1" not in page


@pytest.mark.parametrize(("circle", "told"), [("everyone", True), ("organiser", False)])
def test_a_record_that_is_shown_says_the_number_of_the_document_it_made(
    numbered: Numbered, as_post: SignIn, circle: str, *, told: bool
) -> None:
    process = numbered.process
    documents = PLAN_OF_WORK.replace('see = "all"', 'see = "own"')
    numbered.process = type(process)(
        one=False, shows=True, documents=documents, circles=f'own = ["{circle}"]'
    )
    numbered.deploy().open().first()
    page = f"/tasks/{numbered.year.task(numbered.process.second).id}"
    said = "Kế hoạch: số 01/KH-KTĐVHXH1, ngày 04/11/2024"
    assert said in as_post("so-khcn.head").get(page).text
    assert (said in as_post("so-gddt.head").get(page).text) is told
