"""A bloc of five from the province's letter to its first case, in the browser, without a file."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from server.domain.people.actors import DEMONSTRATION_PASSWORD
from tests.e2e.office import Office
from tests.e2e.test_deploying import ADMIN, second_administrator, sit_second
from tests.e2e.website import Website

HOME, SECRETARY = "bac-giang/so-noi-vu/officer", "bac-giang/so-khcn/secretary"
HEAD = "bac-giang/so-khcn/head"
NAMED = "Khối thi đua các cơ quan tổng hợp, năm 2024"
PASSWORD = "một mật khẩu rất dài"  # noqa: S105 - a test's
UNITS = ("Sở Tài chính | Sở TC", "Sở Xây dựng | Sở XD", "Sở Y tế | Sở YT", "Ban Dân tộc mới | BDTM")
NAMES = ("Đỗ Văn An", "Lê Thị Bình", "Vũ Chi", "Phạm Dũng", "Hồ Én", "Bùi Giang", "Tạ Hà",
         "Lý Khanh", "Mai Loan")  # fmt: skip
SAMPLES = ("Thời hạn", "Danh hiệu và hạn mức", "Bỏ phiếu của Khối", "Hội đồng tỉnh")
MOST_CLICKS = 100


@dataclass
class Walk:
    """The browser, with its clicks and pages counted."""

    office: Office
    clicks: int = 0
    pages: int = 0

    def __post_init__(self) -> None:
        self.page.on("framenavigated", lambda frame: self._opened(frame.url))

    @property
    def page(self) -> Page:
        return self.office.page

    def _opened(self, address: str) -> None:
        self.pages += address != "about:blank"

    def click(self, target: Locator) -> None:
        """Click, and count it."""
        self.clicks += 1
        target.click()

    def link(self, name: str | re.Pattern[str], *, exact: bool = True) -> None:
        self.click(self.page.get_by_role("link", name=name, exact=exact).first)

    def button(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=True).first)

    def leave(self, name: str) -> None:
        """Press what leads to another page, and wait for it: who sits down next clears cookies."""
        with self.page.expect_navigation():
            self.button(name)

    def save(self) -> None:
        """Press *Lưu* and see that it was saved."""
        self.button("Lưu")
        expect(self.page.get_by_role("status").filter(has_text="Đã lưu.")).to_be_visible()


def begin(walk: Walk) -> None:
    """Home Affairs makes the bloc from the letter, with five members, and hands it over."""
    page, office = walk.page, walk.office
    office.sit(HOME)
    office.go("/bloc-drafts")
    walk.link("Lập năm mới")
    page.fill("#letter", "15/QĐ-UBND")
    page.fill("#letter_on", "02/12/2024")
    page.fill("#year", "2024")
    walk.click(page.locator("input[name=way][value=new]"))
    page.fill("#name", "Khối thi đua các cơ quan tổng hợp")
    page.fill("#short", "Khối TH")
    walk.button("Lập")
    name_members(walk)
    walk.link(re.compile("^Tên khối"), exact=False)
    page.fill("#bloc-theme", "Đoàn kết, sáng tạo")
    walk.button("Lưu")
    walk.leave("Chuyển cho thư ký")


def name_members(walk: Walk) -> None:
    """Take the leader of those there are, and four units that nobody knows yet."""
    page = walk.page
    walk.link(re.compile("^Đơn vị thành viên"), exact=False)
    walk.click(page.get_by_label("Sở Khoa học và Công nghệ", exact=True))
    page.fill("#new", "\n".join(UNITS))
    walk.button("Lưu")
    expect(page.locator("tbody tr")).to_have_count(5)
    walk.link("Về các bước")


def fill_in(walk: Walk) -> None:
    """The leader's secretary says criteria, deadlines and rules, and proposes persons."""
    page, office = walk.page, walk.office
    office.sit(SECRETARY)
    office.go("/bloc-drafts")
    walk.link(NAMED)
    walk.link("Bảng chấm điểm")
    walk.button("Lấy mẫu")
    item(walk, "Thêm mục lớn", code="I", name="Nhiệm vụ chuyên môn", kind="normal")
    item(walk, "Thêm tiêu chí", code="1", name="Chỉ tiêu được giao", points="60")
    item(walk, "Thêm tiêu chí", code="2", name="Xây dựng Đảng", points="40")
    expect(page.get_by_text("Thang điểm 100;")).to_be_visible()
    office.look("bloc-parts-criteria")
    for title in SAMPLES:
        walk.link(title)
        walk.button("Lấy mẫu")
        walk.save()
        office.look(f"bloc-parts-{title}")
    walk.link("Điều kiện loại")
    office.look("bloc-parts-conditions")
    walk.link("Người giữ chức vụ")
    propose(walk)


