"""What a bloc's way of voting asks of the review's diagram."""

from collections.abc import Iterator

from server.domain.blocs.rules import CaseRules, TieRule
from server.domain.cases.carrying import RuleNeed
from server.domain.texts.words import Words
from server.processes.award_review.rules.staging import is_staged

_FURTHER = Words(
    "vòng biểu quyết tiếp theo (second_round, hoặc hình thức khen thưởng xét sau hình thức khác)",
    "a further round (second_round, or awards that wait for others)",
)
_MODES = Words(
    "hình thức bỏ phiếu riêng của từng hình thức khen thưởng (mode)",
    "a way of voting for single awards (mode)",
)


def needs(rules: CaseRules) -> Iterator[RuleNeed]:
    """Give what the vote needs that diagrams deployed earlier may be without."""
    ties = any(TieRule.SECOND_ROUND in rules.voting.on(each.id).tie_rule for each in rules.awards)
    if is_staged(rules) or ties:
        yield RuleNeed(said=_FURTHER, place=("voting",), answers=(("tally", "again"),))
    own = (number for number, each in enumerate(rules.voting.awards or ()) if each.mode)
    if (number := next(own, None)) is not None:
        place = ("voting", "awards", number, "mode")
        yield RuleNeed(said=_MODES, place=place, answers=(("open_round", "mode"),))
