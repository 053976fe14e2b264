"""The list of work that was returned: its pages are full, whatever else came up again between."""

from datetime import timedelta

import pytest

from server.store.inbox import inbox
from tests.worlds.province import NOW, World
from tests.worlds.web.pages import SignIn, next_page

PAIRS, PAGE = 5, 2


@pytest.fixture
def officer(world: World, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a post whose work came up again ten times, every second time because it was returned."""
    monkeypatch.setattr(inbox, "PAGE", PAGE)
    post = world.post(world.unit("so-khcn", "Sở KH&CN"), "officer")
    case_id = world.case("bac-giang/so-khcn")
    for n in range(2 * PAIRS):
        key, at = f"k{n}", NOW - timedelta(minutes=n + 1)
        done = {"key": key, "state": "done"}
        world.task(case_id, post, "Trước đây", closed_at=at - timedelta(hours=1), **done)
        verdict = "return" if n % 2 else "approve"
        act = {"element": "approve", "form": "approve_sheet", "outcome": verdict, "closed_at": at}
        world.task(case_id, post, "Duyệt", **done, **act)
        title = f"Việc {'bị trả lại' if n % 2 else 'mở lại'} số {n:02}."
        world.task(case_id, post, title, key=key, opened_at=at)
    return post


def test_every_page_of_what_was_returned_is_full(officer: str, as_post: SignIn) -> None:
    client, address, pages = as_post(officer), "/tasks?scope=back", list[list[str]]()
    while address:
        page = client.get(address).text
        assert f"Bị trả lại ({PAIRS})" in page
        assert ">Việc mở lại" not in page
        pages.append(
            [f"{n:02}" for n in range(2 * PAIRS) if f">Việc bị trả lại số {n:02}." in page]
        )
        address = next_page(page)
    assert [len(page) for page in pages] == [PAGE, PAGE, 1]
    assert len({each for page in pages for each in page}) == PAIRS
