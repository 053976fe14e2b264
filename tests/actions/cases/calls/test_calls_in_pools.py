"""Calls where several things go on at once: in a set, in branches in a loop, in one another."""

import pytest
from sqlalchemy.orm import Session

from server.actions.deployment import deploy
from server.actions.deployment.deploy import problems
from server.actions.installation.check_invariants import check
from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, laid_out, named
from tests.worlds.calling import (
    CALLED,
    CALLED_FILES,
    CALLER,
    CALLER_TOML,
    NAMES,
    OUT,
    amount,
    caller_files,
    drawn,
    files,
    form,
)
from tests.worlds.processes.amid import NO, YES, open_in
from tests.worlds.rows import rows
from tests.worlds.year import BEGINS, PRESS, SCHOOL, Year


def version(
    main: Pool, *others: Pool, flows: dict[str, tuple[str, ...]], tasks: str
) -> dict[str, str]:
    """Give a version of the caller drawn otherwise."""
    made = files()
    made[f"{CALLER}.bpmn"] = laid_out(named(diagram(main, *others, flows=flows), NAMES)).decode()
    head = CALLER_TOML.partition("[milestones]")[0]
    made[f"{CALLER}.toml"] = f'{head}[sight]\nall = ["everyone"]\n[tasks]\n{tasks}'
    assert problems(CALLER, made) == []
    return made


def opened(year: Year, session: Session, made: dict[str, str]) -> Year:
    deploy.deploy(session, CALLER, made, actor=None, now=BEGINS)
    year.open(CALLER)
    return year


def ended(year: Year, session: Session) -> bool:
    assert rows(session, "SELECT state FROM case_") == [("closed",)]
    assert [each for each in check(session, now=year.now) if "mail" not in each.invariant] == []
    return True


def test_each_of_a_set_has_a_call_of_its_own(year: Year, session: Session) -> None:
    main = Pool("main_").start().user("ask", "leader", form="ask")
    main.throw("asks", "go", to=f"['{SCHOOL}', '{PRESS}']").catch("in_", "back", "all").end()
    main.flow("begin", "ask", "asks", "in_", "done")
    each = Pool("each_", each="units").start("on", "go").user("write", "officer", form="ask")
    each.call("examine", CALLED, **{**OUT, "in_amount": "write.amount"}).xor("fine")
    each.end("off", "back").flow("on", "write", "examine", "fine")
    each.flow("fine", "write", when="examine.verdict == 'refuse'")
    each.flow("fine", "off", default=True)
    tasks = 'ask = { see = "all" }\nwrite = { see = "all" }\n'
    made = version(main, each, flows={"asks": ("on",), "off": ("in_",)}, tasks=tasks)
    opened(year, session, made).do("ask", {"amount": 1})
    for unit in (SCHOOL, PRESS):
        year.do("write", {"amount": 200}, key=unit)
    year.do("examine__look", NO, key=SCHOOL)
    year.do("examine__look", YES, key=PRESS)
    assert open_in(year) == ["examine__confirm", "write"]
    assert rows(
        session, "SELECT milestone, key FROM milestone WHERE milestone <> 'opened' ORDER BY key"
    ) == sorted([("examine__looked", SCHOOL), ("examine__looked", PRESS)], key=lambda each: each[1])
    year.do("examine__confirm", YES)
    year.do("write", {"amount": 50})
    year.do("examine__look", YES)
    assert ended(year, session)


def test_calls_stand_in_branches_and_in_a_loop_around_them(year: Year, session: Session) -> None:
    main = Pool("main_").start().user("ask", "leader", form="ask").xor("anew").parallel("split")
    main.call("examine", CALLED, **OUT).call("again", CALLED, **OUT).parallel("join").xor("fine")
    main.user("sign", "leader", form="done").end()
    main.flow("begin", "ask", "anew").flow("anew", "split", default=True)
    main.flow("split", "examine", "join").flow("split", "again", "join", "fine")
    main.flow("fine", "anew", when="examine.verdict == 'refuse' or again.verdict == 'refuse'")
    main.flow("fine", "sign", default=True).flow("sign", "done")
    tasks = 'ask = { see = "all" }\nsign = { see = "all" }\n'
    opened(year, session, version(main, flows={}, tasks=tasks)).do("ask", {"amount": 200})
    for lap, verdict in enumerate((NO, NO, NO, YES)):
        first, second = ("examine", "again")[:: -1 if lap % 2 else 1]
        year.do(f"{first}__look", YES)
        year.do(f"{second}__look", verdict)
        year.do(f"{first}__confirm", verdict)
        if verdict == YES:
            year.do(f"{second}__confirm", YES)
    year.do("sign", {})
    assert ended(year, session)


