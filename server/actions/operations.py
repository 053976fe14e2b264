"""The operations a diagram's service tasks name; they run in the step's own transaction."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from server import engine
from server.domain import records, settling, voting
from server.domain.eligibility import eligibility_facts, quotas
from server.domain.ranking import Ranked, Standing, finals, rank
from server.domain.records import Json
from server.domain.rolls import Roll, judge_quorum
from server.domain.settling import Standards
from server.domain.tallies import AwardSettled, Ballot, Choice, Counts, Settled, Tally, Vote
from server.domain.vietnamese import sort_key
from server.domain.voting import Round
from server.store import results, scores
from server.store.cases import InstanceRow
from server.store.journal import Fact
from server.store.results import PollRow

if TYPE_CHECKING:
    from server.actions.step import Step

Variables = Mapping[str, Json]
Operation = Callable[["Step", InstanceRow, Variables, Variables], Json]


def collate(step: "Step", _instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
    """Rank the units by their final points on the whole scale."""
    ranking = _rank(step)
    rows = [
        {"unit_id": item.unit, "rank": item.rank, "shares_rank": item.shares_rank}
        for item in ranking
    ]
    scores.write_ranking(step.session, step.case.id, rows)
    return {"ranked": len(ranking)}


def freeze(step: "Step", _instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
    """Freeze the scores: they are adopted and never change again."""
    scores.freeze(step.session, step.case.id, step.now)
    ranking: list[Json] = [
        {
            "unit": item.unit,
            "total": str(item.total),
            "scaled": str(item.scaled),
            "rank": item.rank,
        }
        for item in _rank(step)
    ]
    step.facts.append(
        Fact(
            kind="scores.frozen",
            object=f"case/{step.case.id}",
            actor=step.actor,
            payload={"ranking": ranking},
        )
    )
    return {"frozen": True}


def eligibility(step: "Step", instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
    """Judge each unit for each award by the decision table, over the frozen scores."""
    model = step.model_of(instance).definition
    rows = []
    for fact in eligibility_facts(rules=step.rules, ranking=_adopted(step)):
        asked: dict[str, Json] = {
            "taken_out": not fact.ranked,
            "rank_known": fact.ranked,
            "within_rank": fact.within_rank,
            "enough_points": fact.enough_points,
        }
        answer = engine.decide(model, "eligibility", asked)
        rows.append(
            {
                "award_id": fact.award,
                "unit_id": fact.unit,
                "eligible": answer["eligible"],
                "ineligible_because": "" if answer["eligible"] else answer["reason"],
            }
        )
    results.write(step.session, "candidate", step.case.id, rows)
    return {"eligible": sum(1 for row in rows if row["eligible"])}


def quorum(step: "Step", _instance: InstanceRow, given: Variables, _known: Variables) -> Json:
    """Judge the quorum of the meeting in whole numbers."""
    present = given["present"]
    assert isinstance(present, list)  # noqa: S101 - written by the meeting's duty
    roll = Roll.of(step.rules, present=[str(unit) for unit in present], taken_out=_out(step))
    judged = judge_quorum(quorum=step.rules.voting.quorum, roll=roll)
    return {"ok": judged.reached, "present": judged.present, "needed": judged.needed}


def open_round(step: "Step", _instance: InstanceRow, given: Variables, _known: Variables) -> Json:
    """Open the next round: the proposed units, or only those tied in the round before."""
    before = results.latest_poll(step.session, step.case.id)
    present = given["present"]
    assert isinstance(present, list)  # noqa: S101 - written by the meeting's duty
    if before is None:
        rows = results.candidates(step.session, step.case.id)
        named: dict[str, list[str]] = {}
        for row in rows:
            if row.proposed:
                named.setdefault(row.award_id, []).append(row.unit_id)
    else:
        settled = Settled.from_json(before.settled)
        named = {award: list(units) for award, units in settled.next_candidates.items()}
    number = before.round + 1 if before else 1
    poll = PollRow(
        round=number,
        mode=step.rules.voting.mode.value,
        candidates=named,
        present=tuple(str(unit) for unit in present),
    )
    results.open_poll(step.session, step.case.id, poll, step.now)
    frozen: dict[str, Json] = {award: list(units) for award, units in named.items()}
    step.facts.append(
        Fact(
            kind="round.opened",
            object=f"case/{step.case.id}/round/{number}",
            actor=step.actor,
            payload={
                "round": number,
                "mode": poll.mode,
                "candidates": frozen,
                "present": list(present),
            },
        )
    )
    return {"round": number}


def compare(step: "Step", _instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
    """Compare what the two scrutineers entered; both entries stay on record."""
    poll = _poll(step)
    first, second = (
        records.revive(Counts, dict(entry))
        for entry in results.open_counts(step.session, step.case.id, poll.round)
    )
    agree = voting.counts_agree(first, second)
    results.judge_counts(step.session, step.case.id, poll.round, agreed=agree)
    return {"ok": agree}


def tally(step: "Step", _instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
    """Count the round and settle it by threshold, quota and the declared tie rules."""
    poll = _poll(step)
    held = _round(step, poll)
    counted = _paper(step, held) if poll.mode == "paper" else _open(step, held)
    standards = Standards(
        voting=step.rules.voting, quotas=quotas(step.rules), finals=finals(_adopted(step))
    )
    earlier = _earlier(step, poll.round)
    settled = settling.settle(tally=counted, standards=standards, earlier=earlier)
    _write_tally(step, counted, settled)
    data = settled.to_json()
    results.close_poll(step.session, step.case.id, poll.round, settled=data, at=step.now)
    step.facts.append(
        Fact(
            kind="round.closed",
            object=f"case/{step.case.id}/round/{poll.round}",
            actor=step.actor,
            payload={
                "round": poll.round,
                "tally": counted.to_json(),
                "settled": data,
                "roll_call": _roll_call(step, poll),
            },
        )
    )
    return {"again": settled.again}


def council_tally(
    step: "Step", _instance: InstanceRow, _given: Variables, _known: Variables
) -> Json:
    """Say which nominees the Council passed and which it dropped."""
    rows = results.nominees(step.session, step.case.id)
    return {
        "passed": [row.id for row in rows if row.council_passed],
        "dropped": [row.id for row in rows if not row.council_passed],
    }


def archive(step: "Step", _instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
    """Record what goes into the archive: every decision of the dossier."""
    rows = results.nominees(step.session, step.case.id)
    listed: list[Json] = [
        {"nominee": row.id, "decision": row.decision or "dropped", "number": row.decision_number}
        for row in rows
    ]
    step.facts.append(
        Fact(
            kind="dossier.archived",
            object=f"case/{step.case.id}",
            actor=step.actor,
            payload={"nominees": listed},
        )
    )
    return {"archived": len(rows)}


OPERATIONS: Mapping[str, Operation] = {
    "collate": collate,
    "freeze": freeze,
    "eligibility": eligibility,
    "quorum": quorum,
    "open_round": open_round,
    "compare": compare,
    "tally": tally,
    "council_tally": council_tally,
    "archive": archive,
}


def _standings(step: "Step", sheets: Mapping[str, scores.SheetRow]) -> list[Standing]:
    return [
        Standing(
            unit=unit.id,
            total=sheets[unit.id].final_total or Decimal(0),
            scaled=sheets[unit.id].scaled or Decimal(0),
            key=sort_key(unit.name.vi),
        )
        for unit in step.rules.units
        if unit.id in sheets
        and sheets[unit.id].final_total is not None
        and sheets[unit.id].state != "taken_out"
    ]


def _rank(step: "Step") -> tuple[Ranked, ...]:
    sheets = scores.sheets_of(step.session, step.case.id)
    return rank(standings=_standings(step, sheets))


def _adopted(step: "Step") -> tuple[Ranked, ...]:
    """Rank by the frozen scores of the evaluation this case follows from."""
    assert step.case.previous_id is not None  # noqa: S101 - opening the case demands it
    sheets = scores.sheets_of(step.session, step.case.previous_id)
    return rank(standings=_standings(step, sheets))


def _out(step: "Step") -> list[str]:
    assert step.case.previous_id is not None  # noqa: S101 - opening the case demands it
    sheets = scores.sheets_of(step.session, step.case.previous_id)
    return [unit for unit, sheet in sheets.items() if sheet.state == "taken_out"]


def _poll(step: "Step") -> PollRow:
    poll = results.latest_poll(step.session, step.case.id)
    assert poll is not None  # noqa: S101 - the diagram opens a round before it counts one
    return poll


def _round(step: "Step", poll: PollRow) -> Round:
    return Round(
        number=poll.round,
        candidates={award: tuple(units) for award, units in poll.candidates.items()},
        roll=Roll.of(step.rules, present=poll.present),
    )


def _open(step: "Step", held: Round) -> Tally:
    cast: dict[str, list[Vote]] = {}
    for by, award, unit, choice in results.votes(step.session, step.case.id, held.number):
        cast.setdefault(by, []).append(Vote(award=award, unit=unit, choice=Choice(choice)))
    ballots = [Ballot(voter=by, votes=tuple(given)) for by, given in sorted(cast.items())]
    return voting.tally_open(voting=step.rules.voting, held=held, ballots=ballots)


def _paper(step: "Step", held: Round) -> Tally:
    value = results.agreed_count(step.session, step.case.id, held.number)
    counts = records.revive(Counts, dict(value))
    return voting.tally_paper(voting=step.rules.voting, held=held, counts=counts)


def _roll_call(step: "Step", poll: PollRow) -> Json:
    """List who voted how in an open round; it enters history only when the round has closed."""
    found = results.votes(step.session, step.case.id, poll.round)
    return [list(row) for row in sorted(found)]


def _earlier(step: "Step", number: int) -> tuple[AwardSettled, ...]:
    """Return what the round before decided: its winners stay."""
    value = results.settled_before(step.session, step.case.id, number)
    return Settled.from_json(value).awards if value is not None else ()


def _write_tally(step: "Step", counted: Tally, settled: Settled) -> None:
    nominated = {award.award: set(award.nominated) for award in settled.awards}
    council = {award.award: set(award.for_council) for award in settled.awards}
    again = {award.award: set(award.again) for award in settled.awards}

    def outcome(award: str, unit: str) -> str:
        if unit in council[award]:
            return "for_council"
        if unit in nominated[award]:
            return "nominated"
        return "again" if unit in again[award] else "not_nominated"

    rows = [
        {
            "round": counted.round,
            "award_id": line.award,
            "unit_id": line.unit,
            "yes": line.yes,
            "base": line.base,
            "passed": voting.passes(
                threshold=step.rules.voting.threshold, yes=line.yes, base=line.base
            ),
            "outcome": outcome(line.award, line.unit),
        }
        for line in counted.candidates
    ]
    results.write(step.session, "tally", step.case.id, rows)
    results.set_results(step.session, step.case.id, counted.round, rows)
