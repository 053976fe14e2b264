"""The letter that urges who is late: to one unit or to all, for the office to number and sign."""

from collections.abc import Iterator, Sequence
from typing import Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from server.actions.printouts.holes import party_words
from server.domain.blocs.rules import CaseRules
from server.domain.manifest import Layout
from server.domain.people.posts import Position, post_id
from server.domain.printouts.left_open import DOTS, NUMBER_AND_DAY, left_open
from server.domain.printouts.printout import (
    Align,
    Block,
    Paragraphs,
    PrintedColumn,
    PrintedHead,
    Printout,
    SignatureBlock,
)
from server.domain.printouts.shapes import numbered_table
from server.domain.tasks.work import NotThere
from server.store.cases import case_pages
from server.web.board.asked import duties_of, year_asked
from server.web.board.reading import DutyLine
from server.web.board.urging import is_late
from server.web.frame.formats import day
from server.web.names.case_titles import case_title
from server.web.printouts import sending
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import now, session
from server.web.requests.uses import Use, counted
from server.web.words.language import spoken

blueprint = Blueprint("letters", __name__)
_COLUMNS: Final = (
    PrintedColumn(title="Đơn vị", width=4),
    PrintedColumn(title="Việc, theo hồ sơ", width=6),
    PrintedColumn(title="Hạn", align=Align.CENTRE, width=3),
    PrintedColumn(title="Quá hạn (ngày làm việc)", align=Align.END, width=2),
)


@blueprint.get("/board/letter.<any(pdf, docx):form>")
@access(SIGNED_IN)
@counted(Use.EXPORTS)
def download(form: str) -> ResponseReturnValue:
    """Send the letter about what is late, as far as the reader may urge for it.

    Raises NotThere where nothing is late, or it is not theirs to urge.
    """
    year, rules = year_asked()
    unit = request.args.get("unit", "")
    lines = late(duties_of(year).lines, unit)
    if not lines:
        raise NotThere
    with spoken("vi"):
        letter = written(lines, rules)
    return sending.send(letter, now(), form=form, called=f"Công văn đôn đốc {year.year}")


def late(lines: Sequence[DutyLine], unit: str = "") -> list[DutyLine]:
    """List what is late and the reader's to urge for: of one unit, or of all."""
    return [
        line for line in lines if line.urges and is_late(line) and _whose(line)
        and unit in {"", _whose(line)}
    ]  # fmt: skip


def written(lines: Sequence[DutyLine], rules: CaseRules) -> Printout:
    """Write the letter in the name of the bloc, signed by its head."""
    place = rules.register.place if rules.register else None
    blocks = [*_text(lines, rules)]
    return Printout(
        layout=Layout.LETTER,
        head=PrintedHead(
            parent=rules.leader.name.vi,
            issuer=rules.bloc.name.vi,
            place=place or DOTS,
            year=rules.year,
            kind="Công văn",
            subject=f"đôn đốc thực hiện công tác thi đua năm {rules.year}",
        ),
        addressed=list(dict.fromkeys(party_words(_whose(line), rules) for line in lines)),
        blocks=blocks,
        signers=[_signer(rules)],
        recipients=["Như trên"],
        kept="VT, TĐKT",
        missing=missing(rules),
    )


def missing(rules: CaseRules) -> list[str]:
    """Name what the office has to fill in by hand."""
    return [NUMBER_AND_DAY, *left_open([_asked(rules)])]


def _whose(line: DutyLine) -> str:
    """Name the unit or body that a duty is waited for from; empty for the bloc's own."""
    return line.whose or line.own_of


def _text(lines: Sequence[DutyLine], rules: CaseRules) -> Iterator[Block]:
    bloc, today = rules.bloc.name.vi, day(now())
    so_far = f"Theo tiến độ công tác thi đua năm {rules.year} của {bloc}, đến ngày {today}"
    yield Paragraphs(lines=[f"{so_far} còn các việc sau đã quá hạn mà Khối chưa nhận được:"])
    rows = ([party_words(_whose(line), rules), *_said(line)] for line in lines)
    yield numbered_table(_COLUMNS, rows)
    yield _asked(rules)


def _asked(rules: CaseRules) -> Paragraphs:
    leader = rules.leader.name.vi
    asked = f"Đề nghị các đơn vị hoàn thành các việc trên trước ngày {DOTS}"
    whom = f"thông tin về {leader} (đồng chí {DOTS}, điện thoại {DOTS}) để phối hợp giải quyết"
    return Paragraphs(lines=[f"{asked}; nếu có khó khăn, vướng mắc, {whom}./."])


def _said(line: DutyLine) -> tuple[str, str, str]:
    late_by = line.standing.days if line.standing else 0
    return f"{line.name.vi} ({case_title(line.case)})", day(line.due), str(late_by)


def _signer(rules: CaseRules) -> SignatureBlock:
    """Leave room for the head of the unit that leads the bloc; a deputy writes KT. before it."""
    post = post_id(rules.leader.id, Position.HEAD)
    title = case_pages.post_titles(session(), [post]).get(post)
    return SignatureBlock(lines=["Trưởng khối", *([title.vi] if title else [])])
