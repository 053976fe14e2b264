"""Whatever is drawn and whatever happens, a process does what the token game of BPMN says.

The state is saved, compacted and loaded between any two steps, as it is in the product; the game
is written from the standard and knows nothing of the engine. `make walks` walks more often.
"""

import ast
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, event, given, note, settings
from hypothesis import strategies as st

from server.engine import (
    JSON,
    Definition,
    Moved,
    NotArmed,
    NotReady,
    OtherBranch,
    Sender,
    TooManyLaps,
    UnknownElement,
    carry,
    complete,
    deliver,
    findings,
    fire,
    set_back,
    start,
)
from tests.engine.model.diagram import SENDER, Diagram, Kind
from tests.engine.model.drawing import (
    FACTS,
    KEY,
    KNOWN,
    POINTLESS,
    WORDS,
    decided,
    definition,
    files,
)
from tests.engine.model.game import Game, TooOften
from tests.engine.model.loop import LOOP
from tests.engine.model.strategies import diagrams

WALKS: Final = int(os.environ.get("WALKS", "70"))
STEPS: Final = 25
LAPS: Final = 20
MODEL: Final = Path(__file__).parent / "model"


def count(number: object, facts: object) -> Any:  # noqa: ANN401 - the game and the engine differ
    """Answer by the facts alone, so that a service sees what all others have left."""
    weight = len(json.dumps(facts, sort_keys=True))
    assert isinstance(number, int)
    return {"n": (number + weight) % 4, "verdict": WORDS[weight % len(WORDS)]}


def operate(_name: str, given: dict[str, JSON], facts: dict[str, JSON]) -> JSON:
    answer: JSON = count(given["n"], facts)
    return answer


@dataclass
class Walk:
    """The game and the engine on one diagram, always at the same point."""

    diagram: Diagram
    engine: Definition
    game: Game
    moved: Moved
    ids: dict[int, str] = field(default_factory=dict)

    def choices(self) -> list[tuple[str, str]]:
        tasks = [("complete", task.element) for task in self.moved.tasks]
        return sorted(tasks) + sorted(("occur", armed.element) for armed in self.moved.armed)

    def to_come(self) -> list[str]:
        """Name the catches that do not wait, and to which a token will come."""
        waiting = {armed.element for armed in self.moved.armed}
        catches = [node.id for node in self.diagram.of_kind(Kind.CATCH)]
        return [name for name in catches if name not in waiting and self.game.awaits(name)]

    def agree(self) -> None:
        """Compare all that can be seen: of the instance, and of the latest step."""
        game, moved = self.game, self.moved
        doc = json.loads(moved.doc)
        assert sorted(task.element for task in moved.tasks) == sorted(game.open().values())
        assert sorted((each.element, each.due) for each in moved.armed) == sorted(game.armed())
        assert list(moved.passed) == game.passed
        assert [(each.element, each.payload) for each in moved.thrown] == game.thrown
        assert list(moved.chosen) == game.chosen
        kept = [(each.element, each.sender.process, each.payload) for each in moved.early]
        assert kept == game.early
        assert (moved.done, doc["vars"], doc["laps"]) == (game.done, game.facts, game.laps)
        places = [element for _, _, element, _ in doc["wf"]["tokens"]]
        assert sorted(each for each in places if each in self.diagram.by_id) == sorted(
            game.places()
        )
        self.same_ids()

    def same_ids(self) -> None:
        """A task keeps its id for as long as it is open, and no other ever gets it."""
        now = {task.element: task.id for task in self.moved.tasks}
        for number, element in self.game.open().items():
            if number not in self.ids:
                assert now[element] not in self.ids.values()
            assert self.ids.setdefault(number, now[element]) == now[element]

    def act(self, kind: str, element: str, said: dict[str, JSON]) -> None:
        """Do one thing in the game and on the stored state; both may refuse one lap too many."""
        after = self.played(kind, element, said)
        if isinstance(after, TooOften):
            with pytest.raises(TooManyLaps) as refusal:
                self.done(kind, element, said)
            assert refusal.value.element == after.node
            return
        self.game, self.moved = after, self.done(kind, element, said)
        self.agree()

    def played(self, kind: str, element: str, said: dict[str, JSON]) -> Game | TooOften:
        try:
            return self.play(kind, element, said)
        except TooOften as often:
            return often

    def play(self, kind: str, element: str, said: dict[str, JSON]) -> Game:
        if kind == "occur":
            timer = self.diagram.node(element).day is not None
            return self.game.occur(element, {} if timer else said)
        number = next(number for number, name in self.game.open().items() if name == element)
        return self.game.complete(number, said)

    def done(self, kind: str, element: str, said: dict[str, JSON]) -> Moved:
        doc = self.moved.doc
        if kind == "complete":
            task = next(task.id for task in self.moved.tasks if task.element == element)
            return complete(self.engine, doc, task, said, operate, laps=LAPS)
        if self.diagram.node(element).day is None:
            return deliver(self.engine, doc, element, said, operate, laps=LAPS)
        fired = fire(self.engine, doc, element, operate, laps=LAPS)
        assert fired is not None
        return fired

    def hear(self, catch: str, who: str, said: dict[str, JSON]) -> None:
        """Say something before its catch waits: nothing moves, and it is kept."""
        self.game = self.game.hear(catch, who, said)
        doc, by = self.moved.doc, Sender(who)
        self.moved = deliver(self.engine, doc, catch, said, operate, sender=by, laps=LAPS)
        self.agree()

    def refused(self) -> None:
        """What is not open and what neither waits nor will takes nothing."""
        waiting = {armed.element for armed in self.moved.armed} | {*self.to_come()}
        for node in self.diagram.nodes:
            if node.id in waiting or node.kind not in {Kind.CATCH, Kind.TIMER, Kind.BOUNDARY}:
                continue
            if node.error:
                with pytest.raises(UnknownElement):
                    deliver(self.engine, self.moved.doc, node.id, {}, operate)
            elif node.day is not None:
                assert fire(self.engine, self.moved.doc, node.id, operate) is None
            else:
                with pytest.raises(NotArmed):
                    deliver(self.engine, self.moved.doc, node.id, {}, operate)
        for task in set(self.ids.values()) - {task.id for task in self.moved.tasks}:
            with pytest.raises(NotReady):
                complete(self.engine, self.moved.doc, task, {}, operate)

    def moved_to(self, element: str, target: str) -> None:
        """Move a token to another task of its branch, as two administrators may; no further."""
        task = next(task.id for task in self.moved.tasks if task.element == element)
        here, there = self.diagram.node(element), self.diagram.node(target)
        if (here.branch, here.inside) != (there.branch, there.inside):
            with pytest.raises(OtherBranch):
                set_back(self.engine, self.moved.doc, task, target, operate)
            return
        number = next(number for number, name in self.game.open().items() if name == element)
        self.game = self.game.move(number, target)
        self.moved = set_back(self.engine, self.moved.doc, task, target, operate)
        self.agree()

    def carried(self) -> None:
        """Put the state onto the same definition again, as a migration does."""
        self.moved, before = carry(self.engine, self.moved.doc), self.moved
        assert (self.moved.tasks, self.moved.armed) == (before.tasks, before.armed)


