"""What is said of a workbook that is not taken."""

from collections.abc import Mapping
from typing import Final

from server.domain.texts.words import Words
from server.sheets.guard import SheetFault

FAULTS: Final[Mapping[SheetFault, Words]] = {
    SheetFault.TOO_LARGE: Words("tệp quá lớn", "the file is too large"),
    SheetFault.OLD_OR_ENCRYPTED: Words(
        "tệp .xls cũ hoặc có mật khẩu; hãy lưu lại dạng .xlsx, không mật khẩu",
        "an old .xls file, or one with a password; save it as .xlsx without one",
    ),
    SheetFault.NO_WORKBOOK: Words(
        "không phải tệp .xlsx; hãy mở bằng chương trình bảng tính và lưu lại dạng .xlsx",
        "this is no .xlsx file; open it in a spreadsheet program and save it as .xlsx",
    ),
    SheetFault.STRICT: Words(
        "tệp lưu ở dạng “Strict Open XML”; hãy lưu lại dạng “Excel Workbook (.xlsx)”",
        "the file is saved as “Strict Open XML”; save it as “Excel Workbook (.xlsx)”",
    ),
    SheetFault.TABLE_TWICE: Words(
        "bảng này có hai lần trong tệp; hãy xóa trang là bản sao",
        "the table is twice in the file; delete the sheet that is a copy",
    ),
    SheetFault.COLUMN_TWICE: Words(
        "một cột có hai lần; hãy xóa cột là bản sao",
        "a column is there twice; delete the one that is a copy",
    ),
    SheetFault.DAMAGED: Words("tệp bị hỏng", "the file is damaged"),
    SheetFault.TOO_MANY_PARTS: Words("tệp có quá nhiều phần", "the file has too many parts"),
    SheetFault.PART_TWICE: Words(
        "một phần của tệp có hai lần", "a part of the file is there twice"
    ),
    SheetFault.BAD_PART_NAME: Words("tên phần trong tệp sai", "a part has a name it must not have"),
    SheetFault.ACTIVE_CONTENT: Words(
        "tệp có macro, liên kết ra ngoài hoặc thành phần chạy được; hãy bỏ chúng",
        "the file has macros, links to outside or parts that run; take them out",
    ),
    SheetFault.DOCUMENT_TYPE: Words(
        "tệp có khai báo XML không được phép", "the file declares XML that is not allowed"
    ),
    SheetFault.TOO_SLOW: Words("đọc tệp quá lâu", "reading the file takes too long"),
    SheetFault.UNREADABLE: Words("không đọc được tệp", "the file cannot be read"),
    SheetFault.NOT_OURS: Words(
        "không phải bảng tính tải từ đây hoặc do `binhxet bloc sheet` viết ra; hãy tải lại và điền "
        "vào chính tệp ấy",
        "this is no sheet from here or one that `binhxet bloc sheet` wrote; download it again and "
        "fill in that very file",
    ),
    SheetFault.TOO_LONG: Words("quá nhiều dòng hoặc trang", "too many rows or sheets"),
    SheetFault.FORMULA: Words("ô có công thức; hãy ghi giá trị", "a formula; write its value"),
    SheetFault.NO_COLUMN: Words(
        "cột của ô này không có tên ở dòng thứ hai; hãy ghi tên trường, hoặc xóa ô",
        "the column of this cell has no name in the second line; name the field, or clear the cell",
    ),
    SheetFault.CELL_TOO_LONG: Words(
        "có hơn 32.767 ký tự, không ô bảng tính nào giữ được; hãy rút ngắn, hoặc sửa ở các bước",
        "more than the 32,767 characters that a cell keeps; shorten it, or edit it in the steps",
    ),
    SheetFault.NUMBER_TOO_FINE: Words(
        "số có hơn 15 chữ số, bảng tính sẽ làm tròn; hãy ghi ngắn hơn, hoặc sửa ở các bước",
        "a number of more than 15 digits, which a spreadsheet rounds; shorten it, or edit it in "
        "the steps",
    ),
    SheetFault.BAD_VALUE: Words("ô có giá trị không dùng được", "a value that cannot be used"),
}
