"""Why the language refuses an expression, in Vietnamese."""

import re
from collections.abc import Mapping
from typing import Final

_WHOLE: Final[Mapping[str, str]] = {
    "not an expression": "không phải một biểu thức",
    "nested too deep": "lồng nhau quá sâu",
    "a backslash": "có dấu gạch chéo ngược",
    "more parts than allowed": "có quá nhiều thành phần",
    "a string prefix": "chuỗi có tiền tố",
    "a number too large": "số quá lớn",
    "only the language's own functions can be called": "chỉ gọi được hàm của chính ngôn ngữ",
    "a function takes values, and no named ones": "hàm chỉ nhận giá trị, không nhận tham số có tên",
    "has() asks for one name": "has() hỏi một tên",
    "a key must be written as a string": "khóa phải viết thành chuỗi",
}
_PARTS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"longer than (\d+) characters", r"dài hơn \1 ký tự"),
        (r"(\w+) is not in the language", r"\1 không có trong ngôn ngữ"),
        (r"a (\w+) constant", r"hằng số kiểu \1"),
        (r"the name (.+)", r"tên \1"),
        (r"the key (.+)", r"khóa \1"),
    )
)


def vietnamese(reason: str) -> str:
    """Give a refusal's reason in Vietnamese; one that is not known stays as it is."""
    if reason in _WHOLE:
        return _WHOLE[reason]
    for pattern, words in _PARTS:
        if found := pattern.fullmatch(reason):
            return found.expand(words)
    return reason
