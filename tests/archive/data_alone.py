"""Cases of the processes that are data alone: each stands after one more of its sample's steps."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

from sqlalchemy import text

from server.actions.deployment import deploy
from server.actions.documents import register_acts
from server.actions.documents.register_acts import Reservation
from server.actions.tasks import read_task, receive_task
from server.actions.transaction import Begin
from server.demo.answers import Value
from server.demo.sample_cases import Playing, SampleCase, SampleStep, sample_cases
from server.demo.scene import TaskTurn
from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.form_shape import columns_of
from tests.archive import drawn_anew
from tests.archive.evaluations import WHY
from tests.worlds import calling
from tests.worlds.extending import extend_last_day
from tests.worlds.processes import errand
from tests.worlds.year import LEADER, PRESS, SCHOOL, Year

OTHER_WAYS = Path(__file__).with_name("other_ways.toml")
Play = Callable[[TaskTurn], Value]
LATER = timedelta(days=364)
OF_THE_PAST = frozenset({"date", "held"})
"""Fields of a day that has come, and is not put off."""
BEFORE = {"conclusion": "verdict"}
"""What columns of rows were called in older versions of their forms."""
_NUMBERS = count(1)


def samples() -> Iterator[tuple[str, SampleCase]]:
    """Give every sample whole, and cut between each two of its steps, but not twice alike.

    The numbers typed in it are its own.
    """
    numbers = count(1)
    known = set[tuple[str, str, object, str]]()
    for way, case in enumerate((*sample_cases(), *_other_ways()), 1):
        for length in range(len(case.steps) + 1):
            stands = (case.kind, *_between(case.steps, length))
            if stands in known and length < len(case.steps):
                continue
            known.add(stands)
            steps = tuple(_numbered(step, numbers) for step in case.steps[:length])
            cut = _still_to_come(replace(case, steps=steps))
            yield f"{case.kind}_{way}_after_{length}", cut


def _between(steps: Sequence[SampleStep], length: int) -> tuple[str, object, str]:
    """Name the task before a cut with its verdict, and the one after."""
    last, following = steps[length - 1 : length], steps[length : length + 1]
    verdict = last[0].value.get("verdict") if last else None
    return last[0].task if last else "", verdict, following[0].task if following else ""


def play_samples(begin: Begin, bloc_year_id: str) -> tuple[dict[str, str], datetime]:
    """Play every sample in a bloc-year; return the cases by name, and when the last act was."""
    playing = Playing(begin=begin, bloc_year_id=bloc_year_id)
    scenes, latest = {}, None
    for name, case in samples():
        scenes[str(playing.play(case))] = name
        latest = max(latest or playing.now, playing.now)
    assert latest is not None
    return scenes, latest


def play_real(year: Year) -> dict[str, str]:
    """Play what only real cases have: a delivery received, a day extended, a number reserved."""
    year.open(
        "report",
        post=f"{LEADER}/secretary",
        opening={
            "period": "ad_hoc",
            "title": "Báo cáo mẫu của kho lưu trữ",
            "units": [SCHOOL, PRESS],
            "last_day": local_day(year.now + timedelta(days=10)).isoformat(),
        },
    )
    year.answers |= answers("report")
    for element in ("write_report", "sign"):
        year.complete(year.tasks(element)[0])
    extend_last_day(year, local_day(year.now + timedelta(days=20)))
    task = year.task("leader_accept")
    with year.begin() as session:
        receive_task.receive(session, task.id, actor=year.holder(task.post_id), now=year.tick())
    _reserve_two(year)
    scenes = {str(year.case_id): "a_report_received_and_extended"}
    return scenes | play_call(year) | drawn_anew.play_drawn_anew(year)


def play_call(year: Year) -> dict[str, str]:
    """Play a process that calls another to a step of the one it calls."""
    with year.begin() as session:
        made = calling.files(calling.caller_pool(timed=False))
        deploy.deploy(session, calling.CALLER, made, actor=None, now=year.tick())
    year.open(calling.CALLER)
    year.answers |= answers(calling.CALLER)
    for element in ("ask", "examine__look"):
        year.complete(year.task(element))
    return {str(year.case_id): "a_request_in_what_it_calls"}


def _reserve_two(year: Year) -> None:
    """Reserve two numbers of the bloc's register, and cancel one."""
    leader = year.holder(f"{LEADER}/head")
    wanted = Reservation(
        bloc_id=year.bloc_year_id.rpartition("/")[0],
        day=local_day(year.now),
        reason=WHY,
        type="KH",
    )
    with year.begin() as session:
        for _ in range(2):
            register_acts.reserve(session, wanted, actor=leader, now=year.tick())
        entry = session.execute(
            text("SELECT id FROM register_entry WHERE state = 'reserved' LIMIT 1")
        )
        register_acts.cancel(session, entry.scalar_one(), reason=WHY, actor=leader, now=year.tick())


