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
    "a number too large for its places after the point": "số quá lớn so với phần sau dấu phẩy",
    "only the language's own functions can be called": "chỉ gọi được hàm của chính ngôn ngữ",
    "a function takes values, and no named ones": "hàm chỉ nhận giá trị, không nhận tham số có tên",
    "has() asks for one name": "has() hỏi một tên",
    "a key must be written as a string": "khóa phải viết thành chuỗi",
    "a condition in a cell": "có điều kiện trong một ô",
    "a day has a year, a month and a day": "ngày phải có năm, tháng và ngày",
    "a field has a name": "trường phải có tên",
    "a filter or a place in a list": "có bộ lọc hoặc vị trí trong danh sách",
    "a power too large": "lũy thừa quá lớn",
    "a range ends with ], ) or [": "khoảng phải kết thúc bằng ], ) hoặc [",
    "arithmetic is for integers": "chỉ tính được với số nguyên",
    "functions call each other too deep": "các hàm gọi nhau quá sâu",
    "only numbers or dates have an order": "chỉ số hoặc ngày mới so được trước sau",
    "there is no such day": "không có ngày như vậy",
    "there is nothing at this index": "không có gì ở vị trí này",
    "two comparisons in a row": "hai phép so sánh liền nhau",
    "what is added up is no number": "cộng cái không phải số",
    "working days are counted from a day, in whole numbers": (
        "ngày làm việc đếm từ một ngày, bằng số nguyên"
    ),
    "`in` wants a list, the keys of an object, or text in text": (
        "`in` cần danh sách, tên trường của bản ghi, hoặc chữ trong chữ"
    ),
}
_PARTS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"longer than (\d+) characters", r"dài hơn \1 ký tự"),
        (r"(\w+) is not in the language", r"\1 không có trong ngôn ngữ"),
        (
            r"a decimal is written as text, (.+), and reckoned in FEEL alone",
            r"số thập phân viết thành chữ, \1, và chỉ tính được bằng FEEL",
        ),
        (r"a (\w+) constant", r"hằng số kiểu \1"),
        (r"the name (.+)", r"tên \1"),
        (r"the key (.+)", r"khóa \1"),
        (r"the function (.+)", r"hàm \1"),
        (r"the character (.+)", r"ký tự \1"),
        (r"the escape (.+)", r"dấu thoát \1"),
        (r"the model (.+) is no expression", r"hàm \1 của tệp không phải một biểu thức"),
        (r"the result: .+", "kết quả không phải dữ liệu dùng được"),
        (r"it gives (.+)", r"nó cho ra \1"),
        (r"(.+) is of FEEL", r"\1 là của FEEL"),
        (r"this is written (.+) here", r"ở đây viết là \1"),
        (r"(.+) is written (.+) here", r"\1 ở đây viết là \2"),
        (r"a list of more than (\d+)", r"danh sách dài hơn \1"),
        (r"a test that begins with (.+)", r"phép thử bắt đầu bằng \1"),
        (r"more than (\d+) steps", r"hơn \1 bước tính"),
        (r"no (.+) is known here", r"ở đây không có \1"),
        (r"nothing is expected where (.+) stands", r"không được có gì ở chỗ \1"),
        (r"nothing to take (.+) from", r"không có gì để lấy \1"),
        (r"text longer than (\d+)", r"chữ dài hơn \1"),
        (r"there is no (.+)", r"không có \1"),
        (r"(.+)\(\) cannot take these values", r"\1() không nhận các giá trị này"),
        (r"(.+)\(\) takes (\d+) to (\d+) values", r"\1() nhận từ \2 đến \3 giá trị"),
        (r"(.+)\(\) takes (\d+) values", r"\1() nhận \2 giá trị"),
        (r"(.+) is missing", r"thiếu \1"),
        (r"(.+) working days are out of reach", r"\1 ngày làm việc là quá xa"),
        (r"(.+) is not allowed for (.+)", r"\2 không được là \1"),
        (r"(.+) has no order with (.+)", r"\1 không so trước sau được với \2"),
        (r"(.+) is never equal to (.+)", r"\1 không bao giờ bằng \2"),
        (r"(.+) has no meaning", r"\1 không có nghĩa"),
        (r"(.+) has no (.+) digits", r"\1 không có \2 chữ số"),
        (r"(.+) is no number of digits", r"\1 không phải số chữ số"),
        (r"(.+) is no number", r"\1 không phải số"),
        (r"(.+) is no day", r"\1 không phải ngày"),
        (r"(.+) is no date", r"\1 không phải ngày"),
        (r"(.+) is no list", r"\1 không phải danh sách"),
        (r"(.+) is no span of whole days, such as P3D", r"\1 không phải số ngày, như P3D"),
        (r"(.+) is no days", r"\1 không phải số ngày, như P3D"),
        (r"(.+) is no (?:text|string)", r"\1 không phải chữ"),
        (r"(.+) is no (?:truth|boolean)", r"\1 không phải đúng/sai"),
        (r"(.+) is no (.+)", r"\1 không phải \2"),
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
