"""What each sentence of the tour has a reader do and see; its marked words are handed in."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

from server.domain.people.actors import DEMONSTRATION_PASSWORD
from tests.e2e.office import Office
from tests.e2e.tasks import TaskForm
from tests.e2e.year_end.evaluation import NOTHING

PLAYED = (
    "kế hoạch", "đợt thi đua thứ hai", "đánh giá, chấm điểm", "bình xét", "trình khen thưởng",
)  # fmt: skip
NOTE = "Theo báo cáo năm 2024, đạt các chỉ tiêu được giao."


@dataclass(slots=True)
class Tour:
    """The reader at the browser, and what they remember of the page before."""

    office: Office
    task: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.office.page

    def open_the_address(self) -> None:
        self.office.go("/")
        expect(self.page.locator("h1")).to_have_text("Đăng nhập Bình Xét")

    def press_a_post(self, under: str, post: str) -> None:
        place = self.page.get_by_role("heading", name=under, exact=True)
        place.locator("xpath=ancestor::form").get_by_role("button").filter(
            has=self.page.get_by_text(post, exact=True)
        ).click()

    def see_the_list(self, task: str) -> None:
        self.task = task
        expect(self.page).to_have_url(re.compile("/tasks$"))
        titles = self._read(".row-task h3 a")
        assert titles[0] == task, titles
        assert any("Báo cáo" in title or "báo cáo" in title for title in titles[1:]), titles

    def see_the_bloc(self, bloc: str) -> None:
        self._menu("Theo dõi năm")
        expect(self.page.get_by_text(bloc, exact=True)).to_be_visible()

    def see_samples(self, samples: str, marked: str) -> None:
        assert samples
        expect(self.page.locator(".clock")).to_contain_text("12/2024")
        self._menu("Hồ sơ")
        self.page.get_by_role("link", name="Khối thi đua, kế hoạch năm").click()
        self.page.get_by_role("link", name=re.compile("^Khối thi đua các cơ quan")).click()
        expect(self.page.locator(".sample").first).to_have_text(marked)

    def move_the_clock(self, link: str) -> None:
        self.page.locator(".clock").get_by_role("link", name=link, exact=True).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Chuyển đồng hồ trình diễn")

    def fill_in_the_sheet(self, by_spreadsheet: str, button: str) -> None:
        self._menu("Việc của tôi")
        self.page.get_by_role("link", name=self.task, exact=True).click()
        expect(self.page.get_by_text(by_spreadsheet, exact=True)).to_be_visible()
        form = TaskForm(self.office)
        form.type("scores.c1-1.note", NOTE)
        self._press(button)
        self.notes = self._read(".errors li")
        self.notes.append(form.field("scores.c1-1.note").input_value())
        for path in form.paths(".points"):
            line = self.page.locator("tr[data-line]").filter(has=form.field(path))
            most = (line.get_attribute("data-max") or "").replace(".", ",")
            form.type(path, "0" if path.split(".")[1] in NOTHING else most)
        form.attach("evidence", "c1-1", "bao-cao-nam-2024.pdf")
        self._press(button)

    def see_what_was_wrong(self) -> None:
        *mistakes, kept = self.notes
        assert mistakes
        assert kept == NOTE

    def see_who_has_it(self) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(f"Đã xong: {self.task}")
        expect(self.page.locator("section[aria-labelledby=next]")).to_contain_text("Giám đốc")

    def sign_out_and_enter(self, post: str) -> None:
        self._sign_out()
        self._enter(post)
        self.page.locator(".row-task h3 a").filter(has_text="Duyệt").first.click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Duyệt")
        self.notes = self._read(".bar button")
        assert any("Trả lại" in each for each in self.notes), self.notes

    def approve(self) -> None:
        self.page.locator(".bar .btn-primary").click()
        expect(self.page.get_by_role("heading", name="Bạn sắp gửi")).to_be_visible()
        self.page.get_by_label("Mật khẩu của bạn").fill(DEMONSTRATION_PASSWORD)
        self.page.locator("main form .btn-primary").click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Đã xong")
        self._sign_out()
        expect(self.page.locator("main")).to_contain_text(DEMONSTRATION_PASSWORD)

    def see_what_was_played(self, post: str, cases: str, mark: str) -> None:
        self._enter(post)
        self._menu(cases)
        rows = self.page.locator("main tr, main li").filter(has_text=mark)
        expect(rows.first).to_be_visible()
        told = " ".join(rows.all_inner_texts())
        for each in (
            "Kế hoạch",
            "đợt thi đua thứ hai",
            "Đánh giá, chấm điểm",
            "Bình xét",
            "Trình khen thưởng",
        ):
            assert each.casefold() in told.casefold(), (each, told)

    def see_a_case(self) -> None:
        self.page.get_by_role(
            "link", name="Bình xét khen thưởng năm 2024", exact=True
        ).first.click()
        expect(self.page.get_by_role("heading", name="Các bước")).to_be_visible()
        expect(self.page.locator("#diagram svg .djs-shape").first).to_be_visible()
        for tab in ("Bảng điểm, xếp hạng", "Khen thưởng", "Tài liệu"):
            self._tab(tab).click()
            expect(self.page.locator("main table").first).to_be_visible()

    def see_papers(self, tab: str) -> None:
        self._tab(tab).click()
        self.page.locator("main .panel a").first.click()
        for button in ("Tải bản in (PDF)", "Tải bản Word"):
            expect(self.page.get_by_role("button", name=button)).to_be_visible()

    def see_the_year(self, board: str, real: str, calendar: str) -> None:
        self._menu(board)
        expect(self.page.get_by_text("Mô phỏng", exact=True).first).to_be_visible()
        self.page.get_by_role("link", name=real, exact=True).click()
        expect(self.page.locator("main .tag").filter(has_text="Mô phỏng")).to_have_count(0)
        self.page.get_by_role("link", name=calendar, exact=True).click()
        own = "Xem trong chương trình lịch khác"
        expect(self.page.get_by_role("heading", name=own)).to_be_visible()

    def see_the_overview(self, overview: str, years: str) -> None:
        self._menu(overview)
        for box in ("#late", "#points", "#days"):
            expect(self.page.locator(box)).to_be_visible()
        self._menu("Theo dõi năm")
        self.page.get_by_role("link", name=years, exact=True).click()
        expect(self.page).to_have_url(re.compile("/years"))

    def open_history(self, history: str) -> None:
        self._menu(history)
        table = self.page.locator("main table").first
        for head in ("Việc đã làm", "Ai, với tư cách", "Mã băm"):
            expect(table.locator("thead")).to_contain_text(head)
        expect(table).to_contain_text("Khớp")

    def see_a_case_line(self, moment: str, receipt: str) -> None:
        self.office.go("/audit?act=approve")
        self.page.locator("main tbody a").filter(has_text="khen thưởng").first.click()
        self.page.get_by_role("link", name=moment, exact=True).click()
        expect(self.page.locator("#diagram svg .djs-shape").first).to_be_visible()
        self.office.go("/audit?act=approve")
        self.page.locator("main tbody").get_by_role("link", name="Xem").first.click()
        self.page.get_by_role("link", name=receipt, exact=True).click()
        expect(self.page.get_by_role("button", name="In trang này")).to_be_visible()

    def download(self, spreadsheet: str, export: str) -> None:
        self._menu("Nhật ký phê duyệt")
        for button in (spreadsheet, "Tải CSV"):
            with self.page.expect_download():
                self.page.get_by_role("button", name=button, exact=True).click()
        self.page.get_by_role("link", name=export, exact=True).click()
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()

    def publish_by_two(self, one: str, other: str, path: str) -> None:
        self._sign_out()
        second = f"{one} {other.removeprefix('… ')}"
        expect(self.page.get_by_text(second, exact=True)).to_be_visible()
        self._enter(one)
        first, _, page = path.partition(" → ")
        self._menu(first)
        self.page.get_by_role("link", name=page, exact=True).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(page)

    def _menu(self, name: str) -> None:
        menu = self.page.get_by_role("navigation", name="Chính")
        menu.get_by_role("link", name=name, exact=True).click()

    def _tab(self, name: str) -> Locator:
        return self.page.get_by_role("navigation", name="Phần của hồ sơ").get_by_role(
            "link", name=re.compile(f"^{re.escape(name)}")
        )

    def _read(self, places: str) -> list[str]:
        """Answer the texts of the page that comes: a click does not wait for it."""
        expect(self.page.locator(places).first).to_be_visible()
        return self.page.locator(places).all_inner_texts()

    def _press(self, button: str) -> None:
        self.page.locator("#task .bar").get_by_role("button", name=button, exact=True).click()
        self.page.wait_for_load_state()

    def _enter(self, post: str) -> None:
        self.page.locator("button.post").filter(has=self.page.get_by_text(post, exact=True)).click()
        expect(self.page.locator(".acting summary b")).to_be_visible()

    def _sign_out(self) -> None:
        self.page.locator(".acting summary").click()
        self.page.get_by_role("button", name="Thoát").click()
        expect(self.page.locator("button.post").first).to_be_visible()
