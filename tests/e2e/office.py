"""One browser in which every official signs in by turns; whatever goes wrong on a page is kept."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response, ViewportSize, expect

from server.config import ROOT
from tests.e2e.shapes.shape import shape_of

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}
PICTURES = os.environ.get("BINHXET_PICTURES", "")
"""A directory for pictures of every page passed, at both widths; empty: none are taken."""
SOUND: set[str] = set()
"""The shapes that axe found no fault in, in this process: a page made alike is not asked again."""
SESSION = "binhxet"
SERVER_ERROR = 500
REFUSED = 422
PRINTED = 680
"""CSS pixels that A4 has between margins of 15 mm."""
TOO_WIDE = """() => {
  const page = document.documentElement;
  const cells = [...document.querySelectorAll(".scroll, .tbl td, .tbl th")]
    .filter((box) => box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 1)
    .map((box) => box.textContent.trim().slice(0, 40));
  return page.scrollWidth > page.clientWidth ? ["page", ...cells] : cells;
}"""
"""What is wider than its page, or cut off in its cell."""
WIDEST = """() => [...document.querySelectorAll('main *')].filter(
  (each) => each.getBoundingClientRect().right > innerWidth
).slice(-3).map((each) => each.outerHTML.slice(0, 200))"""
"""The innermost of what sticks out."""


@dataclass(kw_only=True)
class Office:
    """The browser, who sits at it, what was looked at, and what was found wrong."""

    context: BrowserContext
    page: Page
    address: str
    acting: str = ""
    size: ViewportSize = field(default_factory=lambda: WIDE)
    cookies: dict[str, Any] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    looked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Keep every server error, error of a script and violation of the content policy."""
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self._found(f"script: {error}"))
        self.page.on("response", self._response)
        self.page.add_init_script(
            "addEventListener('securitypolicyviolation', (event) =>"
            " console.error('CSP ' + event.violatedDirective + ' ' + event.blockedURI))"
        )

    def sit(self, post: str) -> None:
        """Let the holder of a post sit down: sign in with one click, or come back."""
        if post == self.acting:
            return
        self.nobody()
        if post in self.cookies:
            self.context.add_cookies(self.cookies[post])
            self.go("/tasks")
        else:
            self.go("/sign-in")
            self.look("sign-in")
            button = self.page.locator(f'button[name=post][value="{post}"]')
            self.titles[post] = button.locator("b").inner_text()
            button.click()
            expect(self.page).to_have_url(re.compile("/tasks$"))
        self.acting = post

    def nobody(self) -> None:
        """Leave the page, so that nothing it asked for comes after, and keep who sat here."""
        self.page.goto("about:blank")
        if self.acting:
            self.cookies[self.acting] = [
                kept for kept in self.context.cookies() if kept.get("name") == SESSION
            ]
        self.context.clear_cookies(name=SESSION)

    def resize(self, size: ViewportSize) -> None:
        """Work in a window of this size from now on."""
        self.size = size
        self._show_in(size)

    def go(self, path: str) -> None:
        """Open a page by its address."""
        self.page.goto(self.address + path)

    def look(self, name: str) -> None:
        """Look at the page once under this name: no fault of accessibility, nothing too wide."""
        if name in self.looked:
            return
        self.looked.append(name)
        for fault in self.faults():
            self._found(f"{name}: {fault}")
        self.picture(name)

    def faults(self) -> list[str]:
        """Run axe on a page whose shape is new; wide or narrow, it must not scroll sideways."""
        self.page.wait_for_load_state()
        shape = shape_of(self.page)
        faults = [] if shape in SOUND else self._inaccessible()
        if not faults:
            SOUND.add(shape)
        for size in (self.size, WIDE if self.size == NARROW else NARROW):
            self._show_in(size)
            if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                widest = self.page.evaluate(WIDEST)
                faults.append(f"the page is wider than {size['width']} px: {widest}")
        self._show_in(self.size)
        return faults

    def _inaccessible(self) -> list[str]:
        """Run axe on the page in light colours, and its contrasts in dark ones.

        The window is as tall as the page: a bar that stays in sight covers nothing then.
        """
        tall = self.page.evaluate("document.documentElement.scrollHeight")
        self._show_in({**self.size, "height": max(self.size["height"], tall)})
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE.read_text())
        faults = self._axe({"type": "tag", "values": TAGS})
        self.page.emulate_media(color_scheme="dark")
        faults += [
            f"dark: {each}" for each in self._axe({"type": "rule", "values": ["color-contrast"]})
        ]
        self.page.emulate_media(color_scheme="light")
        self._show_in(self.size)
        return faults

    def _axe(self, only: dict[str, Any]) -> list[str]:
        found = self.page.evaluate(
            "(only) => axe.run(document, {runOnly: only, resultTypes: ['violations']})", only
        )
        return [
            f"{fault['id']}: {node['html'][:200]} {node['failureSummary']}"
            for fault in found["violations"]
            for node in fault["nodes"][:5]
        ]

    def picture(self, name: str) -> None:
        """Take the page's picture at both widths, where pictures are asked for."""
        if not PICTURES:
            return
        for size in (WIDE, NARROW):
            self._show_in(size)
            path = Path(PICTURES) / f"{len(self.looked):03d}-{name}-{size['width']}.png"
            self.page.screenshot(path=path, full_page=True)
        self._show_in(self.size)

    def _show_in(self, size: ViewportSize) -> None:
        if self.page.viewport_size != size:
            self.page.set_viewport_size(size)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and f"status of {REFUSED}" not in message.text:
            self._found(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= SERVER_ERROR:
            self._found(f"{response.status} {response.url}")

    def _found(self, what: str) -> None:
        self.wrong.append(f"[{self.acting} at {self.page.url}] {what}")
