"""How the provincial Council votes, in words."""

from collections.abc import Iterator, Mapping

from server.domain.blocs.rules import CaseRules, CouncilVoting, Recusal
from server.web.frame.vote_words import quorum_words, threshold_words
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick


def council_rules(rules: CaseRules) -> list[tuple[str, str]]:
    """Say what the Council asks, each rule with its name."""
    council = rules.council
    present = _("số thành viên có mặt")
    if council.written:
        present = _("số thành viên có mặt hoặc có ý kiến bằng văn bản")
    every = _("tổng số thành viên")
    bases = {"all": every, "reviewed": every, "present": present, "valid": present}
    said = [
        (_("Hội đồng: số có mặt tối thiểu"), quorum_words(council.quorum, bases)),
        (_("Hội đồng: ngưỡng thông qua"), threshold_words(council.threshold, bases)),
        *_of_awards(rules, bases),
    ]
    if council.written:
        said.append((_("Hội đồng: ý kiến bằng văn bản"), _("được tính như phiếu tại phiên họp")))
    if council.recusal is not None:
        said.append((_("Hội đồng: người không tham gia bỏ phiếu"), _recusal(council)))
    return said


def _of_awards(rules: CaseRules, bases: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for own in rules.council.awards or ():
        clauses = [
            _("ngưỡng: %(rule)s", rule=threshold_words(own.threshold, bases))
            if own.threshold
            else "",
            _("có mặt: %(rule)s", rule=quorum_words(own.quorum, bases)) if own.quorum else "",
        ]
        award = pick(rules.award(own.award).name)
        said = "; ".join(clause for clause in clauses if clause)
        if said:
            yield _("Hội đồng: riêng %(award)s", award=award), said


def _recusal(council: CouncilVoting) -> str:
    if council.recusal is Recusal.LEAVES:
        return _("không tính vào mẫu số của đối tượng đó")
    return _("vẫn tính vào mẫu số")
