"""Whatever is drawn and whatever happens, a process does what the token game of BPMN says.

The state is saved, compacted and loaded between any two steps, as it is in the product; the game
is written from the standard and knows nothing of the engine. `make walks` walks more often.
"""

import ast
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, assume, event, given, note, settings
from hypothesis import strategies as st

from server.engine import JSON, Definition, findings
from tests.engine.model.census import EVERY, Census
from tests.engine.model.diagram import SENDER, Diagram, Kind
from tests.engine.model.drawing import KEY, KNOWN, POINTLESS, WORDS, files
from tests.engine.model.loop import LOOP
from tests.engine.model.strategies import FIRST, diagrams
from tests.engine.model.walk import Walk, begun, read

WALKS: Final = int(os.environ.get("WALKS", "70"))
EACH: Final = 4
"""So many walks are made of one diagram, which costs as much to draw and read as to walk."""
STEPS: Final = 25
ENOUGH: Final = 1000
"""So many walks come to every kind there is."""
READ_LOOP: Final = read(LOOP)
MODEL: Final = Path(__file__).parent / "model"


def says(verdict: str, n: int) -> dict[str, JSON]:
    return {"verdict": verdict, "n": n}


SAID: Final = st.builds(says, st.sampled_from(WORDS), st.integers(0, 3))


def walked(diagrams: int) -> settings:
    """Walk so many diagrams."""
    return settings(
        max_examples=diagrams,
        deadline=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@pytest.fixture(scope="module", params=["anything", *FIRST])
def first(request: pytest.FixtureRequest) -> str:
    """Say what the diagrams begin with."""
    return str(request.param)


@pytest.fixture(scope="module")
def census(first: str) -> Iterator[Census]:
    """Count the walks over the diagrams that begin so, and say in the end what they came to."""
    counted = Census(first)
    yield counted
    print(f"\n{counted}")  # noqa: T201 - what `make walks` is for


@walked(-(-WALKS // EACH))
@given(data=st.data())
def test_saved_and_loaded_state_plays_the_token_game(
    first: str, census: Census, data: st.DataObject
) -> None:
    diagram = data.draw(diagrams(first=FIRST.get(first)))
    engine = read(diagram)
    for _ in range(EACH):
        census.count(diagram, play(diagram, engine, data).game.laps)


def test_every_kind_there_is_has_been_walked(first: str, census: Census) -> None:
    if first == "anything" and census.walks >= ENOUGH:
        assert set(census.kinds) == EVERY


@walked(WALKS)
@given(diagram=diagrams(wild=True), data=st.data())
def test_whatever_parallel_branches_the_linter_accepts_play_the_token_game(
    diagram: Diagram, data: st.DataObject
) -> None:
    refused = {each.rule for each in findings(KEY, files(diagram), KNOWN)} - POINTLESS
    assert refused <= {"PARALLEL"}
    assume(not refused)
    play(diagram, read(diagram), data)


@walked(WALKS)
@given(data=st.data())
def test_laps_with_answers_before_their_catch_play_the_token_game(data: st.DataObject) -> None:
    play(LOOP, READ_LOOP, data)


def play(diagram: Diagram, engine: Definition, data: st.DataObject) -> Walk:
    """Walk as far as it goes, and compare at every step; what goes round at once is no walk."""
    walk = begun(diagram, engine, data.draw(SAID))
    assume(walk is not None)
    assert walk is not None
    for _ in range(STEPS):
        choices = walk.choices()
        if not choices:
            assert walk.game.done
            break
        kind, element = data.draw(st.sampled_from(choices))
        note(f"{kind} {element}")
        walk.act(kind, element, data.draw(SAID))
        while (catches := walk.to_come()) and data.draw(st.integers(0, 2)) == 1:
            who = data.draw(st.sampled_from((SENDER, "third")))
            walk.hear(data.draw(st.sampled_from(catches)), who, data.draw(SAID))
            event("said before its catch")
        aside(walk, data)
    return walk


def aside(walk: Walk, data: st.DataObject) -> None:
    """Now and then try what is refused, what changes nothing, and what administrators may do."""
    what = data.draw(st.integers(0, 9))
    if what == 1:
        walk.refused()
    if what == 2 and walk.choices():
        walk.carried()
    if what == 3 and walk.moved.tasks:
        tasks = sorted(task.element for task in walk.moved.tasks)
        users = [node.id for node in walk.diagram.of_kind(Kind.USER)]
        walk.moved_to(data.draw(st.sampled_from(tasks)), data.draw(st.sampled_from(users)))


def test_the_game_knows_nothing_of_the_engine() -> None:
    for name in ("game", "diagram", "terms"):
        tree = ast.parse((MODEL / f"{name}.py").read_text(encoding="utf-8"))
        imported = [
            node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
        ]
        assert not any(isinstance(node, ast.Import) for node in ast.walk(tree))
        assert not [name for name in imported if name.startswith(("server", "SpiffWorkflow"))]