def answers(kind: str) -> Mapping[str, Play]:
    """Say how a case of a kind goes on to its end: as the samples do in their last such step."""
    if kind in {calling.CALLER, errand.KEY}:
        return drawn_anew.answers(kind)
    steps = {
        step.task: step
        for case in (*_other_ways(), *sample_cases())
        if case.kind == kind
        for step in case.steps
        if step.task
    }
    return {element: _play(step) for element, step in steps.items()}


def _play(step: SampleStep) -> Play:
    def play(turn: TaskTurn) -> Value:
        for kind in step.files:
            turn.attach(kind=kind, subject="")
        today = local_day(turn.now)
        value = dict(step.value)
        if "number" in value:
            number = f"{next(_NUMBERS)}/BC-{_symbol(turn)}"
            value |= {"number": number, "date": today.isoformat()}
        if "verdict" in value and step.task == "late":
            value = {"verdict": "close", "reason": WHY}
        value = _as_taken(turn, value)
        later = (today + timedelta(days=10)).isoformat()
        ahead = [name for name in value if name not in OF_THE_PAST and _is_day(value[name])]
        return value | dict.fromkeys(ahead, later)

    return play


def _as_taken(turn: TaskTurn, value: Mapping[str, Json]) -> dict[str, Json]:
    """Give the rows that are taken over as they are now, each with what the sample says of one."""
    page = read_task.read(turn.session, turn.task.id, actor=turn.actor, now=turn.now)
    found = dict(value)
    for name, each in page.taken.items():
        held = value.get(name)
        one = held[0] if isinstance(held, list) and held and isinstance(held[0], dict) else {}
        columns = columns_of(page.form.fields[name])
        own = {
            column if column in columns else BEFORE.get(column, column): said
            for column, said in one.items()
            if column not in each.given
        }
        if each.given:
            found[name] = [{**row, **own} for row in each.rows]
    return found


def _symbol(turn: TaskTurn) -> str:
    """Give the symbol of the unit whose task it is; older rules know none, and take any."""
    units = (each for each in turn.scene.rules.units if each.id == turn.task.key)
    return next((each.symbol for each in units if each.symbol), "LT")


def _still_to_come(case: SampleCase) -> SampleCase:
    """Put off the days a case has not come to: they wait when the archive is made."""
    waits = [step.wait for step in case.steps if step.wait]
    come = max(waits) + timedelta(days=1) if waits else case.begins  # a wait ends with its day

    def put_off(value: Value) -> Value:
        return {
            name: (date.fromisoformat(each) + LATER).isoformat()
            if name not in OF_THE_PAST and _is_day(each) and date.fromisoformat(str(each)) > come
            else each
            for name, each in value.items()
        }

    steps = tuple(replace(step, value=put_off(step.value)) for step in case.steps)
    return replace(case, opening=put_off(case.opening), steps=steps)


def _is_day(value: object) -> bool:
    try:
        return bool(date.fromisoformat(str(value)))
    except ValueError:
        return False


def _other_ways() -> tuple[SampleCase, ...]:
    return sample_cases(OTHER_WAYS.read_text(encoding="utf-8"))


def _numbered(step: SampleStep, numbers: Iterator[int]) -> SampleStep:
    if "number" not in step.value:
        return step
    return replace(step, value={**step.value, "number": f"{next(numbers)}/BC-MP"})
