"""What the reader of TOML says is said in Vietnamese to who reads that."""

import pytest

from server.domain.manifest import draft_manifest
from server.domain.toml_file import FileMistakes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a", "thiếu dấu = sau tên trường"),
        ("a = ", "giá trị viết không đúng"),
        ("a = 1 b = 2", "sau giá trị phải xuống dòng"),
        ("a = [1", "danh sách thiếu dấu ]"),
        ('a = "x', "chuỗi thiếu dấu ngoặc đóng"),
        ("a = 1\na = 2", "trường này đã có giá trị"),
        ("[a]\n[a]", "bảng a đứng hai lần"),
        ("[a.b]\n[a.b]", "bảng a.b đứng hai lần"),
        ("= 1", "dòng viết không đúng"),
        ("a = 2024-02-30", "ngày giờ viết không đúng"),
        ("a = { due = 30/06/2025 }", "ngày viết là 2025-06-30, trong biểu thức"),
        ("a = 2025/6/30", "ngày viết là 2025-06-30, trong biểu thức"),
        (
            "a = workdays(opened_on, 3)",
            'chữ phải đứng trong dấu ngoặc kép: "workdays(opened_on, 3)"',
        ),
        ("a = { due = opening.day }", 'chữ phải đứng trong dấu ngoặc kép: "opening.day"'),
        ("a = True", "viết là true"),
        ('a = "\\q"', "dấu gạch chéo ngược trong chuỗi phải viết hai lần"),
    ],
)
def test_a_file_that_is_no_toml_is_told_in_vietnamese(text: str, said: str) -> None:
    found = draft_manifest("t", text)
    assert isinstance(found, FileMistakes)
    assert said in found.items[0].message("vi")
    assert said not in found.items[0].message("en")
