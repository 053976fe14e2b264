"""Cases that stand in, before and between the elements that shipped processes do without."""

from collections.abc import Callable, Mapping
from typing import Final

from server.actions.cases import open_on_time
from server.actions.deployment import deploy
from server.actions.tasks import read_task
from server.demo.answers import Value
from server.demo.scene import TaskTurn
from tests.worlds.calling import CALLER
from tests.worlds.processes import errand
from tests.worlds.processes.amid import BOTH, NO, YES, Amid
from tests.worlds.year import Year

Steps = tuple[tuple[str, Value], ...]
LATER: Final = "date(year + 1, 11, 20)"
"""Still to come when the archive is made."""
LARGE: Final[Value] = {"amount": 200}
_BEGUN: Final[Steps] = (("ask", LARGE),)
_FIRST_LAP: Final[Steps] = (
    *_BEGUN,
    ("write", NO),
    ("gather", {}),
    ("examine__look", YES),
    ("examine__confirm", YES),
)
_SECOND_LAP: Final[Steps] = (
    *_FIRST_LAP,
    ("examine__look", YES),
    ("write", YES),
    ("gather", {}),
    ("examine__confirm", YES),
)
ERRANDS: Final[Mapping[str, Steps]] = {
    "an_errand_asked": (),
    "an_errand_in_all_its_branches": _BEGUN,
    "an_errand_told_before_it_hears": (*_BEGUN, ("warn", {})),
    "an_errand_with_one_branch_left": _FIRST_LAP[:-2],
    "an_errand_in_its_second_lap": (*_FIRST_LAP, ("gather", {})),
    "an_errand_that_waits_to_hear": _SECOND_LAP,
    "an_errand_to_be_signed": (*_SECOND_LAP, ("warn", {})),
    "an_errand_broken_off": (
        ("ask", {"amount": 50}),
        ("write", YES),
        ("gather", {}),
        ("examine__look", NO),
        ("warn", {}),
    ),
}
"""What is done in each case, in this order."""
_AGREED: Final = ("write", "examine__look", "examine__confirm", "look", "confirm", "warn")
_SENT: Final = ("gather", "remind", "sign", "hurry")
ANSWERS: Final[Mapping[str, Value]] = {
    **dict[str, Value]((name, YES) for name in _AGREED),
    **dict[str, Value]((name, {}) for name in _SENT),
    "ask": LARGE,
}


def play_drawn_anew(year: Year) -> dict[str, str]:
    """Play them all; a case that the system opens on a day to come is planned."""
    scenes = dict(_errand(year, name, steps) for name, steps in ERRANDS.items())
    for amid in BOTH:
        scenes |= _amid(year, amid)
    with year.begin() as session:
        open_on_time.due(session, now=year.now)
    return scenes


def answers(kind: str) -> Mapping[str, Callable[[TaskTurn], Value]]:
    """Say how such a case goes on to its end, with the paper that a step needs."""
    told: dict[str, Value] = {**ANSWERS}
    if kind == errand.KEY:
        told["warn"] = {}
    return {element: _say(value) for element, value in told.items()}


def _errand(year: Year, name: str, steps: Steps) -> tuple[str, str]:
    if errand.KEY not in year.cases:
        with year.begin() as session:
            deploy.deploy(session, errand.KEY, errand.files(), actor=None, now=year.tick())
    year.open(errand.KEY)
    for element, value in steps:
        year.do(element, value)
    return str(year.case_id), name


def _amid(year: Year, amid: Amid) -> dict[str, str]:
    """Stand in a call and in a subprocess: at each step, and where a message broke it off."""
    with year.begin() as session:
        deploy.deploy(session, CALLER, amid.files(day=LATER), actor=None, now=year.tick())
    look = _say(YES)
    year.answers |= {amid.look: look}
    scenes: dict[str, str] = {}
    what = "call" if amid.prefix else "subprocess"
    stops: Mapping[str, tuple[str, ...]] = {
        "at_the_first_step": (),
        "at_the_second_step": (amid.look,),
        "called_off": (amid.look, "warn"),
    }
    for name, steps in stops.items():
        year.open(CALLER)
        year.do("ask", LARGE)
        for element in steps:
            task = year.task(element)
            year.complete(task, year.value(task) if element == amid.look else NO)
        scenes[str(year.case_id)] = f"{name}_of_a_{what}"
    return scenes


def _say(value: Value) -> Callable[[TaskTurn], Value]:
    def play(turn: TaskTurn) -> Value:
        page = read_task.read(turn.session, turn.task.id, actor=turn.actor, now=turn.now)
        for slot in page.form.files:
            turn.attach(kind=slot.kind, subject="")
        return dict(value)

    return play
