"""The main pages on a phone and in English: nothing too wide, nothing left in Vietnamese."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e import roster
from tests.e2e.office import NARROW, Office
from tests.e2e.website import Website

WORDS = "h1, h2, h3, h4, button, label, legend, thead th, summary, nav a, .tag, .due, .empty p"
VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u0300-\u0303\u0309\u0323ạ-ỹẠ-Ỹ]")
NAMES = re.compile("Bình Xét|Tiếng Việt|Bắc Giang|Hồ Chí Minh|Hồ sơ mẫu")
"""Names that stay as they are in English."""
PAGES = {
    roster.LEADER.head: (
        "/",
        "/notices",
        "/help",
        "/help/words",
        "/tasks",
        "/tasks?scope=unit",
        "/tasks?scope=done",
        "/delegations",
        "/clock",
        "/deadlines",
        "/account",
    ),
    roster.APPRAISER: (
        "/tasks",
        "/cases",
        "/search?q=2024",
        "/years",
        "/blocs",
        "/blocs/bac-giang/khoi-vhxh1/2024",
    ),
    roster.AUDITOR: ("/", "/audit", "/audit/export"),
    f"{roster.P}/quan-tri/administrator": ("/", "/people", "/people/posts"),
}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_the_main_pages_fit_a_phone_and_are_english_to_the_last_word(
    site: Website, office: Office
) -> None:
    cases = site.played("appraise_2")
    office.resize(NARROW)
    office.go("/sign-in")
    people = set(office.page.locator("button.post b").all_inner_texts())
    office.page.get_by_role("button", name="English").click()
    expect(office.page.get_by_role("heading", level=1)).to_have_text("Sign in to Bình Xét")
    left = [
        f"{name}: {word}"
        for name in _through(office, cases[0])
        for word in _foreign(office)
        if word not in people
    ]
    assert not left, "\n".join(left)
    assert office.wrong == []


def _through(office: Office, case: object) -> Iterator[str]:
    """Go to one page after the other, as whose it is; answer its name while it is open."""
    office.look("sign-in-english")
    yield "sign-in"
    for post, paths in PAGES.items():
        office.sit(post)
        for path in paths:
            office.go(path)
            for current in office.page.locator(".mainnav [aria-current]").all():
                expect(current).to_be_in_viewport(ratio=0.9)
            office.look(f"english-{path.replace('/', '-')}")
            yield path
    office.sit(roster.APPRAISER)
    office.go("/tasks")
    office.page.locator(".row-task a").first.click()
    office.look("english-task")
    yield "task"
    for tab in ("overview", "scores", "awards", "documents", "history", "discussion"):
        office.go(f"/cases/{case}?tab={tab}")
        office.look(f"english-case-{tab}")
        yield f"case {tab}"


def _foreign(office: Office) -> list[str]:
    """Answer the words of headings, buttons, labels and the like that are still Vietnamese."""
    words = office.page.locator(WORDS).all_inner_texts()
    return sorted({word for word in words if VIETNAMESE.search(NAMES.sub("", word))})