@pytest.mark.parametrize("verdict", ["approve", "refuse"])
def test_what_a_call_says_becomes_an_error_of_the_subprocess_around_it(
    year: Year, session: Session, verdict: str
) -> None:
    inner = Pool("inner_").start("inner_begin").parallel("split").call("examine", CALLED, **OUT)
    inner.xor("good").fail("failed", "unfit").user("write", "leader", form="done").parallel("join")
    inner.end("prepared").flow("inner_begin", "split", "examine", "good")
    inner.flow("good", "failed", when="examine.verdict == 'refuse'")
    inner.flow("good", "join", default=True).flow("split", "write", "join", "prepared")
    main = Pool("main_").start().user("ask", "leader", form="ask").subprocess("prepare", inner)
    main.caught("unfit_", "prepare", "unfit").user("hurry", "deputy", form="done").xor("met")
    main.user("sign", "leader", form="done").end().flow("begin", "ask", "prepare", "met")
    main.flow("unfit_", "hurry", "met").flow("met", "sign", default=True).flow("sign", "done")
    tasks = "".join(f'{name} = {{ see = "all" }}\n' for name in ("ask", "write", "hurry", "sign"))
    made = version(main, flows={}, tasks=tasks)
    opened(year, session, made).do("ask", {"amount": 50})
    year.do("examine__look", {**NO, "verdict": verdict})
    assert open_in(year) == (["hurry"] if verdict == "refuse" else ["write"])
    year.do("hurry" if verdict == "refuse" else "write", {})
    year.do("sign", {})
    assert ended(year, session)


@pytest.mark.parametrize("verdict", ["approve", "refuse"])
def test_a_call_in_a_call_says_what_came_of_it(year: Year, session: Session, verdict: str) -> None:
    made = _called_in_between()
    assert problems(CALLER, made) == []
    opened(year, session, made).do("ask", {"amount": 50})
    year.do("probing__first", {})
    year.do("probing__examine__look", {**NO, "verdict": verdict})
    year.do("probing__last", {})
    if verdict == "refuse":
        assert open_in(year) == ["ask"]
        year.do("ask", {"amount": 50})
        for element, value in (("first", {}), ("examine__look", YES), ("last", {})):
            year.do(f"probing__{element}", value)
    year.do("sign", {})
    assert ended(year, session)


def _called_in_between() -> dict[str, str]:
    """Give a version that calls a process which calls the check."""
    between = Pool("between").start().user("first", "secretary", form="done")
    between.call("examine", CALLED, in_amount="opening.amount", out_verdict="look.verdict")
    between.user("last", "secretary", form="done").end()
    between.flow("begin", "first", "examine", "last", "done")
    middle = {
        "probe.bpmn": drawn(between),
        "probe.toml": CALLED_FILES[f"{CALLED}.toml"].partition("[milestones]")[0]
        + '[sight]\nown = ["workers"]\n[tasks]\nopening = { see = "own" }\n'
        + 'first = { see = "own" }\nlast = { see = "own", shows = ["record:first"] }\n',
        "done.json": form({}, verdict=False),
        "check_open.json": form(amount(1000), required=("amount",), verdict=False),
        **{f"calls/{CALLED}/{name}": text for name, text in CALLED_FILES.items()},
    }
    main = (
        Pool("main_")
        .start()
        .user("ask", "leader", form="ask")
        .call("probing", "probe", in_amount="ask.amount", out_verdict="examine.verdict")
    )
    main.xor("fine").user("sign", "leader", form="done").end().flow(
        "begin", "ask", "probing", "fine"
    )
    main.flow("fine", "ask", when="probing.verdict == 'refuse'").flow("fine", "sign", default=True)
    made = caller_files(main.flow("sign", "done"))
    made[f"{CALLER}.toml"] = made[f"{CALLER}.toml"].replace(
        'passed = "examine"', 'passed = "probing"'
    )
    made |= {f"calls/probe/{name}": text for name, text in middle.items()}
    return made
