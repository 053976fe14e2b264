"""What only a manifest can have wrong in how it is written, and the words for it."""

from collections.abc import Mapping

from server.domain.texts.words import Words
from server.domain.toml_file import FileCode


class ManifestCode(FileCode):
    """The kinds of mistake beside those of any file; programs may rely on the values."""

    GRANT = "grant"
    LEVEL = "level"
    SHOWN = "shown"
    REACHED_BY = "reached_by"
    SEVERAL_BEFORE = "several_before"
    SET_OF = "set_of"
    PRINTED = "printed"
    SIDEWAYS = "sideways"
    VALUE_PLAIN = "value_plain"

    @property
    def words(self) -> Words:
        """The sentence, with named holes."""
        return MESSAGES[self]


MESSAGES: Mapping[ManifestCode, Words] = {
    ManifestCode.GRANT: Words(
        "“{value}” không cho ai quyền xem. Dạng đúng: “bloc”, “bloc after published”, "
        "“bodies after submission.submitted”, “concerned after asked”, “role:appraiser”, "
        "“no auditor”.",
        "“{value}” lets nobody see. It looks like this: “bloc”, “bloc after published”, "
        "“bodies after submission.submitted”, “concerned after asked”, “role:appraiser”, "
        "“no auditor”.",
    ),
    ManifestCode.LEVEL: Words(
        "Không có mức “{value}”. Các mức: {known}.",
        "There is no level “{value}”. The levels are: {known}.",
    ),
    ManifestCode.SHOWN: Words(
        "“{value}” không phải thứ xem được. Dạng đúng: “record:score”, “table:score”, "
        "“panel:ranking”, “papers”.",
        "“{value}” is nothing to show. It looks like this: “record:score”, “table:score”, "
        "“panel:ranking”, “papers”.",
    ),
    ManifestCode.REACHED_BY: Words(
        "Mốc cần đúng một trong ba: task, passed, every.",
        "A milestone needs exactly one of task, passed and every.",
    ),
    ManifestCode.SEVERAL_BEFORE: Words(
        "Chỉ một quy trình đi trước: {{ quy_trinh = “mốc” }}.",
        "Only one process comes before: {{ process = “milestone” }}.",
    ),
    ManifestCode.SET_OF: Words(
        "Tập cần đúng một trong ba: chosen, rows, package.",
        "A set needs exactly one of chosen, rows and package.",
    ),
    ManifestCode.PRINTED: Words(
        "Mỗi phần của bản in cần đúng một trong: heading, say, field, rows, table, record, panel.",
        "A part of a printout needs exactly one of heading, say, field, rows, table, record and "
        "panel.",
    ),
    ManifestCode.SIDEWAYS: Words(
        "sideways chỉ đứng cạnh appendix: chỉ phụ lục có khổ giấy riêng.",
        "sideways stands beside appendix alone: only an appendix has paper of its own.",
    ),
    ManifestCode.VALUE_PLAIN: Words(
        "Giá trị chỉ là chữ, số nguyên, true/false hay danh sách chữ.",
        "A value is a text, a whole number, true or false, or a list of texts.",
    ),
}
