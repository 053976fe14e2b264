"""A page made like one that axe saw is not shown to it again: what axe sees makes it another."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.shapes.shape import shape_of

PAGE = """<html lang="vi"><head><title>Việc</title><style>
  .faint { color: #999 } tr:nth-child(4) { color: #777 } .new b { color: #888 }
</style></head><body><main><h1>Việc của tôi</h1><p><b>Hạn</b> mai</p><p hidden>Ẩn</p>
<label for="a">Số</label><input id="a" required><input id="b" type="checkbox" aria-label="Chọn">
<button aria-describedby="h">Gửi</button><span id="h">Gửi đi</span><img src="" alt="Ảnh">
<table><tr><th scope="col">Đơn vị</th></tr><tr><td>Sở Tài chính</td></tr></table>
<a href="#a">Đến ô nhập</a></main></body></html>"""
ROW = "<tr><td>Sở Tài chính</td></tr>"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("was", "now"),
    [(ROW, ROW + ROW), (ROW, ROW.replace("Tài chính", "Y tế")), ("Việc của tôi", "Hồ sơ")],
    ids=["another row", "another unit", "another heading"],
)
def test_the_same_with_other_words_and_as_many_rows_as_there_are_is_of_one_shape(
    page: Page, was: str, now: str
) -> None:
    assert shape(page, PAGE.replace(was, now)) == shape(page, PAGE)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (">Gửi<", "><"),
        (">Gửi đi<", "><"),
        ('for="a"', 'for="c"'),
        ('id="b"', 'id="a"'),
        ('alt="Ảnh"', 'alt=""'),
        ('aria-label="Chọn"', ""),
        ('aria-label="Chọn"', 'aria-label=""'),
        ('scope="col"', ""),
        ('href="#a"', 'href="#gone"'),
        ("Đến ô nhập", "1"),
        ("<p><b>", '<p class="new"><b>'),
        ("<h1>", '<h1 class="faint">'),
        ("<h1>", '<h1 style="opacity: .4">'),
        (ROW, ROW * 3),
        ("checkbox", "checkbox checked"),
        ("<p hidden>", "<p>"),
        ('lang="vi"', ""),
        ("<title>Việc", "<title>"),
        ("<main>", "<div>"),
    ],
)
def test_what_axe_could_find_fault_with_is_another_shape(page: Page, was: str, now: str) -> None:
    assert shape(page, PAGE.replace(was, now, 1)) != shape(page, PAGE)


def test_another_width_and_another_theme_are_another_shape(page: Page) -> None:
    wide = shape(page, PAGE)
    page.emulate_media(color_scheme="dark")
    assert shape_of(page) != wide
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 390, "height": 844})
    assert shape_of(page) != wide


def shape(page: Page, content: str) -> str:
    page.set_content(content)
    return shape_of(page)
