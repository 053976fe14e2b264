"""The review: candidates, opinions, meetings, and rounds of voting with their results.

Who voted how is told when the round has closed, and so is who counted what; until then history
tells only how many votes a unit has cast, and the seal of each ballot and count.
"""

from collections.abc import Callable, Iterator, Mapping

from server.domain.answers import Answers
from server.domain.blocs.rules import SelfVote
from server.domain.history.replay.facts import (
    Event,
    FactsTold,
    Payload,
    moment,
)
from server.processes.award_review.rules.voting import passes
from server.processes.evaluation.replay import present


def add(told: FactsTold, event: Event) -> None:
    """Take the next event."""
    for move in event.payload.get("moved", ()):
        for row in move.get("judged", ()):
            _judged(told, row)
    if event.kind == "round.opened":
        _opened(told, event)
    elif event.kind == "round.closed":
        _closed(told, event)
    elif event.kind == "task.completed" and event.form in _FORMS:
        _FORMS[event.form](told, event)


def _judged(told: FactsTold, row: Payload) -> None:
    """Take a unit that was judged for an award: from now on it is a candidate, or may not be."""
    told.row(
        f"candidate/{row['award_id']}/{row['unit_id']}",
        eligible=row["eligible"],
        ineligible_because=row["ineligible_because"],
        **_UNVOTED,
    )


def _named(told: FactsTold, event: Event) -> None:
    """Take who is proposed; of every other candidate it is said that it is not."""
    for name in [n for n in told.under("candidate/") if n.endswith("/proposed")]:
        told.row(name.removesuffix("/proposed"), **_UNVOTED)
    for change in event.payload["changes"]:
        for award in told.rules.awards:
            if change["path"].startswith(f"{award.id}."):
                unit = change["path"].removeprefix(f"{award.id}.")
                name = f"candidate/{award.id}/{unit}"
                told.row(name, **_UNVOTED | {"proposed": True, "reason": change["reason"]})


def _opinion(told: FactsTold, event: Event) -> None:
    for award, units in event.payload["result"]["opinions"].items():
        for unit, given in units.items():
            name = f"opinion/{event.task['key']}/{award}/{unit}"
            told.row(name, answer=given["agree"])


def _met(told: FactsTold, event: Event) -> None:
    """Take the attendance of the review's meeting."""
    value = Answers.of(event.payload["result"])
    told.row(
        f"meeting/review/{moment(event.at)}",
        present=present(told, value),
        held_on=value.text("held_on"),
        minutes_no="",
        minutes_date="",
    )


def _voted(told: FactsTold, event: Event) -> None:
    """Count what a unit has cast: a vote on each candidate it may vote on."""
    by = event.task["key"]
    number = sum(
        len({*units} - ({by} if _bars_own(told, award) else set()))
        for award, units in told.standing.items()
    )
    told.facts[f"cast/{told.round}/{by}"] = str(number)
    told.facts[f"sealed/{told.round}/{by}"] = _seal(event)


def _bars_own(told: FactsTold, award: str) -> bool:
    return told.rules.voting.on(award).self_vote is SelfVote.FORBID


def _counted(told: FactsTold, event: Event) -> None:
    name = f"counts/{told.round}/{event.task['key']}"
    told.facts[name] = str(int(told.get(name) or 0) + 1)
    sealed = f"sealed/{told.round}/{event.task['key']}/{moment(event.at)}"
    told.facts[sealed] = _seal(event)


def _seal(event: Event) -> str:
    """Return the seal of what was handed in; acts of older versions have none, nor have rows."""
    return str(event.payload.get("sealed", ""))


def _opened(told: FactsTold, event: Event) -> None:
    payload = event.payload
    told.row(
        f"poll/{payload['round']}",
        mode=payload["mode"],
        candidates=payload["candidates"],
        present=payload["present"],
        opened_at=event.at,
        closed_at=None,
        settled=None,
    )
    told.round, told.standing = payload["round"], payload["candidates"]


def _closed(told: FactsTold, event: Event) -> None:
    """Take the result of each candidate of a round, and who voted how."""
    payload, round_ = event.payload, event.payload["round"]
    told.row(f"poll/{round_}", closed_at=event.at, settled=payload["settled"])
    outcomes = dict(_settled(payload["settled"]["awards"]))
    for line in payload["tally"]["candidates"]:
        name = f"{line['award']}/{line['unit']}"
        outcome = outcomes.get(name, "not_nominated")
        yes, base = line["yes"], line["base"]
        passed = passes(threshold=told.rules.voting.on(line["award"]).threshold, yes=yes, base=base)
        told.row(f"candidate/{name}", result=outcome, round=round_)
        told.row(f"tally/{round_}/{name}", yes=yes, base=base, passed=passed, outcome=outcome)
    for by, award, unit, choice in payload["roll_call"]:
        told.facts[f"vote/{round_}/{by}/{award}/{unit}"] = choice
    if "counts" not in payload:
        told.silent.add(f"count/{round_}/")
    for n, entry in enumerate(payload.get("counts", ())):
        told.row(f"count/{round_}/{n}", **entry | {"agreed": str(entry["agreed"])})


def _settled(awards: list[Payload]) -> Iterator[tuple[str, str]]:
    """Name what came of each candidate; those for the Council are nominated, too, and come last."""
    for award in awards:
        for outcome in ("again", "nominated", "for_council"):
            for unit in award[outcome]:
                yield f"{award['award']}/{unit}", outcome


_UNVOTED = {"proposed": False, "reason": "", "result": "", "round": None}
_FORMS: Mapping[str, Callable[[FactsTold, Event], None]] = {
    "candidates": _named,
    "opinion": _opinion,
    "meeting": _met,
    "vote": _voted,
    "count": _counted,
}
