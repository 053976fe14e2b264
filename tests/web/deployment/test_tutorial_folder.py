"""The tutorial's folder is published by pages as it is by the command."""

import pytest

from tests.web.deployment.test_deploying_pages import WHY, count, publish, upload
from tests.workflows.tutorial import FILES
from tests.worlds.accounts import FIRST, SECOND, Accounts
from tests.worlds.web.posting import send

pytestmark = pytest.mark.slow


def test_the_tutorials_folder_is_uploaded_without_a_finding_and_published(office: Accounts) -> None:
    first, second = office.administrator(FIRST), office.administrator(SECOND)
    answer = upload(first, *((name, text.encode()) for name, text in FILES.items()))
    assert answer.status_code == 303, answer.text
    page = answer.location
    shown = first.get(page).text
    for said in ("Xác định thẩm quyền", "reward_money_authority", "request_money.amount"):
        assert said in shown
    send(first, f"{page}/propose", {"note": WHY}, at=page)
    assert publish(second, page).status_code == 303
    assert count(office, "reward_money") == 1