def item(  # noqa: PLR0913 - an item, named field by field
    walk: Walk, add: str, *, code: str, name: str, points: str = "", kind: str = ""
) -> None:
    """Add an item of the tree by its form."""
    page = walk.page
    walk.link(add, exact=False)
    page.get_by_label("Số thứ tự", exact=True).fill(code)
    page.get_by_label("Nội dung", exact=True).fill(name)
    if kind:
        page.get_by_label("Loại mục", exact=True).select_option(kind)
    if points:
        page.get_by_label("Điểm tối đa", exact=True).fill(points)
        page.get_by_label("Minh chứng", exact=True).select_option("optional")
    walk.office.look(f"bloc-parts-item-{'criterion' if points else 'section'}")
    walk.button("Lưu")


def propose(walk: Walk) -> None:
    """Paste the persons of all posts that nobody holds, save, and give the draft back."""
    page, office = walk.page, walk.office
    expect(page.locator("#post-0")).to_be_attached()
    posts = page.locator("#post-0 option").all()
    titles = [option.inner_text() for option in posts if _open(option.get_attribute("value") or "")]
    assert len(titles) == len(NAMES), titles
    lines = [
        f"{name}\tngười.{n}@khoi-th.vn".replace("ườ", "uo") + f"\t{title}\tQĐ 7/QĐ-SNV"
        for n, (name, title) in enumerate(zip(NAMES, titles, strict=True))
    ]
    walk.click(page.get_by_text("Dán từ bảng tính"))
    page.fill("#pasted", "\n".join(lines))
    walk.button("Lấy từ ô dán, gợi ý tên đăng nhập")
    walk.save()
    office.look("bloc-parts-persons")
    walk.click(page.get_by_role("navigation", name="Vị trí trang").get_by_role("link").last)
    walk.leave("Gửi lại Sở Nội vụ")


def _open(post: str) -> bool:
    """Tell whether it is a post of a new unit: the leader's are held."""
    units = ("so-khcn", "so-noi-vu", "hd-tdkt", "ubnd-tinh", "thanh-tra", "quan-tri")
    return bool(post) and post.split("/")[1] not in units


def put_in_force(walk: Walk) -> None:
    office = walk.office
    office.sit(HOME)
    office.go("/bloc-drafts")
    walk.link(NAMED)
    walk.link("Xem lại và đưa vào hiệu lực")
    walk.page.fill("#password", DEMONSTRATION_PASSWORD)
    walk.button("Đưa vào hiệu lực")
    expect(walk.page.get_by_text("đã có hiệu lực", exact=False).first).to_be_visible()


def invite(walk: Walk, site: Website) -> dict[str, str]:
    """One administrator invites all, another confirms; answer the links by sign-in name."""
    page, office = walk.page, walk.office
    office.sit(ADMIN)
    office.go("/people")
    walk.link("Mời nhiều người")
    walk.click(page.get_by_role("table").get_by_role("link").first)
    office.look("people-together")
    walk.button("Mời tất cả")
    expect(page.get_by_role("heading", name="Chờ xác nhận")).to_be_visible()
    second_administrator(site)
    sit_second(office)
    office.go("/people/confirmations")
    office.look("people-confirmations")
    walk.button("Xác nhận các mục đã chọn")
    note = page.get_by_role("status")
    expect(note.locator("input")).to_have_count(len(NAMES))
    office.look("people-links")
    logins = note.locator("label .hash").all_inner_texts()
    links = [each.input_value() for each in note.locator("input").all()]
    return dict(zip(logins, links, strict=True))


def set_password(walk: Walk, link: str) -> None:
    page = walk.page
    page.goto(link)
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    walk.leave("Đặt mật khẩu")


def open_first_case(walk: Walk) -> None:
    page, office = walk.page, walk.office
    office.sit(HEAD)
    office.go("/blocs")
    walk.link("Khối thi đua các cơ quan tổng hợp", exact=False)
    walk.link("Mở đánh giá, chấm điểm cuối năm")
    walk.button("Mở đánh giá, chấm điểm cuối năm")
    expect(page.get_by_role("heading", name="Các bước")).to_be_visible()


def sign_in_by_password(office: Office, login: str) -> None:
    office.nobody()
    office.go("/sign-in")
    office.page.fill("#username", login)
    office.page.fill("#password", PASSWORD)
    office.page.locator("form:has(#username) button[type=submit]").first.click()
    expect(office.page).to_have_url(re.compile("/tasks$"))


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_a_bloc_of_five_opens_its_first_case_without_a_file(
    site: Website, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    walk = Walk(office)
    begin(walk)
    fill_in(walk)
    put_in_force(walk)
    links = invite(walk, site)
    office.acting = ""
    office.nobody()
    for link in links.values():
        set_password(walk, link)
    office.cookies.clear()
    open_first_case(walk)
    sign_in_by_password(office, next(iter(links)))
    with capsys.disabled():
        print(f"\na bloc of five: {walk.pages} pages, {walk.clicks} clicks")  # noqa: T201
    assert office.wrong == []
    assert walk.clicks < MOST_CLICKS
