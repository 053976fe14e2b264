"""A collaboration played whole: the bloc's messages start its units, their ends let it go on."""

from server.engine import JSON, Definition, Moved, complete, deliver, fire, start
from tests.engine.worlds import FACTS, answer_ok, evaluation


class Case:
    """A case without a database: instances by key, messages carried as they are drawn."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.units: dict[str, Moved] = {}
        self.arrived: set[str] = set()
        self.bloc = self.carry(start(definition, "bloc", FACTS, answer_ok))

    def carry(self, moved: Moved) -> Moved:
        for thrown in moved.thrown:
            for target in self.definition.targets(thrown.element):
                for key in thrown.to if thrown.to is not None else ("a", "b"):
                    self.hand(target, key, thrown.payload)
        return moved

    def hand(self, target: str, key: str, payload: JSON) -> None:
        self.arrived.discard(key)
        if target == "pool_unit":
            self.units.pop(key, None)
            self.arrived.add(key)
            return
        facts: dict[str, JSON] = {**FACTS, "key": key}
        self.units[key] = start(
            self.definition, "unit", facts, answer_ok, on=target, payload=payload
        )

    def unit(self, key: str, result: JSON) -> Moved:
        moved = self.units[key]
        moved = complete(self.definition, moved.doc, moved.tasks[0].id, result, answer_ok)
        self.units[key] = moved
        if moved.done:
            assert [thrown.element for thrown in moved.thrown] == ["closed"]
            self.arrived.add(key)
            self.enough()
        return moved

    def bloc_does(self, result: JSON) -> None:
        task = self.bloc.tasks[0].id
        self.bloc = self.carry(complete(self.definition, self.bloc.doc, task, result, answer_ok))
        self.enough()

    def enough(self) -> None:
        armed = [each.element for each in self.bloc.armed]
        if "sheets_in" in armed and self.arrived == {"a", "b"}:
            self.bloc = deliver(self.definition, self.bloc.doc, "sheets_in", {}, answer_ok)


def test_a_bloc_year_is_played_to_its_end_with_a_late_unit_and_one_sent_back() -> None:
    case = Case(evaluation())
    for verdict in ("", "return", "", "fine"):
        case.unit("a", {"verdict": verdict})
    case.unit("a", {"verdict": "fine", "changed": 0})
    assert not case.bloc.tasks
    fired = fire(case.definition, case.bloc.doc, "deadline", answer_ok)
    assert fired is not None
    case.bloc = fired
    case.bloc_does({"out": ["b"], "until": None})
    assert [task.element for task in case.bloc.tasks] == ["adopt"]
    case.bloc_does({"verdict": "send_back", "units": ["a"]})
    assert [task.element for task in case.units["a"].tasks] == ["appraise"]
    case.unit("a", {"verdict": "fine", "changed": 1})
    case.bloc_does({"verdict": "adopt", "units": []})
    assert case.bloc.done
