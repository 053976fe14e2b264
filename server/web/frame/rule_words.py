"""What a bloc's rules ask, in words: shares of a whole, and points of a base."""

from collections.abc import Iterable

from flask import Flask

from server.domain.blocs.rules import (
    Award,
    CaseRules,
    Eligibility,
    Floor,
    FloorOf,
    Grade,
    Minimum,
    Nobody,
    PointsBase,
    SelfVote,
    TieRule,
    Voting,
    VotingMode,
)
from server.web.frame.council_words import council_rules
from server.web.frame.formats import number
from server.web.frame.vote_words import quorum_words, share, threshold_words, unit_bases
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import ngettext
from server.web.words.language import pick


def points_asked(asked: Eligibility) -> str:
    """Say which points an award asks for; nothing where it asks for none."""
    if asked.minimum is not None:
        return _minimum(asked.minimum)
    if asked.min_percent is None:
        return ""
    return _(
        "từ %(share)s của %(base)s", share=f"{number(asked.min_percent)}%", base=_("thang điểm")
    )


def wins_asked(asked: Eligibility) -> str:
    """Say which awards of years before an award asks for; nothing where it asks for none."""
    if asked.prior is None:
        return ""
    wins, years = asked.prior.wins, asked.prior.years
    return _("đạt ít nhất %(wins)s lần trong %(years)s năm trước", wins=wins, years=years)


def tie_words(voting: Voting, rules: CaseRules) -> str:
    """Say what is tried between equals, in order."""
    names = {part.id: f"{part.code} {pick(part.name)}" for part in rules.score_table.parts()}
    parts = ", ".join(names.get(part, part) for part in voting.tie_parts or ())
    words = {
        TieRule.PARTS: _("điểm cao hơn ở %(parts)s", parts=parts),
        TieRule.FINAL_SCORE: _("điểm cuối cao hơn"),
        TieRule.SECOND_ROUND: _("bỏ phiếu vòng sau"),
        TieRule.COUNCIL: _("để Hội đồng quyết định"),
    }
    then = _("rồi")
    return f", {then} ".join(words[rule] for rule in voting.tie_rule)


def quota_words(award: Award, rules: CaseRules) -> str:
    """Say how many units may be proposed for an award."""
    if award.quota_of is None:
        most = award.maximum(len(rules.units))
        return ngettext("nhiều nhất %(num)s đơn vị", "nhiều nhất %(num)s đơn vị", most)
    shared = rules.award(award.quota_of)
    return ngettext(
        "số còn lại trong hạn mức %(num)s đơn vị của %(award)s",
        "số còn lại trong hạn mức %(num)s đơn vị của %(award)s",
        shared.maximum(len(rules.units)),
        award=pick(shared.name),
    )


def award_clauses(award: Award, rules: CaseRules) -> list[str]:
    """Say what an award asks of units and of votes, beyond what the bloc asks of all awards."""
    asked, found = award.eligibility, []
    if asked.max_rank is not None:
        found.append(_("hạng %(rank)s trở lên", rank=asked.max_rank))
    found += [points_asked(asked), wins_asked(asked)]
    grades = {grade.id: pick(grade.name) for grade in rules.grades or ()}
    if asked.grade is not None:
        found.append(_("xếp loại từ %(grade)s", grade=grades[asked.grade]))
    for word, name in (
        (_("chỉ đơn vị được đề nghị %(award)s"), award.winners_of),
        (_("chỉ đơn vị không được đề nghị %(award)s"), award.not_winners_of),
    ):
        if name is not None:
            found.append(word % {"award": pick(rules.award(name).name)})
    return [clause for clause in (*found, *_own_votes(award, rules)) if clause]


