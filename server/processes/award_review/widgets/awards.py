"""Widgets with one block an award: candidates, opinions, the ballot, counts and tallies."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from server.actions.tasks.read_task import TaskPage
from server.domain.blocs.rules import Award, SelfVote
from server.processes.award_review.candidacy_words import barred_words
from server.processes.award_review.material import review_material
from server.processes.award_review.rules.eligibility import quota
from server.processes.award_review.tables.case_votes import TallyRow
from server.processes.award_review.tables.results import CandidateRow
from server.processes.award_review.widgets.standing import standings
from server.processes.evaluation.tables.scores import SheetRow
from server.web.names.rule_names import RuleNames
from server.web.requests.context import actor_at
from server.web.tasks.form_view import Desk
from server.web.words.catalogue import gettext as _

Stands = Callable[[str, str], str]
"""Says how a candidate stands, by its award and its unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateView:
    """A unit under an award; `own` where it is the voter's own and may not be voted on."""

    path: str
    unit_id: str
    candidate: CandidateRow | None = None
    sheet: SheetRow | None = None
    tally: TallyRow | None = None
    stands: str = ""
    """How it stands, in words: rank, points, and what the bloc has said of it so far."""
    own: bool = False
    because: str = ""
    """Why it may not be proposed, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardBlock:
    """An award with its units; `maximum` is how many the bloc may propose."""

    path: str
    award: Award
    maximum: int
    rows: tuple[CandidateView, ...] = field(default=())


def candidates(desk: Desk, name: str) -> tuple[AwardBlock, ...]:
    """List all units under each award, by rank; those not eligible say why."""
    return _blocks(desk, name, review_material(desk.page).candidates)


def proposed(page: TaskPage, name: str) -> dict[str, str]:
    """Start from the list as it was proposed before."""
    values: dict[str, str] = {}
    for row in review_material(page).candidates:
        path = f"{name}.{row.award_id}.{row.unit_id}"
        if row.eligible:
            values[f"{path}.proposed"] = "1" if row.proposed else "0"
            values[f"{path}.reason"] = row.reason
    return values


def candidate_list(desk: Desk, name: str) -> tuple[AwardBlock, ...]:
    """List the candidates named."""
    return _named(desk, name)


def opinions(desk: Desk, name: str) -> tuple[AwardBlock, ...]:
    """List the candidates named, to give an opinion on: nobody is told those of others yet."""
    return _named(desk, name, heard=False)


def ballot(desk: Desk, name: str) -> tuple[AwardBlock, ...]:
    """List the candidates of the round; a unit has no row for itself where the rule says so."""
    stands = _stands(desk, heard=True)
    return _polled(desk, name, desk.page.task.key, stands=stands)


def counts(desk: Desk, name: str) -> tuple[AwardBlock, ...]:
    """List the candidates of the round, to count their yes votes."""
    return _polled(desk, name, "")


def counted_differently(desk: Desk) -> str:
    """Say before a recount where the two counts before differed, and no number of either."""
    found = review_material(desk.page).differed
    if not found:
        return ""
    names = RuleNames.of(desk.rules)
    return _(
        "Lần trước hai người kiểm phiếu đếm khác nhau ở: %(lines)s. Hãy đếm lại tất cả và nhập "
        "lại, không xem kết quả của người kia; kết quả của lần trước vẫn được lưu.",
        lines="; ".join(str(names.field(each.path)) for each in found),
    )


def tallies(desk: Desk, name: str) -> tuple[tuple[int, tuple[AwardBlock, ...]], ...]:
    """List every round with what each candidate got."""
    found = review_material(desk.page).tallies
    rounds = sorted({row.round for row in found})
    return tuple((number, _round(desk, name, found, number)) for number in rounds)


def _named(desk: Desk, name: str, *, heard: bool = True) -> tuple[AwardBlock, ...]:
    named = (row for row in review_material(desk.page).candidates if row.proposed)
    return _blocks(desk, name, named, stands=_stands(desk, heard=heard))


def _stands(desk: Desk, *, heard: bool) -> Stands:
    """Return what says how a candidate stands."""
    page = desk.page
    found = standings(page.task.case_id, actor_at(page.task.id))
    return partial(found.line, rules=desk.rules, heard=heard)


def _unsaid(_award: str, _unit: str) -> str:
    return ""


def _blocks(
    desk: Desk, name: str, found: Iterable[CandidateRow], *, stands: Stands = _unsaid
) -> tuple[AwardBlock, ...]:
    rows = tuple(found)
    return tuple(
        _block(
            desk,
            name,
            award,
            sorted(
                (
                    CandidateView(
                        path=f"{name}.{award.id}.{row.unit_id}",
                        unit_id=row.unit_id,
                        candidate=row,
                        stands=stands(award.id, row.unit_id),
                        because=_because(desk, row.ineligible_because),
                        sheet=review_material(desk.page).sheets.get(row.unit_id),
                    )
                    for row in rows
                    if row.award_id == award.id
                ),
                key=_place,
            ),
        )
        for award in desk.rules.awards
        if any(row.award_id == award.id for row in rows)
    )


def _because(desk: Desk, code: str) -> str:
    """Say why a unit may not be proposed; a word of a bloc's own table stands as it is."""
    words = {
        "taken_out": _("đã ra khỏi diện xét"),
        "not_ranked": _("không có hạng"),
        "outside_rank": _("ngoài thứ hạng quy định"),
        "below_minimum": _("chưa đủ điểm"),
    }
    barred = barred_words(desk.rules).get(code)
    return words.get(code) or (str(barred) if barred else desk.say(code))


def _place(row: CandidateView) -> int:
    return row.sheet.rank if row.sheet and row.sheet.rank else 10_000


def _polled(
    desk: Desk, name: str, voter: str, *, stands: Stands = _unsaid
) -> tuple[AwardBlock, ...]:
    poll = review_material(desk.page).poll
    standing = poll.candidates if poll else {}
    return tuple(
        _block(
            desk,
            name,
            award,
            (
                CandidateView(
                    path=f"{name}.{award.id}.{unit}",
                    unit_id=unit,
                    stands=stands(award.id, unit),
                    own=unit == voter
                    and desk.rules.voting.on(award.id).self_vote is SelfVote.FORBID,
                )
                for unit in standing[award.id]
            ),
        )
        for award in desk.rules.awards
        if standing.get(award.id)
    )


def _round(desk: Desk, name: str, found: Iterable[TallyRow], number: int) -> tuple[AwardBlock, ...]:
    rows = [row for row in found if row.round == number]
    return tuple(
        _block(
            desk,
            name,
            award,
            (
                CandidateView(path="", unit_id=row.unit_id, tally=row)
                for row in sorted(rows, key=lambda row: -row.yes)
                if row.award_id == award.id
            ),
        )
        for award in desk.rules.awards
        if any(row.award_id == award.id for row in rows)
    )


def _block(desk: Desk, name: str, award: Award, rows: Iterable[CandidateView]) -> AwardBlock:
    return AwardBlock(
        path=f"{name}.{award.id}",
        award=award,
        maximum=quota(rules=desk.rules, award=award.id),
        rows=tuple(rows),
    )
