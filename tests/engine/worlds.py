"""Three small worlds: a sheet that goes round, a bloc that waits for its units, a bounded task."""

import json

from server.engine import JSON, Definition
from tests.engine.drawings import Pool, define

FACTS: dict[str, JSON] = {
    "key": "bac-giang/so-khcn",
    "round": 1,
    "mode": "open",
    "deadlines": {"self_score": "2024-11-20", "consultation": None},
    "units": ["a", "b"],
}


def no_operations(name: str, _parameters: dict[str, JSON], _facts: dict[str, JSON]) -> JSON:
    raise AssertionError(name)


def answer_ok(_name: str, _parameters: dict[str, JSON], facts: dict[str, JSON]) -> JSON:
    """Answer by the facts alone, now this and now that, so that a walk sees every branch."""
    weight = len(json.dumps(facts))
    passed: list[JSON] = ["flag/a"] if weight % 2 else []
    return {
        "ok": weight % 3 != 0,
        "again": weight % 4 == 0,
        "passed": passed,
        "mode": "open" if weight % 5 else "paper",
    }


def sheet_pool() -> Pool:
    """A sheet: scored, approved or returned, appraised or sent back; the end tells the bloc."""
    return (
        Pool("unit", each="units")
        .start("requested", "sheet_requested")
        .xor("entry")
        .user("score")
        .user("approve", "head", approves="score")
        .xor("approved")
        .user("appraise", "appraiser", due="appraise_1", title="Thẩm định điểm của {unit}")
        .xor("appraised")
        .end("closed", "sheet_closed", "{'changed': appraise.changed}")
        .flow("requested", "entry")
        .flow("entry", "appraise", when="requested.at == 'appraise'")
        .flow("entry", "score", default=True)
        .flow("score", "approve", "approved")
        .flow("approved", "score", when="approve.verdict == 'return'")
        .flow("approved", "appraise", default=True)
        .flow("appraise", "appraised")
        .flow("appraised", "score", when="appraise.verdict == 'incomplete'")
        .flow("appraised", "closed", default=True)
    )


def bloc_pool() -> Pool:
    """A bloc: asks its units, waits for all or for the deadline, adopts or sends one back."""
    return (
        Pool("bloc")
        .start()
        .throw("request", "sheet_requested", "{'at': 'score'}")
        .events("wait")
        .catch("sheets_in", "sheet_closed", "all")
        .timer("deadline", "late.until if has(late) else deadlines.self_score")
        .user("late", "leader")
        .throw("tell_out", "unit_taken_out", to="late.out")
        .service("collate", "collate", units="len(units)")
        .user("adopt", "leader")
        .xor("adopted_q")
        .throw("send_back", "sheet_requested", "{'at': 'appraise'}", to="adopt.units")
        .end()
        .flow("begin", "request", "wait", "sheets_in", "collate", "adopt", "adopted_q")
        .flow("wait", "deadline", "late", "tell_out", "wait")
        .flow("adopted_q", "send_back", when="adopt.verdict == 'send_back'")
        .flow("adopted_q", "done", default=True)
        .flow("send_back", "wait")
    )


def evaluation() -> Definition:
    flows = {
        "request": ("requested",),
        "send_back": ("requested",),
        "tell_out": ("pool_unit",),
        "closed": ("sheets_in",),
    }
    return define(bloc_pool(), sheet_pool(), flows=flows)


def consultation() -> Definition:
    """A task that a message and a timer may each interrupt, inside a loop; beside it a caller."""
    asker = Pool("asker").start().throw("close", "closed_now").end().flow("begin", "close", "done")
    giver = (
        Pool("giver", each="units")
        .start("asked", "opinion_asked")
        .user("opinion", "head")
        .boundary("called_off", "opinion", "closed_now")
        .boundary("overdue", "opinion", due="deadlines.self_score")
        .user("remind", "officer")
        .user("check", "officer")
        .xor("checked")
        .end("given")
        .end("silent")
        .flow("asked", "opinion", "check", "checked")
        .flow("checked", "opinion", when="check.verdict == 'again'")
        .flow("checked", "given", default=True)
        .flow("called_off", "silent")
        .flow("overdue", "remind", "opinion")
    )
    opener = (
        Pool("opener", each="units")
        .start("opened", "closed_now")
        .end("asks", "opinion_asked")
        .flow("opened", "asks")
    )
    return define(
        asker, giver, opener, flows={"close": ("called_off", "opened"), "asks": ("asked",)}
    )


def line(*elements: str) -> Definition:
    """A process of user tasks in a row."""
    pool = Pool("line").start()
    for element in elements:
        pool.user(element)
    return define(pool.end().flow("begin", *elements, "done"))
