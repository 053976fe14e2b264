"""From the tables of a bloc-year file to how the bloc and the Council vote."""

from server.domain.bloc_file.mistakes import Code
from server.domain.bloc_file.reading_score_table import CODE
from server.domain.bloc_file.reading_shares import (
    one_of,
    read_part_of_whole,
    read_percent,
    read_share_text,
)
from server.domain.blocs.rules import (
    AwardCouncil,
    AwardVoting,
    Base,
    CouncilVoting,
    Nobody,
    Quorum,
    QuorumBase,
    Recusal,
    SelfVote,
    SeveralBallots,
    Threshold,
    TieRule,
    Voting,
    VotingMode,
)
from server.domain.toml_file import ReadingCode, Table

MOST_UNITS, MOST_MEMBERS, MOST_ROUNDS = 2000, 500, 9


def read_voting(table: Table) -> Voting:
    """Read how the bloc votes, and what is otherwise for single awards."""
    entry = Voting(
        mode=table.choice("mode", VotingMode),
        quorum=read_quorum(table.table("quorum")),
        threshold=read_threshold(table.table("threshold")),
        self_vote=table.choice("self_vote", SelfVote),
        tie_rule=table.choices("tie_rule", TieRule),
        max_rounds=table.integer("max_rounds", 1, MOST_ROUNDS),
        sample=table.flag_or_no("sample"),
        several_ballots=table.choice("several_ballots", SeveralBallots)
        if table.has("several_ballots")
        else SeveralBallots.FORBID,
        tie_parts=table.texts("tie_parts") or None,
        nobody=table.choice("nobody", Nobody) if table.has("nobody") else None,
        one_award=table.flag_or_no("one_award_per_unit") or None,
        awards=tuple(_award_voting(row) for row in table.tables("awards")) or None
        if table.has("awards")
        else None,
    )
    _check_ties(table, entry)
    for number, own in enumerate(entry.awards or ()):
        inside = Table({}, (*table.path, "awards", number), table.notes)
        _check_ties(inside, entry.on(own.award))
    table.close()
    return entry


def _check_ties(table: Table, voting: Voting) -> None:
    """Note a tie rule that can never be tried: no round is left, no part is named."""
    if any(table.notes.touch(*table.path, key) for key in ("max_rounds", "tie_rule", "tie_parts")):
        return
    if voting.max_rounds == 1 and TieRule.SECOND_ROUND in voting.tie_rule:
        table.note("max_rounds", Code.ROUNDS_TOO_FEW)
    if TieRule.PARTS in voting.tie_rule and not voting.tie_parts:
        table.note("tie_parts", ReadingCode.MISSING_KEY, key="tie_parts")


def _award_voting(table: Table) -> AwardVoting:
    entry = AwardVoting(
        award=table.identifier("award", CODE, "flag"),
        mode=table.choice("mode", VotingMode) if table.has("mode") else None,
        quorum=read_quorum(table.table("quorum")) if table.has("quorum") else None,
        threshold=read_threshold(table.table("threshold")) if table.has("threshold") else None,
        self_vote=table.choice("self_vote", SelfVote) if table.has("self_vote") else None,
        tie_rule=table.choices("tie_rule", TieRule) if table.has("tie_rule") else None,
        tie_parts=table.texts("tie_parts") or None,
        max_rounds=table.integer("max_rounds", 1, MOST_ROUNDS) if table.has("max_rounds") else None,
        nobody=table.choice("nobody", Nobody) if table.has("nobody") else None,
    )
    table.close()
    return entry


def read_council(table: Table) -> CouncilVoting:
    """Read how the provincial Council votes, and what is otherwise for single awards."""
    entry = CouncilVoting(
        members=table.integer("members", 1, MOST_MEMBERS),
        quorum=read_quorum(table.table("quorum")),
        threshold=read_threshold(table.table("threshold")),
        sample=table.flag_or_no("sample"),
        written=table.flag_or_no("written") or None,
        recusal=table.choice("recusal", Recusal) if table.has("recusal") else None,
        awards=tuple(_award_council(row) for row in table.tables("awards")) or None
        if table.has("awards")
        else None,
    )
    table.close()
    return entry


def _award_council(table: Table) -> AwardCouncil:
    entry = AwardCouncil(
        award=table.identifier("award", CODE, "flag"),
        quorum=read_quorum(table.table("quorum")) if table.has("quorum") else None,
        threshold=read_threshold(table.table("threshold")) if table.has("threshold") else None,
    )
    table.close()
    return entry


def read_quorum(table: Table) -> Quorum:
    """Read `{ numerator, denominator, base }` or `{ share, base }`, and whether it is strict."""
    numerator, denominator = _fraction(table)
    entry = Quorum(
        numerator=numerator,
        denominator=denominator,
        base=table.choice("base", QuorumBase),
        strict=(table.flag("strict") or None) if table.has("strict") else None,
    )
    table.close()
    return entry


def _fraction(table: Table) -> tuple[int, int]:
    if table.has("share"):
        one_of(table, "share", "numerator")
        found = read_part_of_whole(table)
        return found.numerator, found.denominator
    numerator = table.integer("numerator", 1, MOST_UNITS)
    denominator = table.integer("denominator", 1, MOST_UNITS)
    if numerator > denominator and not table.notes.touch(*table.path):
        table.note("numerator", Code.FRACTION_ABOVE_ONE, value=f"{numerator}/{denominator}")
    return numerator, denominator


def read_threshold(table: Table) -> Threshold:
    """Read `{ percent, base, inclusive }` or `{ share, base, inclusive }`."""
    way = one_of(table, "percent", "share") if table.has("share") else "percent"
    entry = Threshold(
        percent=read_percent(table, "percent") if way == "percent" else None,
        base=table.choice("base", Base),
        inclusive=table.flag("inclusive"),
        share=read_share_text(table) if way == "share" else None,
    )
    table.close()
    return entry
