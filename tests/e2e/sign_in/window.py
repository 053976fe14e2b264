"""A window of somebody who signs in by what they have: in one of the two languages, at one width.

Each page passed is looked at; in English nothing on it may be left in Vietnamese.
"""

import re
import time
from dataclasses import dataclass

from playwright.sync_api import ConsoleMessage, Locator, Response, expect
from pyotp import TOTP

from server.domain.identity.second_factors import STEP
from server.web.words.language import english
from tests.e2e.office import Office
from tests.e2e.test_phone_english import NAMES, VIETNAMESE

READ = "h1, h2, h3, button, label, legend, th, dt, p, .tag, .errors li, a.btn"
CONFIGURED = re.compile(f"{NAMES.pattern}|Cổng của tỉnh|Tài khoản của tỉnh")
"""Names that stay as they are: also those an installation gives its directories."""
REFUSED = re.compile("the server responded with a status of 4")
DEMONSTRATION = "form[aria-labelledby=by-post]"
LOOKS, BETWEEN = 120, 500  # times, milliseconds


@dataclass(kw_only=True)
class Window(Office):
    """A browser's window, the language its person reads, and answers of 5xx that are meant."""

    language: str = "vi"
    meant: frozenset[int] = frozenset()

    def word(self, text: str) -> str:
        """Say a Vietnamese word of the pages as this window's language has it."""
        return str(english().ugettext(text)) if self.language == "en" else text

    def choose_language(self) -> None:
        """Choose the language as one does who has not signed in."""
        self.go("/sign-in")
        if self.language == "en":
            self.page.get_by_role("button", name="English").click()
            expect(self.page.locator("html")).to_have_attribute("lang", "en")

    def headed(self, text: str) -> None:
        """Wait for the page that is headed so, and look at it."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.word(text))
        self.look(text)

    def look(self, name: str) -> None:
        """Look at it, and read whether a word of it is left in Vietnamese."""
        super().look(name)
        if self.language == "en":
            said = self.page.locator(f":is({READ}):not({DEMONSTRATION} *)").all_inner_texts()
            left = {word for word in said if VIETNAMESE.search(CONFIGURED.sub("", word))}
            self.wrong.extend(f"{name}: {word}" for word in sorted(left))

    def told(self, part: str) -> None:
        """Wait for a sentence of the page that has these words, and look at it."""
        expect(self.page.locator("main").get_by_text(self.word(part)).first).to_be_visible()
        self.look(part)

    def button(self, name: str) -> Locator:
        """Find a button of the page's own, by its Vietnamese name."""
        return self.page.locator("main").get_by_role("button", name=self.word(name), exact=True)

    def link(self, name: str) -> Locator:
        """Find a link of the page's own, by its Vietnamese name."""
        return self.page.locator("main").get_by_role("link", name=self.word(name), exact=True)

    def give(self, login: str, password: str, *, at: str = "account") -> None:
        """Type name and password into one of the forms of the sign-in page, and send it."""
        own = "" if at == "account" else f"{at}-"
        form = self.page.locator(f"form[aria-labelledby=by-{at}]")
        form.locator(f"#{own}username").fill(login)
        form.locator(f"#{own}password").fill(password)
        form.locator("button[type=submit]").click()

    def sign_in(self, login: str, password: str) -> None:
        """Sign in by a password that is right."""
        self.go("/sign-in")
        self.give(login, password)
        self.inside()

    def inside(self) -> None:
        """Wait for the list of tasks that a sign-in leads to."""
        expect(self.page).to_have_url(re.compile(r"/tasks$"))
        self.acting = "somebody"

    def outside(self) -> None:
        """Find that the next page asked for is the sign-in."""
        self.go("/tasks")
        expect(self.page).to_have_url(re.compile(r"/sign-in\?next=/tasks$"))

    def put_out(self) -> None:
        """Wait until the next page asked for is the sign-in: the session is ended elsewhere."""
        for _time in range(LOOKS):
            self.go("/tasks")
            if "/sign-in" in self.page.url:
                break
            self.page.wait_for_timeout(BETWEEN)
        self.outside()

    def leave(self) -> None:
        """Sign out by the menu of the account."""
        self.page.locator("details.acting summary").click()
        self.page.get_by_role("button", name=self.word("Thoát")).click()
        expect(self.page).to_have_url(re.compile("/sign-in$"))

    def _console(self, message: ConsoleMessage) -> None:
        ours = message.location["url"].startswith(self.address)
        meant = any(f"a status of {status}" in message.text for status in self.meant)
        if ours and not meant and not REFUSED.search(message.text):
            super()._console(message)

    def _response(self, response: Response) -> None:
        if response.url.startswith(self.address) and response.status not in self.meant:
            super()._response(response)


def code_of(key: str, *, ahead: int = 0) -> str:
    """Answer what an app with this key shows now, or will in the half minute after.

    That of now stays good should its half minute end meanwhile; each is taken once.
    """
    return TOTP(key.replace(" ", "")).at(int(time.time()) + STEP * ahead)
