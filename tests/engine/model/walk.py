"""The game and the engine side by side on one diagram: one walk, compared at every step."""

import json
from dataclasses import dataclass, field
from typing import Any, Final

import pytest

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
    fire,
    set_back,
    start,
)
from tests.engine.model.diagram import Diagram, Kind
from tests.engine.model.drawing import FACTS, KEY, WORDS, decided, definition, files
from tests.engine.model.game import Game, TooOften
from tests.engine.model.terms import day_of

LAPS: Final = 20


def count(number: object, facts: object) -> Any:  # noqa: ANN401 - the game and the engine differ
    """Answer by the facts alone, so that a service sees what all others have left."""
    weight = len(json.dumps(facts, sort_keys=True))
    assert isinstance(number, int)
    return {"n": (number + weight) % 4, "verdict": WORDS[weight % len(WORDS)]}


def operate(_name: str, given: dict[str, JSON], facts: dict[str, JSON]) -> JSON:
    answer: JSON = count(given["n"], facts)
    return answer


def moment(day: int) -> str:
    return f"{day_of(day)}T08:00:00+07:00"


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
        doc, now = self.moved.doc, moment(self.game.clock + 1)
        if kind == "complete":
            task = next(task.id for task in self.moved.tasks if task.element == element)
            return complete(self.engine, doc, task, said, operate, laps=LAPS, now=now)
        if self.diagram.node(element).day is None:
            return deliver(self.engine, doc, element, said, operate, laps=LAPS, now=now)
        fired = fire(self.engine, doc, element, operate, laps=LAPS, now=now)
        assert fired is not None
        return fired

    def hear(self, catch: str, who: str, said: dict[str, JSON]) -> None:
        """Say something before its catch waits: nothing moves, and it is kept."""
        self.game = self.game.hear(catch, who, said)
        doc, by = self.moved.doc, Sender(who)
        now = moment(self.game.clock)
        self.moved = deliver(self.engine, doc, catch, said, operate, sender=by, laps=LAPS, now=now)
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
        now = moment(self.game.clock)
        self.moved = set_back(self.engine, self.moved.doc, task, target, operate, now=now)
        self.agree()

    def carried(self) -> None:
        """Put the state onto the same definition again, as a migration does."""
        self.moved, before = carry(self.engine, self.moved.doc), self.moved
        assert (self.moved.tasks, self.moved.armed) == (before.tasks, before.armed)


def read(diagram: Diagram) -> Definition:
    """Draw a diagram for the engine; AssertionError where the linter refuses it."""
    return definition(files(diagram))


def begun(diagram: Diagram, engine: Definition, said: dict[str, JSON]) -> Walk | None:
    """Start both; None where both refuse, since the first step goes round for ever."""
    first = diagram.of_kind(Kind.START)[0]
    on = first.id if first.message else None
    game = Game(diagram, dict(FACTS), count, decided, most=LAPS)
    try:
        game = game.begin(said)
    except TooOften:
        with pytest.raises(TooManyLaps):
            start(engine, KEY, FACTS, operate, on=on, payload=said, laps=LAPS, now=moment(1))
        return None
    now = moment(game.clock)
    moved = start(engine, KEY, FACTS, operate, on=on, payload=said, laps=LAPS, now=now)
    walk = Walk(diagram, engine, game, moved)
    walk.agree()
    return walk
