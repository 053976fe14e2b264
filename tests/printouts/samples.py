"""Printouts of every layout, as a bloc year would have them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from server.domain.manifest.printouts import Layout
from server.domain.printouts.printout import (
    Align,
    Appendix,
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
from server.domain.printouts.shapes import decided

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


def submission(paragraphs: int = 2) -> Printout:
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
    return Printout(
        layout=Layout.NAMED,
        head=HEAD,
        addressed=["Chủ tịch UBND tỉnh Bắc Giang", "Hội đồng Thi đua - Khen thưởng tỉnh"],
        bases=BASES,
        blocks=blocks,
        signers=[CHAIR],
        recipients=["Như trên", "Các đơn vị trong Khối"],
        kept="VT, VP",
    )


def letter() -> Printout:
    """A Công văn: neither kind nor subject above its text; a draft without number and day."""
    head = replace(
        HEAD,
        number="",
        symbol="KTĐVHXH1-TĐKT",
        dated=None,
        year=2024,
        subject="đôn đốc nộp hồ sơ đề nghị khen thưởng năm 2024",
    )
    return replace(
        submission(),
        layout=Layout.LETTER,
        head=head,
        addressed=["Sở Khoa học và Công nghệ"],
        bases=[],
        blocks=[Paragraphs(lines=[LONG, LONG])],
        draft=True,
        simulated=True,
    )


def proceedings() -> Printout:
    """A Biên bản: no place and day, three sign."""
    blocks = (
        Heading(text="I. THÀNH PHẦN"),
        Heading(text="1. Có mặt", level=2),
        Paragraphs(lines=[LONG], label="Chủ tọa:"),
        AWARDS,
        Paragraphs(lines=["Biên bản kết thúc vào 11 giờ 30 phút cùng ngày."]),
    )
    return replace(
        submission(),
        layout=Layout.PROCEEDINGS,
        head=replace(HEAD, kind="Biên bản", subject="Kiểm phiếu bình xét", number="02/BB-KTĐVHXH1"),
        addressed=[],
        bases=[],
        blocks=blocks,
        signers=[SECRETARY, CHAIR, SECRETARY],
    )


def sheet(sections: int = 4) -> Printout:
    """A Bảng tổng hợp điểm: a table of so many sections, two columns a unit."""
    columns = [
        PrintedColumn(title="TT", align=Align.CENTRE, width=3),
        PrintedColumn(title="Nội dung, tiêu chí", width=18),
        PrintedColumn(title="Điểm tối đa", align=Align.END, width=4),
    ]
    for unit in ("Sở KH&CN", "Ban Dân tộc", "Sở GD&ĐT", "Sở TT&TT", "Đài PT&TH"):
        columns += [
            PrintedColumn(title=kind, group=unit, align=Align.END, width=4)
            for kind in ("Tự chấm", "Thẩm định")
        ]
    rows = [row for number in range(1, sections + 1) for row in _section(number)]
    rows.append(PrintedRow(cells=["", "TỔNG CỘNG", "100,00", *["98,25"] * 10], strong=True))
    return replace(
        submission(),
        layout=Layout.SHEET,
        head=replace(HEAD, kind="Bảng tổng hợp điểm", subject="Các đơn vị thuộc Khối thi đua"),
        addressed=[],
        bases=[],
        blocks=[PrintedTable(columns=columns, rows=rows)],
        signers=[SECRETARY, CHAIR],
        recipients=[],
        kept="",
    )


def _section(number: int) -> Sequence[PrintedRow]:
    text = "Hoàn thành các chỉ tiêu, nhiệm vụ năm 2024 được tỉnh giao; ứng dụng khoa học công nghệ"
    head = PrintedRow(cells=[str(number), "Nhiệm vụ", "40,00", *["38,25"] * 10], strong=True)
    rows = [[f"{number}.{at}", text, "15,00", *["14,75"] * 10] for at in range(1, 7)]
    return [head, *(PrintedRow(cells=cells) for cells in rows)]


def regulation() -> Printout:
    """A Quy chế: chapters and articles; nearly nothing of its head is known."""
    blocks = (
        Heading(text="Chương I", title="Quy định chung"),
        Heading(text="Điều 1. Phạm vi điều chỉnh", level=2),
        Paragraphs(lines=[LONG]),
        Heading(text="Mục 1", title="Tiêu chí", level=2),
        Paragraphs(lines=["https://example.vn/" + "a1" * 60]),
    )
    head = PrintedHead(issuer="", kind="Quy chế")
    return replace(submission(), head=head, bases=[], blocks=blocks)


def decision() -> Printout:
    """A Quyết định of the Chairman: who decides stands above its bases, articles below them."""
    head = replace(
        HEAD,
        parent="",
        issuer="Ủy ban nhân dân tỉnh Bắc Giang",
        number="15/QĐ-UBND",
        kind="Quyết định",
        authority="Chủ tịch Ủy ban nhân dân tỉnh Bắc Giang",
    )
    blocks = decided([LONG, "Tiền thưởng kèm theo là …… đồng.", "Các cơ quan thi hành."])
    chairman = SignatureBlock(lines=["Chủ tịch"], name="Nguyễn Văn Mẫu")
    return replace(submission(), head=head, addressed=[], blocks=blocks, signers=[chairman])


def form() -> Printout:
    """A Phiếu tự chấm: no number, and no recipients."""
    head = replace(HEAD, kind="Phiếu tự chấm điểm", subject="", number="", numbered=False)
    return replace(
        submission(),
        layout=Layout.FORM,
        head=head,
        addressed=[],
        bases=[],
        blocks=[AWARDS],
        signers=[SECRETARY, CHAIR],
        recipients=[],
        kept="",
    )


def annexed() -> Printout:
    """A Báo cáo with two appendices: one upright, and one whose paper is turned."""
    upright = Appendix(
        name="Phụ lục I",
        title="Danh sách các đơn vị được đề nghị tặng Cờ thi đua, Bằng khen của Khối thi đua 2024",
        blocks=[Heading(text="I. DANH SÁCH"), AWARDS, Paragraphs(lines=[LONG])],
    )
    turned = Appendix(name="Phụ lục II", title="Bảng tổng hợp điểm", blocks=[AWARDS], sideways=True)
    head = replace(HEAD, kind="Báo cáo", subject="Tổng kết công tác thi đua, khen thưởng năm 2024")
    text = Paragraphs(label="Danh sách:", lines=["chi tiết tại Phụ lục I kèm theo."])
    return replace(
        submission(),
        head=head,
        blocks=[Paragraphs(lines=[LONG]), text],
        appendices=[upright, turned],
    )


LAYOUTS = {
    "submission": submission(),
    "letter": letter(),
    "proceedings": proceedings(),
    "sheet": sheet(),
    "regulation": regulation(),
    "decision": decision(),
    "form": form(),
    "annexed": annexed(),
}
"""One of each layout, one with chapters and one with appendices, by name."""
