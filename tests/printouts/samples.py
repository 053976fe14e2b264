"""Printouts of every layout, as a bloc year would have them."""

import datetime as dt
from collections.abc import Sequence

from server.domain.manifest.printouts import Layout
from server.domain.printouts.printout import (
    Align,
    Block,
    Heading,
    Paragraphs,
    PrintedColumn,
    PrintedHead,
    PrintedRow,
    PrintedTable,
    Printout,
    SignatureBlock,
)

MADE_AT = dt.datetime(2024, 12, 12, 10, 15, tzinfo=dt.timezone(dt.timedelta(hours=7)))
BLOC = "Khối thi đua các cơ quan lĩnh vực Văn hóa - Xã hội 1"
LONG = (
    "Toàn Khối có 05 đơn vị tự chấm điểm; kết quả đã được rà soát, thẩm định và được hội nghị "
    "của Khối thông qua trước khi bỏ phiếu, bảo đảm công khai, dân chủ, đúng quy trình."
)
HEAD = PrintedHead(
    parent="UBND tỉnh Bắc Giang",
    issuer=BLOC,
    number="05/TTr-KTĐVHXH1",
    place="Bắc Giang",
    dated=dt.date(2024, 12, 5),
    kind="Tờ trình",
    subject="Về việc đề nghị tặng Cờ thi đua, Bằng khen cho các đơn vị thuộc Khối thi đua năm 2024",
)
BASES = (
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
    (
        "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi "
        "tiết thi hành một số điều của Luật Thi đua, khen thưởng;"
    ),
)
AWARDS = PrintedTable(
    title="Danh sách đề nghị khen thưởng",
    columns=[
        PrintedColumn(title="TT", align=Align.CENTRE, width=10),
        PrintedColumn(title="Đơn vị", width=59),
        PrintedColumn(title="Điểm", align=Align.END, width=20),
        PrintedColumn(title="Tỷ lệ phiếu", align=Align.END, width=24),
        PrintedColumn(title="Hình thức đề nghị", width=52),
    ],
    rows=[
        PrintedRow(cells=["I. Cờ thi đua"], strong=True),
        PrintedRow(cells=["1", "Sở Giáo dục và Đào tạo", "93,50", "100,00%", "Cờ thi đua"]),
        PrintedRow(cells=["II. Bằng khen"], strong=True),
        PrintedRow(cells=["1", "Sở Khoa học và Công nghệ", "90,25", "80,00%", "Bằng khen"]),
        PrintedRow(cells=["2", "Sở Thông tin và Truyền thông", "90,25", "80,00%", "Bằng khen"]),
    ],
)
CHAIR = SignatureBlock(
    lines=["Trưởng khối", "Giám đốc Sở Khoa học và Công nghệ"], name="Nguyễn Văn Mẫu"
)
SECRETARY = SignatureBlock(lines=["Thư ký"], name="Trần Thị Ví Dụ", note="(Ký, ghi rõ họ tên)")


def submission(paragraphs: int = 2, **changed: object) -> Printout:
    """A Tờ trình with so many paragraphs before its table."""
    blocks: Sequence[Block] = (
        Heading(text="1. Kết quả chấm điểm và bình xét"),
        Paragraphs(lines=[LONG] * paragraphs),
        Heading(text="2. Danh sách đề nghị"),
        Paragraphs(lines=["Khối đề nghị khen thưởng các đơn vị có tên sau đây:"], label="2.1."),
        AWARDS,
        Paragraphs(
            lines=["Hồ sơ gửi kèm gồm Biên bản họp bình xét.", "Kính trình Chủ tịch xem xét"]
        ),
    )
    given: dict[str, object] = {
        "layout": Layout.NAMED,
        "head": HEAD,
        "addressed": ["Chủ tịch UBND tỉnh Bắc Giang", "Hội đồng Thi đua - Khen thưởng tỉnh"],
        "bases": BASES,
        "blocks": blocks,
        "signers": [CHAIR],
        "recipients": ["Như trên", "Các đơn vị trong Khối"],
        "kept": "VT, VP",
    }
    return Printout(**(given | changed))  # type: ignore[arg-type]
