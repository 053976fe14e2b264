"""A list too long to be looked through at once: the search stops, says so, and goes on."""

import pytest

from server.store.inbox import inbox, inbox_statements
from tests.worlds.province import World
from tests.worlds.web.pages import SignIn, next_page


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> int:
    """Make a list of more than thirty rows a long one."""
    for module in (inbox, inbox_statements):
        monkeypatch.setattr(module, "WINDOW", 30)
    return 30


@pytest.mark.parametrize("query", ["q=hiem", "q=hiem&scope=unit", "q=hiem&sort=newest"])
def test_what_lies_beyond_the_window_is_found_by_searching_on(
    world: World, as_post: SignIn, window: int, query: str
) -> None:
    officer = world.post(world.unit("so-khcn", "Sở KH&CN"), "officer")
    case_id = world.case("bac-giang/so-khcn")
    rare = {0, window + 5, 2 * window + 5}
    for n in range(3 * window):
        world.task(case_id, officer, f"Việc {'hiếm' if n in rare else 'thường'} số {n:02}.")
    client, address, seen, pages = as_post(officer), f"/tasks?{query}", list[str](), 0
    while address:
        page = client.get(address).text
        pages += 1
        seen += [f"{n:02}" for n in range(3 * window) if f">Việc hiếm số {n:02}.</a>" in page]
        address = next_page(page, "Tìm tiếp")
    assert sorted(seen) == [f"{n:02}" for n in sorted(rare)]
    assert pages > 1


def test_a_search_that_found_nothing_yet_says_that_the_list_goes_on(
    world: World, as_post: SignIn, window: int
) -> None:
    officer = world.post(world.unit("so-khcn", "Sở KH&CN"), "officer")
    case_id = world.case("bac-giang/so-khcn")
    for n in range(window + 1):
        world.task(case_id, officer, f"Việc số {n:02}.")
    page = as_post(officer).get("/tasks?q=hiem").text
    assert "Chưa thấy việc nào khớp bộ lọc" in page
    assert "Tìm tiếp" in page


def test_a_list_that_was_looked_through_says_so(world: World, as_post: SignIn, window: int) -> None:
    officer = world.post(world.unit("so-khcn", "Sở KH&CN"), "officer")
    case_id = world.case("bac-giang/so-khcn")
    for n in range(window - 1):
        world.task(case_id, officer, f"Việc số {n:02}.")
    page = as_post(officer).get("/tasks?q=hiem").text
    assert "Không có việc nào khớp bộ lọc" in page
    assert "Tìm tiếp" not in page


@pytest.mark.slow
def test_with_the_window_that_ships_what_lies_beyond_it_is_found_too(
    world: World, as_post: SignIn
) -> None:
    officer = world.post(world.unit("so-khcn", "Sở KH&CN"), "officer")
    case_id = world.case("bac-giang/so-khcn")
    world.task(case_id, officer, "Việc hiếm.")
    for _ in range(inbox_statements.WINDOW):
        world.task(case_id, officer, "Việc thường.")
    world.task(case_id, officer, "Việc hiếm.")
    client = as_post(officer)
    first = client.get("/tasks?q=hiem").text
    goes_on = next_page(first, "Tìm tiếp")
    assert goes_on
    pages = (first, client.get(goes_on).text)
    assert sum(page.count(">Việc hiếm.</a>") for page in pages) == 2
