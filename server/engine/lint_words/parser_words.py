"""What the readers of XML, JSON and JSON Schema say of a file, in Vietnamese."""

import re
from typing import Final

_PATTERNS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        # XML
        (r"Opening and ending tag mismatch: (.+) line (\d+) and ([^,]+)",
         r"thẻ \1 mở ở dòng \2 lại đóng bằng \3"),
        (r"Start tag expected, '<' not found", "không có thẻ nào"),
        (r"Document is empty", "tệp trống"),
        (r"Extra content at the end of the document", "còn nội dung sau thẻ cuối"),
        (r"Premature end of data in tag (.+) line (\d+)", r"thẻ \1 mở ở dòng \2 mà không đóng"),
        (r"EndTag: '</' not found", "thiếu thẻ đóng"),
        (r"Couldn't find end of Start Tag ([^,]+?)(?: line \d+)?", r"thẻ \1 thiếu dấu >"),
        (r"attributes construct error", "thuộc tính viết không đúng"),
        (r"AttValue: \" or ' expected", "giá trị của thuộc tính phải trong dấu ngoặc kép"),
        (r"AttValue: ' expected", "giá trị của thuộc tính thiếu dấu ngoặc đóng"),
        (r"Specification mandates value for attribute (.+)", r"thuộc tính \1 không có giá trị"),
        (r"Attribute (.+) redefined", r"thuộc tính \1 đứng hai lần"),
        (r"Namespace prefix (.+) on (.+) is not defined",
         r"tiền tố \1 của \2 chưa khai báo bằng xmlns"),
        (r"Namespace prefix (.+) for (.+) on (.+) is not defined",
         r"tiền tố \1 của \2 ở \3 chưa khai báo bằng xmlns"),
        (r"Entity '(.+)' not defined", r"ký hiệu &\1; không có"),
        (r"xmlParseEntityRef: no name", "dấu & phải viết là &amp;"),
        (r"EntityRef: expecting ';'", "sau dấu & thiếu dấu chấm phẩy; dấu & viết là &amp;"),
        (r"(?i)unescaped '<' not allowed in attributes values",
         "dấu < trong thuộc tính phải viết là &lt;"),
        (r"StartTag: invalid element name", "tên thẻ không đúng"),
        (r"(?:PCDATA|xmlParseCharData|Input is not proper|Char|CData).*",
         "có ký tự không được phép"),
        # JSON
        (r"Expecting value", "thiếu một giá trị"),
        (r"Expecting property name enclosed in double quotes",
         "thiếu tên trường trong dấu ngoặc kép"),
        (r"Illegal trailing comma before end of (?:object|array)", "thừa dấu phẩy cuối"),
        (r"Expecting '(.+)' delimiter", r"thiếu dấu \1"),
        (r"Extra data", "còn nội dung sau phần cuối"),
        (r"Unterminated string starting at", "chuỗi không đóng, mở"),
        (r"Invalid control character at", "có ký tự điều khiển"),
        (r"Invalid \\+(?:escape|uXXXX escape)(?:: .*)?", "có dấu gạch chéo ngược viết sai"),
        (r"'utf-8' codec can't decode.*", "không phải UTF-8"),
        # JSON Schema
        (r"(.+) is not of types? (.+)", r"\1 không thuộc kiểu \2"),
        (r"(.+) is not one of (.+)", r"\1 không phải một trong \2"),
        (r"(.+) is not valid under any of the .*", r"\1 không đúng dạng nào được dùng ở đây"),
        (r"(.+) is less than the minimum of (.+)", r"\1 nhỏ hơn \2"),
        (r"(.+) is greater than the maximum of (.+)", r"\1 lớn hơn \2"),
        (r"(.+) has non-unique elements", r"\1 có phần tử trùng nhau"),
        (r"(.+) has (?:less|fewer) than (\d+) .*", r"\1 có ít hơn \2"),
        (r"(.+) does not match (.+)", r"\1 không khớp với \2"),
        (r"(.+) is not an? (.+)", r"\1 không phải \2"),
        (r"(.+) is a required property", r"thiếu trường \1"),
        (r"nested too deep", "lồng nhau quá sâu"),
        # a form's own keywords
        (r"not true, and no object of (.+)",
         r"phải là true, hoặc một đối tượng mà mỗi giá trị là một trong: \1"),
        (r"not true or false", "phải là true hoặc false"),
        (r"not a text", "phải là chữ"),
        (r"not an object", "phải là một đối tượng"),
        (r"not a list of texts", "phải là danh sách chữ"),
        (r"not a list of objects", "phải là danh sách đối tượng"),
        (r"each needs a list of texts as its (.+)", r"mỗi dòng cần \1 là danh sách chữ"),
        (r"each needs a text as its (\w+) and (\w+)", r"mỗi dòng cần \1 và \2 là chữ"),
        (r"each needs a text as its (.+)", r"mỗi dòng cần \1 là chữ"),
        (r"each needs an object, and an object as its (.+)",
         r"mỗi dòng phải là một đối tượng, \1 của nó cũng vậy"),
    )
)  # fmt: skip
_XML_PLACE: Final = re.compile(r", line (\d+), column (\d+).*$")
_JSON_PLACE: Final = re.compile(r": line (\d+) column (\d+) \(char \d+\)$")
_PATH: Final = re.compile(r"((?:\$|x-|properties\b|allOf\b).*?): (.+)")
_ENGLISH: Final = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}")


def vietnamese(error: str) -> str:
    """Give what a reader says in Vietnamese; of a sentence that is not known, the place alone."""
    for places in (_XML_PLACE, _JSON_PLACE):
        if found := places.search(error):
            return f"{_said(error[: found.start()])}, dòng {found[1]} cột {found[2]}"
    if path := _PATH.fullmatch(error):
        return f"{path[1]}: {_said(path[2])}"
    return _said(error)


def _said(text: str) -> str:
    for pattern, words in _PATTERNS:
        if found := pattern.fullmatch(text):
            return found.expand(words)
    return "không đọc được" if _ENGLISH.search(text) else text
