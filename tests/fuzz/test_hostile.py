"""No hostile expression runs, wherever it stands, and each is refused at once."""

import gc
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine

from server.engine import Definition, DefinitionRefused, ExpressionRefused, evaluate
from tests.fuzz.corpus import CLASSES, HOSTILE, NAMES
from tests.fuzz.places import PLACES, put

LIMIT = 0.05
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


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Keep the collector, which clears up after all other tests, out of the measured time."""
    gc.disable()
    yield
    gc.enable()


def aimed(source: str, canary: Path) -> str:
    return source.replace("{canary}", str(canary))


@every_class
@pytest.mark.usefixtures("uncollected")
def test_the_interpreter_refuses_it_within_50_ms_and_does_nothing(
    name: str, tmp_path: Path, watch: Watch
) -> None:
    for source in HOSTILE[name]:
        began = time.process_time()
        with watch.listening() as heard:
            refused = is_refused(aimed(source, tmp_path / "canary"))
        assert time.process_time() - began < LIMIT, source[:80]
        assert refused, source
        assert heard == [], source
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
@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize("place", PLACES)
def test_it_is_refused_at_deployment_wherever_it_stands(
    place: str, name: str, tmp_path: Path
) -> None:
    for source in HOSTILE[name]:
        files = put(aimed(source, tmp_path / "canary"), place)
        began = time.process_time()
        with pytest.raises(DefinitionRefused) as refusal:
            Definition.read("t", files)
        assert time.process_time() - began < LIMIT, source[:80]
        assert {each.rule for each in refusal.value.problems} == {"EXPRESSION"}, source
    assert list(tmp_path.iterdir()) == []


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
