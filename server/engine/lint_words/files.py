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
        mark="*",
        why="A definition is named for its diagram, so a missing one cannot be guessed.",
    ),
    "XML-SIZE": Entry(
        "tệp lớn hơn {limit} byte",
        "chia quy trình thành các quy trình nhỏ hơn",
        "is larger than {limit} bytes",
        "split the process into smaller ones",
        mark="*",
        why="Over 2 MB is no diagram a person has drawn; reading it would hold up everybody.",
    ),
    "XML-DOCTYPE": Entry(
        "có DOCTYPE hoặc ENTITY",
        "xóa khai báo đó",
        "has a document type or entities",
        "remove the declaration",
        mark="*",
        why=(
            "A document type can read other files of the server and grow a small file into "
            "gigabytes."
        ),
    ),
    "XML-SYNTAX": Entry(
        "không phải XML đúng cú pháp: {error}",
        "mở và lưu lại bằng trình vẽ BPMN",
        "is not well-formed XML: {error}",
        "open the file in the modeller and save it again",
        mark="*",
        why="A file cut off half-way must not be read half-way.",
    ),
    "XML-ENCODING": Entry(
        "không phải UTF-8 ({encoding})",
        "lưu lại tệp ở bảng mã UTF-8",
        "is not UTF-8 ({encoding})",
        "save the file as UTF-8",
        mark="*",
        why=(
            "In another encoding the same bytes are another text, and the checks would look at the "
            "wrong one."
        ),
    ),
    "ROOT": Entry(
        "không phải tệp BPMN 2.0",
        "lưu từ trình vẽ ở dạng BPMN 2.0",
        "is not a BPMN 2.0 file",
        "save the diagram as BPMN 2.0",
        mark="*",
        why="Only BPMN 2.0 is understood; another kind of XML would be an empty process.",
    ),
    "SIZE": Entry(
        "có {count} {what}, nhiều hơn {limit}",
        "tách thành nhiều quy trình nối với nhau bằng thông điệp",
        "has {count} {what}, more than {limit}",
        "split it into processes that are joined by messages",
        mark="*",
        why=(
            "More than 500 elements or 1,000 flows (so never 3,000) cannot be stepped through in "
            "time, and nobody can read the picture."
        ),
    ),
    "WORDS": Entry(
        "không phải bảng từ Việt – Anh: {error}",
        'ghi mỗi dòng "tiếng Việt": "English", mỗi câu một lần',
        "is no list of words: {error}",
        'write "tiếng Việt": "English" for each text, each once',
        why=(
            "`<key>.en.json` maps Vietnamese texts to English ones; anything else would stop the "
            "deployment half-way."
        ),
    ),
    "WORDS-HOLE": Entry(
        "câu tiếng Anh của “{text}” có chỗ điền khác với tiếng Việt",
        "viết đúng những chỗ điền này trong câu tiếng Anh: {known}",
        "the English of “{text}” has other holes than the Vietnamese",
        "write these holes into the English: {known}",
        why=(
            "A hole that the Vietnamese has and the English has not, or under another name, leaves "
            "a gap in what is read in English."
        ),
    ),
    "LAYOUT": Entry(
        "chưa được vẽ trên sơ đồ (thiếu {missing})",
        "vẽ phần tử này trong trình vẽ rồi lưu cả hình",
        "is not drawn in the diagram (no {missing})",
        "draw it in the modeller and save the picture with it",
        why="The case page shows the drawn diagram. What runs but is not drawn would act unseen.",
    ),
}