def begun(diagram: Diagram, said: dict[str, JSON]) -> Walk | None:
    """Start both; None where both refuse, since the first step goes round for ever."""
    engine = definition(files(diagram))
    first = diagram.of_kind(Kind.START)[0]
    on = first.id if first.message else None
    game = Game(diagram, dict(FACTS), count, decided, most=LAPS)
    try:
        game = game.begin(said)
    except TooOften:
        with pytest.raises(TooManyLaps):
            start(engine, KEY, FACTS, operate, on=on, payload=said, laps=LAPS)
        return None
    walk = Walk(
        diagram, engine, game, start(engine, KEY, FACTS, operate, on=on, payload=said, laps=LAPS)
    )
    walk.agree()
    return walk


def says(verdict: str, n: int) -> dict[str, JSON]:
    return {"verdict": verdict, "n": n}


SAID: Final = st.builds(says, st.sampled_from(WORDS), st.integers(0, 3))


WALKED: Final = settings(
    max_examples=WALKS,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@WALKED
@given(diagram=diagrams(), data=st.data())
def test_saved_and_loaded_state_plays_the_token_game(diagram: Diagram, data: st.DataObject) -> None:
    play(diagram, data)


@WALKED
@given(diagram=diagrams(wild=True), data=st.data())
def test_whatever_parallel_branches_the_linter_accepts_play_the_token_game(
    diagram: Diagram, data: st.DataObject
) -> None:
    refused = {each.rule for each in findings(KEY, files(diagram), KNOWN)} - POINTLESS
    assert refused <= {"PARALLEL"}
    event(f"refused: {bool(refused)}")
    if not refused:
        play(diagram, data)


@WALKED
@given(data=st.data())
def test_laps_with_answers_before_their_catch_play_the_token_game(data: st.DataObject) -> None:
    play(LOOP, data)


def play(diagram: Diagram, data: st.DataObject) -> None:
    """Walk as far as it goes, and compare at every step."""
    walk = begun(diagram, data.draw(SAID))
    if walk is None:
        return
    for _ in range(STEPS):
        choices = walk.choices()
        if not choices:
            assert walk.game.done
            return
        kind, element = data.draw(st.sampled_from(choices))
        note(f"{kind} {element}")
        walk.act(kind, element, data.draw(SAID))
        while (catches := walk.to_come()) and data.draw(st.integers(0, 2)) == 1:
            who = data.draw(st.sampled_from((SENDER, "third")))
            walk.hear(data.draw(st.sampled_from(catches)), who, data.draw(SAID))
            event("said before its catch")
        aside(walk, data)


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
