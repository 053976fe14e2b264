"""Those who are proposed for an award on paper, with what each authority said of them so far."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from server.actions.printouts.holes import party_words
from server.actions.printouts.material import Material
from server.domain.blocs.rules import CaseRules
from server.domain.printouts.left_open import DOTS
from server.domain.printouts.printout import Block, Paragraphs, PrintedColumn
from server.domain.printouts.shapes import numbered_table
from server.processes.award_review.printed.minutes import last_shares
from server.processes.award_review.printed.tables import (
    AWARD,
    SHARE,
    UNIT,
    percent,
    votes,
)
from server.processes.evaluation.key import KEY as EVALUATION
from server.processes.evaluation.printed.points import final_words
from server.processes.submission.tables import nominees
from server.processes.submission.tables.nominees import NomineeRow
from server.web.frame.formats import day

OPINIONS: Final[Mapping[str, str]] = {"eligible": "Đủ điều kiện", "not_eligible": "Không đủ"}
DECISIONS: Final[Mapping[str, str]] = {
    "approve": "Được khen thưởng",
    "refuse": "Không khen thưởng",
    "return": "Yêu cầu bổ sung",
}
Cells = Callable[[NomineeRow], Sequence[str]]


def shown(of: Material) -> list[NomineeRow] | None:
    """List the nominees in the order of the rules' awards; None where the reader may not know."""
    if not of.eyes.matter("nominees", of=of.case):
        return None
    order = {award.id: place for place, award in enumerate(of.rules.awards)}
    rows = nominees.nominees(of.session, of.case.id)
    return sorted(rows, key=lambda row: (order.get(row.award_id, len(order)), row.unit_id))


def nominated(of: Material) -> list[Block] | None:
    """Print who is proposed for what, by points and share of votes (Decree 98/2023, form 01)."""
    return _listed(of, shown(of), [], lambda _row: [])


def checked(of: Material) -> list[Block] | None:
    """Print who is proposed, with what Home Affairs says of each."""
    columns = [PrintedColumn(title="Ý kiến thẩm định", width=4)]
    return _listed(of, _worked(of), columns, lambda row: [_opinion(row)])


def council_results(of: Material) -> list[Block] | None:
    """Print what the Council voted on each nominee."""
    rows = _worked(of)
    if rows is None:
        return None
    columns = [
        *(UNIT, AWARD, votes("Số phiếu đồng ý"), votes("Trên tổng số"), SHARE),
        PrintedColumn(title="Kết luận", width=3),
    ]
    told = [
        [
            *(party_words(row.unit_id, of.rules), award_words(row.award_id, of.rules)),
            *(str(row.council_yes), str(row.council_base)),
            percent(row.council_yes or 0, row.council_base or 0),
            _passed(row),
        ]
        for row in rows
        if row.council_passed is not None
    ]
    return [numbered_table(columns, told)]


def decided(of: Material) -> list[Block] | None:
    """Print what was decided on each nominee, of those whom the reader may be told of."""
    found = shown(of)
    if found is None:
        return None
    rows = [row for row in found if row.decision and decision_seen(of, row)]
    columns = [
        *(UNIT, AWARD, PrintedColumn(title="Kết quả", width=3)),
        PrintedColumn(title="Quyết định", width=4),
    ]
    told = [
        [
            *(party_words(row.unit_id, of.rules), award_words(row.award_id, of.rules)),
            *(DECISIONS.get(row.decision, row.decision), _by_which(row)),
        ]
        for row in rows
    ]
    return [numbered_table(columns, told)] if told else []


def enclosed(of: Material) -> list[Block] | None:
    """List what goes with the bloc's proposal, as the law on emulation has it (article 84)."""
    rows = shown(of)
    if rows is None:
        return None
    minutes = "Biên bản họp bình xét khen thưởng"
    reports = (
        f"Báo cáo thành tích của {party_words(row.unit_id, of.rules)} đề nghị tặng "
        f"{award_words(row.award_id, of.rules)}"
        for row in rows
    )
    listed = ";\n".join(f"- {each}" for each in (minutes, *reports))
    return [Paragraphs(lines=["Hồ sơ kèm theo gồm có:", *f"{listed}.".splitlines()])]


def decision_seen(of: Material, row: NomineeRow) -> bool:
    """Tell whether the reader may be told what was decided on a nominee."""
    return of.eyes.matter("nominee", of=of.case, unit=row.unit_id, key=row.id)


def award_words(award: str, rules: CaseRules) -> str:
    """Name an award in full; one that the rules do not have by its id."""
    return next((each.name.vi for each in rules.awards if each.id == award), award)


def points_and_rank(of: Material) -> Mapping[str, tuple[str, str]]:
    """Return the final points and the rank of each unit, as far as the reader may see them."""
    evaluation = of.eyes.chain.get(EVALUATION)
    return final_words(of, evaluation) if evaluation else {}


def _worked(of: Material) -> list[NomineeRow] | None:
    """List the nominees for who may see the work of the province's bodies."""
    return shown(of) if of.eyes.matter("works", of=of.case) else None


def _listed(
    of: Material,
    rows: Iterable[NomineeRow] | None,
    columns: Sequence[PrintedColumn],
    cells: Cells,
) -> list[Block] | None:
    if rows is None:
        return None
    points, shares = points_and_rank(of), last_shares(of)
    told = [
        [
            *(party_words(row.unit_id, of.rules), award_words(row.award_id, of.rules)),
            *(points.get(row.unit_id, (DOTS, ""))[0], shares.get(row.id, DOTS), *cells(row)),
        ]
        for row in rows
    ]
    share = PrintedColumn(title="Tỷ lệ phiếu", align=SHARE.align, width=2)
    return [numbered_table([UNIT, AWARD, votes("Điểm"), share, *columns], told)]


def _opinion(row: NomineeRow) -> str:
    said = OPINIONS.get(row.opinion, DOTS)
    return f"{said}: {row.opinion_reason}" if row.opinion_reason else said


def _passed(row: NomineeRow) -> str:
    said = "Thông qua" if row.council_passed else "Không thông qua"
    return f"{said}: {row.council_reason}" if row.council_reason else said


def _by_which(row: NomineeRow) -> str:
    if not row.decision_number:
        return row.decision_reason
    return f"Số {row.decision_number} ngày {day(row.decision_date)}"
