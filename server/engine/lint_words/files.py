"""Words of the rules about files as a whole."""

from collections.abc import Mapping
from typing import Final

from server.engine.lint_words.entry import Entry

ENTRIES: Final[Mapping[str, Entry]] = {
    "FILE": Entry(
        "thiếu tệp {file}",
        "đặt tệp vào cùng thư mục, tên tệp là khóa của quy trình",
        "there is no {file}",
        "put it into the folder; the file is named for the definition's key",
    ),
    "XML-SIZE": Entry(
        "tệp lớn hơn {limit} byte",
        "chia quy trình thành các quy trình nhỏ hơn",
        "is larger than {limit} bytes",
        "split the process into smaller ones",
    ),
    "XML-DOCTYPE": Entry(
        "có DOCTYPE hoặc ENTITY",
        "xóa khai báo đó",
        "has a document type or entities",
        "remove the declaration",
    ),
    "XML-SYNTAX": Entry(
        "không phải XML đúng cú pháp: {error}",
        "mở và lưu lại bằng trình vẽ BPMN",
        "is not well-formed XML: {error}",
        "open the file in the modeller and save it again",
    ),
    "XML-ENCODING": Entry(
        "không phải UTF-8 ({encoding})",
        "lưu lại tệp ở bảng mã UTF-8",
        "is not UTF-8 ({encoding})",
        "save the file as UTF-8",
    ),
    "ROOT": Entry(
        "không phải tệp BPMN 2.0",
        "lưu từ trình vẽ ở dạng BPMN 2.0",
        "is not a BPMN 2.0 file",
        "save the diagram as BPMN 2.0",
    ),
    "SIZE": Entry(
        "có {count} {what}, nhiều hơn {limit}",
        "tách thành nhiều quy trình nối với nhau bằng thông điệp",
        "has {count} {what}, more than {limit}",
        "split it into processes that are joined by messages",
    ),
    "WORDS": Entry(
        "không phải bảng từ Việt – Anh: {error}",
        'ghi mỗi dòng "tiếng Việt": "English", mỗi câu một lần',
        "is no list of words: {error}",
        'write "tiếng Việt": "English" for each text, each once',
    ),
    "WORDS-HOLE": Entry(
        "câu tiếng Anh của “{text}” có chỗ điền khác với tiếng Việt",
        "viết đúng những chỗ điền này trong câu tiếng Anh: {known}",
        "the English of “{text}” has other holes than the Vietnamese",
        "write these holes into the English: {known}",
    ),
    "LAYOUT": Entry(
        "chưa được vẽ trên sơ đồ (thiếu {missing})",
        "vẽ phần tử này trong trình vẽ rồi lưu cả hình",
        "is not drawn in the diagram (no {missing})",
        "draw it in the modeller and save the picture with it",
    ),
}