def _own_votes(award: Award, rules: CaseRules) -> list[str]:
    """Say how is voted on an award, where that is otherwise than on all."""
    own = next((each for each in rules.voting.awards or () if each.award == award.id), None)
    if own is None:
        return []
    own_votes = {
        SelfVote.ALLOW: _("được bỏ phiếu cho đơn vị mình"),
        SelfVote.FORBID: _("không được bỏ phiếu cho đơn vị mình"),
    }
    ties = tie_words(rules.voting.on(award.id), rules)
    nobody = {
        Nobody.COUNCIL: _("vòng sau không ai đạt thì để Hội đồng quyết định"),
        Nobody.NONE: _("vòng sau không ai đạt thì không đề nghị đơn vị nào"),
    }
    ways = {VotingMode.OPEN: _("biểu quyết công khai"), VotingMode.PAPER: _("bỏ phiếu giấy")}
    members = unit_bases()
    said = (
        ways[own.mode] if own.mode else "",
        _("ngưỡng: %(rule)s", rule=threshold_words(own.threshold, members))
        if own.threshold
        else "",
        _("có mặt: %(rule)s", rule=quorum_words(own.quorum, members)) if own.quorum else "",
        own_votes[own.self_vote] if own.self_vote else "",
        _("khi bằng nhau: %(rules)s", rules=ties) if own.tie_rule or own.tie_parts else "",
        _("nhiều nhất %(count)s vòng", count=own.max_rounds) if own.max_rounds else "",
        nobody[own.nobody] if own.nobody else "",
    )
    return [clause for clause in said if clause]


def grade_clauses(grade: Grade, rules: CaseRules) -> list[str]:
    """Say what a grade asks for: points, and the least under every part or criterion."""
    return [_minimum(grade.minimum), *floor_clauses(grade.least or (), rules)]


def floor_clauses(floors: Iterable[Floor], rules: CaseRules) -> list[str]:
    """Say what parts or criteria must have at least."""
    lines = [criterion for _section, criterion in rules.score_table.lines()]
    names = {each.id: f"{each.code} {pick(each.name)}" for each in lines}
    names |= {part.id: f"{part.code} {pick(part.name)}" for part in rules.score_table.parts()}
    every = {FloorOf.SECTION: _("mỗi phần"), FloorOf.CRITERION: _("mỗi tiêu chí")}
    return [
        _(
            "%(places)s: %(least)s",
            places=every[floor.every]
            if floor.every
            else ", ".join(names.get(name, name) for name in floor.of or ()),
            least=_least(floor),
        )
        for floor in floors
    ]


def _least(floor: Floor) -> str:
    if floor.points is not None:
        points = number(floor.points)
        if floor.strict:
            return _("trên %(points)s điểm", points=points)
        return _("từ %(points)s điểm", points=points)
    base = _("điểm tối đa của mình")
    if floor.strict:
        return _("trên %(share)s của %(base)s", share=share(floor), base=base)
    return _("từ %(share)s của %(base)s", share=share(floor), base=base)


def _minimum(asked: Minimum) -> str:
    if asked.points is not None:
        points = number(asked.points)
        return (
            _("trên %(points)s điểm", points=points)
            if asked.strict
            else _("từ %(points)s điểm", points=points)
        )
    base = {
        PointsBase.SCALE: _("thang điểm"),
        PointsBase.WITH_BONUS: _("thang điểm kể cả điểm thưởng"),
        PointsBase.NUMBER: _("%(points)s điểm", points=number(asked.number)),
    }[asked.base]
    if asked.strict:
        return _("trên %(share)s của %(base)s", share=share(asked), base=base)
    return _("từ %(share)s của %(base)s", share=share(asked), base=base)


def install(app: Flask) -> None:
    """Give the filters to every template."""
    app.jinja_env.filters.update(
        share=share,
        threshold_words=lambda rule: threshold_words(rule, unit_bases()),
        quorum_words=lambda rule: quorum_words(rule, unit_bases()),
        tie_words=tie_words,
        award_clauses=award_clauses,
        quota_words=quota_words,
        council_rules=council_rules,
        grade_clauses=grade_clauses,
        floor_clauses=floor_clauses,
    )
