"""No hostile expression runs, wherever it stands, and each is refused at once."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Final

import pytest
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine

from server.engine import (
    DecisionRefused,
    Definition,
    DefinitionRefused,
    ExpressionRefused,
    checked,
    decide,
    evaluate,
)
from server.engine.expressions.feel import grammar
from tests.fuzz.corpus import CLASSES, HOSTILE, NAMES
from tests.fuzz.corpus_feel import READ_IN_FEEL, REFUSED_IN_FEEL
from tests.fuzz.places import PLACES, TABLES, put
from tests.work import work

MOST: Final = 60_000  # calls of functions; a good file takes 24,000
every_class = pytest.mark.parametrize("name", HOSTILE)


class Watch:
    """Hears what Python does while it is on; an audit hook cannot be taken off again."""

    def __init__(self) -> None:
        self.on = False
        self.heard: list[str] = []
        sys.addaudithook(self.hear)

    def hear(self, event: str, _arguments: tuple[object, ...]) -> None:
        if self.on and event != "compile":  # reading the grammar is a compilation without a result
            self.heard.append(event)

    @contextmanager
    def listening(self) -> Iterator[list[str]]:
        self.heard.clear()
        self.on = True
        try:
            yield self.heard
        finally:
            self.on = False


@pytest.fixture(scope="session")
def watch() -> Watch:
    return Watch()


def aimed(source: str, canary: Path) -> str:
    return source.replace("{canary}", str(canary))


@every_class
def test_the_interpreter_refuses_it_at_once_and_does_nothing(
    name: str, tmp_path: Path, watch: Watch
) -> None:
    for source in HOSTILE[name]:
        hostile = aimed(source, tmp_path / "canary")
        with watch.listening() as heard:
            assert is_refused(hostile), source
        assert heard == [], source
        assert work(lambda: is_refused(hostile)) < MOST, source[:80]  # noqa: B023 # called at once
    assert list(tmp_path.iterdir()) == []


def is_refused(source: str) -> bool:
    try:
        evaluate(source, NAMES)
    except ExpressionRefused:
        return True
    return False


@pytest.mark.parametrize("place", PLACES)
def test_a_good_expression_is_taken_at_this_place(place: str) -> None:
    assert Definition.read("t", put("n", place)).main == "p"


@every_class
@pytest.mark.parametrize("place", PLACES)
def test_it_is_refused_at_deployment_wherever_it_stands(
    place: str, name: str, tmp_path: Path
) -> None:
    means_nothing = HOSTILE[name] if place not in TABLES else unread(name)
    for source in means_nothing:
        files = put(aimed(source, tmp_path / "canary"), place)
        assert work(lambda: is_undeployable(files)) < MOST, source[:80]  # noqa: B023 # called at once
    assert list(tmp_path.iterdir()) == []


def unread(name: str) -> list[str]:
    return [source for source in HOSTILE[name] if source not in READ_IN_FEEL]


@pytest.mark.parametrize("source", sorted(READ_IN_FEEL))
def test_what_feel_reads_of_it_is_answered_within_bounds_or_not_at_all(source: str) -> None:
    for place in ("decision input", "decision output"):
        definition = Definition.read("t", put(source, place))
        assert work(lambda: is_bounded(definition)) < MOST  # noqa: B023 # called at once


def is_bounded(definition: Definition) -> None:
    try:
        answer = decide(definition, "quota", {**NAMES, "one": {"n": 1}})
    except DecisionRefused:
        return
    assert checked(answer) == answer


@pytest.mark.parametrize("source", REFUSED_IN_FEEL, ids=range(len(REFUSED_IN_FEEL)))
def test_what_is_hostile_in_feel_is_refused_at_once(source: str, watch: Watch) -> None:
    with watch.listening() as heard:
        is_refused_in_feel(source)
    assert heard == []
    assert work(lambda: is_refused_in_feel(source)) < MOST


def is_refused_in_feel(source: str) -> None:
    with pytest.raises(ExpressionRefused):
        grammar.expression(source)


def is_undeployable(files: Mapping[str, bytes]) -> None:
    with pytest.raises(DefinitionRefused) as refusal:
        Definition.read("t", files)
    assert {each.rule for each in refusal.value.problems} == {"EXPRESSION"}


@pytest.mark.parametrize("name", CLASSES)
def test_the_librarys_own_engine_does_run_this_class(name: str) -> None:
    task = SimpleNamespace(data=dict(NAMES))
    engine = PythonScriptEngine()
    if name == "statements":
        engine.execute(task, CLASSES[name].witness)
        given = task.data["made"]
    else:
        given = engine.evaluate(task, CLASSES[name].witness)
    assert given == CLASSES[name].gives


def test_the_corpus_is_as_large_as_we_say() -> None:
    sources = [source for several in HOSTILE.values() for source in several]
    assert len(set(sources)) >= 300
    assert len(CLASSES) >= 12
    assert all(len(several) >= 10 for several in HOSTILE.values())
