"""What the reader of TOML says of a file, in Vietnamese."""

import re
from typing import Final

_WHOLE: Final = {
    "Cannot overwrite a value": "trường này đã có giá trị",
    "Escaped character is not a Unicode scalar value": "ký tự thoát không phải Unicode",
    "Expected '=' after a key in a key/value pair": "thiếu dấu = sau tên trường",
    "Expected ']' at the end of a table declaration": "thiếu dấu ] sau tên bảng",
    "Expected ']]' at the end of an array declaration": "thiếu dấu ]] sau tên danh sách",
    "Expected newline or end of document after a statement": "sau giá trị phải xuống dòng",
    "Invalid date or datetime": "ngày giờ viết không đúng",
    "Invalid hex value": "số thập lục phân viết không đúng",
    "Invalid initial character for a key part": "tên trường viết không đúng",
    "Invalid statement": "dòng viết không đúng",
    "Invalid value": "giá trị viết không đúng",
    "Unclosed array": "danh sách thiếu dấu ]",
    "Unclosed inline table": "bảng thiếu dấu }",
    "Unescaped '\\' in a string": "dấu gạch chéo ngược trong chuỗi phải viết hai lần",
    "Unterminated string": "chuỗi thiếu dấu ngoặc đóng",
}
_PATTERNS: Final = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"Cannot declare \('(.+?)',?\) twice", r"bảng \1 đứng hai lần"),
        (r"Cannot (?:mutate immutable|redefine) namespace .*", "bảng này đã viết ở trên"),
        (r"Duplicate inline table key '(.+)'", r"trường \1 đứng hai lần"),
        (r"Expected (.+)", r"thiếu \1"),
        (r"Found invalid character (.+)", r"có ký tự không được phép \1"),
        (r"Illegal character (.+)", r"có ký tự không được phép \1"),
        (
            r"a day is written (\S+), in an expression (.+)",
            r"ngày viết là \1, trong biểu thức là \2",
        ),
        (r"a text stands in quotes: (.+)", r"chữ phải đứng trong dấu ngoặc kép: \1"),
        (r"it is written (true|false)", r"viết là \1"),
        (r"a key has more than (\d+) parts", r"tên trường có hơn \1 phần"),
    )
)

_BETWEEN_PARTS: Final = "', '"
"""How the reader parts the parts of a table's name."""


def vietnamese(detail: str) -> str:
    """Give what the reader says in Vietnamese; for what it was never known to say, no detail."""
    detail = detail.removesuffix(" (at end of document)")
    if detail in _WHOLE:
        return _WHOLE[detail]
    for pattern, words in _PATTERNS:
        if found := pattern.fullmatch(detail):
            return found.expand(words).replace(_BETWEEN_PARTS, ".")
    return "không đọc được"
