"""What the revocation puts on printouts, in Vietnamese: awards looked into, and decisions."""

from collections.abc import Mapping, Sequence

from server.actions.printouts.holes import party_words
from server.actions.printouts.material import Material
from server.domain.blocs.rules import CaseRules
from server.domain.manifest.outline import OPENING
from server.domain.people.posts import unit_of_nominee
from server.domain.printouts.left_open import DOTS
from server.domain.printouts.numbers import day_words
from server.domain.printouts.printout import Block, PrintedColumn
from server.domain.printouts.shapes import decided, numbered_table
from server.domain.texts.words import Words
from server.processes.award_review.printed.tables import AWARD, UNIT
from server.processes.revocation.award_set import awards_of
from server.processes.submission.tables.revocations import StandingAward
from server.web.frame.formats import day

DECIDE, REVOKE = "decide", "revoke"


def concerned(of: Material) -> list[Block] | None:
    """Print the awards that are looked into, for who may see what the case was opened with."""
    if not of.eyes.task(OPENING, of=of.case, key=""):
        return None
    columns = [UNIT, AWARD, PrintedColumn(title="Quyết định tặng thưởng", width=4)]
    rows = [
        [party_words(each.unit_id, of.rules), _award(each, of.rules), _by_which(each)]
        for each in _awards(of)
    ]
    return [numbered_table(columns, rows)] if rows else []


def revoked(of: Material) -> Mapping[str, Words]:
    """Name the awards that are revoked, of those whose decision the reader may see."""
    decided = {each.key for each in of.every(DECIDE) if each.value.get("verdict") == REVOKE}
    return {each.id: _words(each, of.rules) for each in _awards(of) if each.id in decided}


def articles(of: Material) -> list[Block] | None:
    """Print the articles of the decision that revokes one award."""
    award = next((each for each in _awards(of) if each.id == of.key), None)
    if award is None or of.key not in revoked(of):
        return None
    unit, home = party_words(award.unit_id, of.rules), of.rules.bodies.home_affairs.name.vi
    day_of = day_words(award.decision_date)
    by_which = f"Quyết định số {award.decision_number} {day_of}"
    given = f"{_award(award, of.rules)} đã tặng cho {unit} tại {by_which}"
    said = (
        f"Hủy bỏ {given}.",
        f"{unit} nộp lại hiện vật khen thưởng và số tiền thưởng {DOTS} đồng về {home}.",
        f"Thủ trưởng {home}, {unit} và các cơ quan, đơn vị liên quan chịu trách nhiệm thi hành.",
    )
    return decided(said)


def _awards(of: Material) -> Sequence[StandingAward]:
    if of.case.previous_id is None:
        return ()
    opening = of.case.opening or ""
    return awards_of(of.session, of.case.id, of.case.previous_id, opening=opening)


def _award(award: StandingAward, rules: CaseRules) -> str:
    return next((each.name.vi for each in rules.awards if each.id == award.award_id), "")


def _by_which(award: StandingAward) -> str:
    return f"Quyết định số {award.decision_number} ngày {day(award.decision_date)}"


def _words(award: StandingAward, rules: CaseRules) -> Words:
    named = next((each.name for each in rules.awards if each.id == award.award_id), Words(""))
    own = unit_of_nominee(award.id)
    unit = next((each.short for each in rules.units if each.id == own), Words(""))
    return Words(f"{named.vi}, {unit.vi}", f"{named.text('en')}, {unit.text('en')}")
