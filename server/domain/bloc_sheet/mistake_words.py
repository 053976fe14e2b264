"""What is said of a row or cell that cannot be taken."""

from collections.abc import Mapping
from typing import Final

from server.domain.texts.words import Words

WHY: Final[Mapping[str, Words]] = {
    "twice": Words(
        "trường này có hai lần, hoặc vừa là giá trị vừa có trường con",
        "a field is there twice, or is a value and a table",
    ),
    "list": Words(
        "cần một danh sách […] gồm chữ trong ngoặc kép, số và ngày",
        "this must be a list […] of texts in quotation marks, numbers and days",
    ),
    "column": Words("tên cột có quá nhiều phần", "the name of the column has too many parts"),
    "number": Words("số quá dài", "the number is too long"),
    "sheet": Words(
        "không có trang nào tên như vậy; hãy đặt lại tên trang, hoặc xóa trang này",
        "there is no sheet of this name; rename it, or delete it",
    ),
    "level": Words(
        "cấp phải là số, không nhảy quá một bậc, hoặc “tiêu chí” dưới một phần",
        "a level is a number, one below the last at most, or “tiêu chí” under a part",
    ),
    "kind": Words("phải là units hoặc bodies", "this must be units or bodies"),
    "owner": Words("không có đơn vị này", "there is no such unit"),
}
