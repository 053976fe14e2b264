"""The task as an official works on it: found in the list, filled in, checked, handed in."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Locator, expect

from server.demo.scene import PDF
from server.domain.people.actors import DEMONSTRATION_PASSWORD
from tests.e2e.office import Office

Fill = Callable[["TaskForm"], None]


def own_number(type_: str) -> re.Pattern[str]:
    """Match a number of a type in the register of the plan's bloc."""
    return re.compile(rf"\b\d\d/{type_}-KTĐVHXH1\b")


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One task that was handed in: its title, by which post, and whether it approves."""

    title: str
    post: str
    approves: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """A task to do: whose, its title, the button that ends it; `name` is for the pictures."""

    name: str
    post: str
    title: str
    button: str
    signed: bool = False
    approves: bool = False


@dataclass(frozen=True, slots=True)
class TaskForm:
    """The form on a task's page; fields are named by their path."""

    office: Office

    def type(self, path: str, text: str) -> None:
        self.field(path).fill(text)

    def choose(self, path: str, value: str) -> None:
        self.office.page.locator(f'input[name="{path}"][value="{value}"]').check()

    def tick(self, path: str) -> None:
        self.set(path, on=True)

    def set(self, path: str, *, on: bool) -> None:
        self.office.page.locator(f'input[type=checkbox][name="{path}"]').set_checked(on)

    def press(self, label: str) -> None:
        self.office.page.get_by_role("button", name=label, exact=True).click()

    def field(self, path: str) -> Locator:
        return self.office.page.locator(f'[name="{path}"]')

    def paths(self, ending: str) -> list[str]:
        """Answer the names of all fields on the page that end so, each once, in their order."""
        self.office.page.wait_for_load_state()
        names = self.office.page.locator(f'#task [name$="{ending}"]').evaluate_all(
            "(found) => found.map((field) => field.name)"
        )
        return list(dict.fromkeys(names))

    def numbered(self, type_: str, *unasked: str) -> None:
        """Read which number of the bloc's register the page tells; its fields are not there."""
        expect(self.office.page.get_by_text(own_number(type_)).first).to_be_visible()
        for path in unasked:
            expect(self.field(path)).to_have_count(0)

    def attach(self, kind: str, subject: str, file_name: str) -> None:
        """Open the place for a file, choose one, and wait until it stands in the list."""
        chosen = self.office.page.locator(f'input[name="file.{kind}.{subject}"]')
        place = self.office.page.locator("div.files").filter(has=chosen)
        place.locator("summary").click()
        chosen.set_input_files({"name": file_name, "mimeType": "application/pdf", "buffer": PDF})
        expect(place.get_by_role("link", name=file_name)).to_be_visible()


@dataclass(slots=True)
class Desk:
    """All tasks done in this office, in their order."""

    office: Office
    acts: list[HandedIn] = field(default_factory=list)

    def do(self, duty: Duty, fill: Fill | None = None) -> list[str]:
        """Take a task from the list to its end; answer who has which task now."""
        self.open(duty)
        if fill:
            fill(TaskForm(self.office))
            self.office.look(f"{duty.name}-filled")
        self.hand_in(duty)
        return self.next_steps()

    def open(self, duty: Duty) -> None:
        """Sign in and open the task from the list by its title."""
        page = self.office.page
        self.office.sit(duty.post)
        page.get_by_role("link", name="Việc của tôi", exact=True).first.click()
        self.office.look(f"inbox-{duty.post.partition('/')[2].replace('/', '-')}")
        page.get_by_role("link", name=duty.title, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(duty.title)
        self.office.look(duty.name)

    def hand_in(self, duty: Duty) -> None:
        """Press the button; where it cannot be undone, check and confirm by password."""
        page = self.office.page
        page.locator("#task .bar").get_by_role(
            "button", name=re.compile(f"^{re.escape(duty.button)}…?$")
        ).click()
        if duty.signed:
            expect(page.get_by_role("heading", level=1)).to_have_text("Kiểm tra lại trước khi gửi")
            self.office.look(f"{duty.name}-check")
            if (read := page.get_by_label("Tôi đã đọc các chỗ thay đổi")).count():
                read.check()
            page.get_by_label("Mật khẩu của bạn").fill(DEMONSTRATION_PASSWORD)
            page.get_by_role("button", name=duty.button, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Đã xong: {duty.title}")
        self.office.look(f"{duty.name}-done")
        self.acts.append(HandedIn(duty.title, duty.post, duty.approves))

    def next_steps(self) -> list[str]:
        """Answer what the page says comes next in the case, one line a task."""
        self.office.page.wait_for_load_state()
        return self.office.page.locator("section[aria-labelledby=next] li").all_inner_texts()

    def refused(self, duty: Duty, path: str) -> None:
        """Press the button of a form with a mistake: the page names the field and links to it."""
        page = self.office.page
        page.locator("#task .bar").get_by_role(
            "button", name=re.compile(f"^{re.escape(duty.button)}…?$")
        ).click()
        expect(page.locator(f'.errors a[href="#f-{path}"]')).to_be_visible()
        self.office.look(f"{duty.name}-refused")
