"""Hands that know the keyboard alone: how many stops of Tab something is away, what is pressed."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from server.domain.people.actors import DEMONSTRATION_PASSWORD

AT = "(wanted) => document.activeElement.matches(wanted)"
TEXT = "(wanted) => document.activeElement.innerText?.trim().startsWith(wanted)"


@dataclass(slots=True)
class Hands:
    """A page without a mouse; `jobs` are those that were done, with their stops of Tab."""

    page: Page
    jobs: dict[str, int] = field(default_factory=dict)

    def past_the_head(self) -> int:
        """Follow the link past the head of a page that was just opened; answer its stops.

        Once the page's scripts have run: they move the focus, and what is pressed before goes
        somewhere else.
        """
        self.page.wait_for_load_state()
        if self.page.evaluate("document.activeElement === document.body"):
            self.press("Tab", "Enter")
            return 1
        return 0

    def to(self, wanted: str, *, most: int, named: str = "") -> int:
        """Press Tab until what is wanted has the focus; answer how often."""
        for stops in range(most + 1):
            if self.page.evaluate(AT, wanted) and (not named or self.page.evaluate(TEXT, named)):
                return stops
            self.press("Tab")
        pytest.fail(f"{wanted} {named} is more than {most} stops away at {self.page.url}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def sign_in(self, address: str, login: str) -> None:
        """Sign in with name and password."""
        self.page.context.clear_cookies()
        self.page.goto(f"{address}/sign-in")
        self.past_the_head()
        self.to("#username", most=4)
        self.type(login)
        self.press("Tab")
        self.type(DEMONSTRATION_PASSWORD)
        self.press("Enter")
        expect(self.page.locator(".acting")).to_be_visible()

    def confirm(self) -> None:
        """Give the password on the page that says what is about to be sent."""
        expect(self.page.locator("#password")).to_be_visible()
        self.past_the_head()
        self.to("#password", most=12)
        self.type(DEMONSTRATION_PASSWORD)
        self.press("Enter")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Đã xong")
