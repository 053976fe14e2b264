"""The part of scores of a case as tables of a workbook: totals, and criterion by criterion."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from server.domain.blocs.rules import CaseRules
from server.processes.evaluation.condition_words import JudgedWords
from server.processes.evaluation.key import KEY
from server.processes.evaluation.rules.sheets import PartTotal, ScoreLine
from server.processes.evaluation.rules.totals import Column, final_points, totals
from server.processes.evaluation.tables import scores
from server.processes.evaluation.tables.case_scores import ListedSheet
from server.processes.evaluation.told.sheet_states import SHEET_STATES
from server.processes.evaluation.told.standing import final_lines
from server.sheets.lists import ListSheet, Row, Strong
from server.sheets.pen import ListCell
from server.web.cases.case_access import Sight
from server.web.downloads.workbooks import as_of
from server.web.frame.formats import number, rounded_number
from server.web.names.history_words import said
from server.web.requests.context import session
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldUnit:
    """A unit as the totals tell it; `seen` where the reader may see its points."""

    id: str
    name: str
    short: str
    sheet: ListedSheet | None
    seen: bool
    judged: JudgedWords | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldScores:
    """What the part of scores tells its reader."""

    sight: Sight
    rules: CaseRules
    ranked: bool
    units: Sequence[ToldUnit]


def tables(told: ToldScores) -> list[ListSheet]:
    """Lay out the totals; and where any sheet is seen, all of these side by side by criterion."""
    seen = [unit for unit in told.units if unit.seen and unit.sheet]
    return [_totals(told), *([_side_by_side(told, seen)] if seen else [])]


def _above(told: ToldScores, title: str) -> list[str]:
    case = told.sight.chain[KEY]
    sample = [_("Điểm tối đa là mẫu.")] if told.rules.score_table.sample else []
    played = [_("mô phỏng")] if case.simulated else []
    return [f"{title}, {case.year}", pick(told.rules.bloc.name), *sample, *played, as_of()]


def _totals(told: ToldScores) -> ListSheet:
    title, most = _("Điểm từng đơn vị và xếp hạng"), told.rules.score_table.max_points
    heads = [
        *([_("Hạng"), _("Đồng hạng")] if told.ranked else []),
        *(_("Đơn vị"), _("Tình trạng"), _("Tự chấm"), _("Thẩm định lần 1")),
        *(_("Tiêu chí không nhất trí"), _("Thẩm định lần 2"), _("Điểm cuối"), _("So với tự chấm")),
        *(_("Quy về thang %(max)s", max=number(most)), _("Xếp loại, điều kiện")),
    ]
    rows = [_total(told, unit) for unit in told.units]
    return ListSheet(title=_("Tổng hợp"), above=_above(told, title), heads=heads, rows=rows)


def _total(told: ToldScores, unit: ToldUnit) -> list[ListCell]:
    sheet = unit.sheet
    rank: list[ListCell] = [sheet.rank if sheet else None]
    shared = _("đồng hạng") if sheet and sheet.rank and sheet.shares_rank else None
    place = [*rank, shared] if told.ranked else []
    state = said(SHEET_STATES, sheet.state) if sheet else _("Chưa bắt đầu")
    if not (unit.seen and sheet):
        return [*place, unit.name, state, _("Chưa hiện điểm"), *[None] * 7]
    final, self_total = sheet.final_total, sheet.self_total
    apart = None if final is None or self_total is None else final - self_total
    scaled = None if final is None or sheet.scaled is None else sheet.scaled
    if final is not None and not sheet.is_settled:
        state = f"{state} ({_('chưa chốt')})"
    table = told.rules.score_table
    return [
        *(*place, unit.name, state, self_total, sheet.appraisal_1_total, sheet.contested or None),
        *(sheet.appraisal_2_total, final, apart),
        None if scaled is None else rounded_number(scaled, table.shown_decimals),
        _judged(sheet, unit.judged),
    ]


def _judged(sheet: ListedSheet, words: JudgedWords | None) -> str | None:
    found = [words.grade, *words.reasons] if words else []
    return "\n".join(text for text in (sheet.reason, *found) if text) or None


def _side_by_side(told: ToldScores, seen: Sequence[ToldUnit]) -> ListSheet:
    title = _("Từng tiêu chí")
    every = scores.lines_of_case(session(), told.sight.chain[KEY].id)
    found = [_UnitColumns.of(told.rules, unit, every.get(unit.id, ())) for unit in seen]
    heads = [
        head
        for unit in seen
        for head in (_("%(unit)s: tự chấm", unit=unit.short), _final_head(unit))
    ]
    return ListSheet(
        title=title,
        above=_above(told, title),
        heads=[_("TT"), _("Tiêu chí"), _("Tối đa"), *heads],
        rows=[*_criteria(told.rules, found)],
    )


def _final_head(unit: ToldUnit) -> str:
    if unit.sheet and not unit.sheet.is_settled:
        return _("%(unit)s: điểm thẩm định (chưa chốt)", unit=unit.short)
    return _("%(unit)s: điểm cuối", unit=unit.short)


def _criteria(rules: CaseRules, found: Sequence["_UnitColumns"]) -> Iterator[Row]:
    table = rules.score_table
    for section in table.sections:
        for row in section.rows():
            if row.criterion is None:
                head: list[ListCell] = [row.part.code, pick(row.part.name), row.part.max_points]
                yield Strong([*head, *(cell for unit in found for cell in unit.part(row.part.id))])
            else:
                each = row.criterion
                head = [each.code, pick(each.name), each.max_points]
                yield [*head, *(cell for unit in found for cell in unit.criterion(each.id))]
    sums = [cell for unit in found for cell in unit.total]
    yield Strong([None, _("Tổng cộng"), table.max_points, *sums])


@dataclass(frozen=True, slots=True, kw_only=True)
class _UnitColumns:
    """A unit's two columns: what it claimed, and what was final; the latter once appraised."""

    own: Mapping[str, ScoreLine]
    counted: Mapping[str, ScoreLine]
    sums: Mapping[str, tuple[PartTotal, PartTotal]]
    total: Sequence[ListCell]
    appraised: bool

    @classmethod
    def of(cls, rules: CaseRules, unit: ToldUnit, every: Sequence[ScoreLine]) -> "_UnitColumns":
        assert unit.sheet is not None  # noqa: S101 - of units that have one
        table = rules.score_table
        on_sheet = {criterion.id for _section, criterion in table.own_lines(unit.id)}
        own = [line for line in every if line.criterion in on_sheet]
        counted = final_lines(table, unit.id, unit.sheet.scaled, every)
        claimed = totals(table=table, lines=own, column=Column.SELF)
        final = totals(table=table, lines=counted, column=Column.FINAL)
        pairs = zip(claimed.parts, final.parts, strict=True)
        return cls(
            own={line.criterion: line for line in own},
            counted={line.criterion: line for line in counted},
            sums={first.part: (first, second) for first, second in pairs},
            total=[unit.sheet.self_total, unit.sheet.final_total],
            appraised=any(final_points(line) is not None or line.na_accepted for line in counted),
        )

    def part(self, part: str) -> list[ListCell]:
        claimed, final = self.sums[part]
        return [claimed.points, final.points if self.appraised else None]

    def criterion(self, criterion: str) -> list[ListCell]:
        own, counted = self.own.get(criterion), self.counted.get(criterion)
        claimed: ListCell = own.self_points if own else None
        if own and own.not_applicable:
            claimed = _("không áp dụng")
        return [claimed, final_points(counted) if counted else None]
