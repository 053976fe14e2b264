"""The Chairman's decision on one nominee on paper: its articles, and a refusal's subject."""

from collections.abc import Mapping

from server.actions.printouts.holes import party_words
from server.actions.printouts.material import Material
from server.domain.printouts.left_open import DOTS
from server.domain.printouts.printout import Block, Paragraphs
from server.domain.printouts.shapes import decided
from server.domain.texts.words import Words
from server.processes.submission.printed.nominations import award_words, decision_seen, shown
from server.processes.submission.tables.nominees import NomineeRow


def approved(of: Material) -> Mapping[str, Words]:
    """Name the nominees whom the Chairman rewards, of those the reader may be told of."""
    return {row.id: _words(of, row) for row in _decided(of) if row.decision == "approve"}


def articles(of: Material) -> list[Block] | None:
    """Print the articles of a decision; the sum of the reward is for the office to fill in."""
    row = _of(of, "approve")
    if row is None:
        return None
    unit, award = party_words(row.unit_id, of.rules), award_words(row.award_id, of.rules)
    bloc, home = of.rules.bloc.name.vi, of.rules.bodies.home_affairs.name.vi
    year, fund = of.rules.year, "Quỹ thi đua, khen thưởng của tỉnh"
    why = f"đơn vị có thành tích xuất sắc trong phong trào thi đua năm {year} của {bloc}"
    who = f"Thủ trưởng {home}, {unit} và các cơ quan, đơn vị liên quan"
    said = (
        f"Tặng {award} cho {unit}, {why}.",
        f"Tiền thưởng kèm theo là {DOTS} đồng, trích từ {fund}.",
        f"{who} chịu trách nhiệm thi hành Quyết định này kể từ ngày ký./.",
    )
    return decided(said)


def refused(of: Material) -> list[Block] | None:
    """Print for what a unit was proposed that is not rewarded."""
    row = _of(of, "refuse")
    if row is None:
        return None
    unit, award = party_words(row.unit_id, of.rules), award_words(row.award_id, of.rules)
    return [Paragraphs(label="Đề nghị được xét:", lines=[f"{award} cho {unit}."])]


def _decided(of: Material) -> list[NomineeRow]:
    return [row for row in shown(of) or () if row.decision and decision_seen(of, row)]


def _of(of: Material, decision: str) -> NomineeRow | None:
    """Return the nominee that the printout is of, where it was decided on so."""
    return next((row for row in _decided(of) if (row.id, row.decision) == (of.key, decision)), None)


def _words(of: Material, row: NomineeRow) -> Words:
    award = next((each.name for each in of.rules.awards if each.id == row.award_id), Words(""))
    unit = next((each.short for each in of.rules.units if each.id == row.unit_id), Words(""))
    return Words(f"{award.vi}, {unit.vi}", f"{award.text('en')}, {unit.text('en')}")


def every_nominee(of: Material) -> Mapping[str, Words]:
    """Name all nominees that the reader may know of."""
    return {row.id: _words(of, row) for row in shown(of) or ()}
