"""The nodes of which process specs are built: what each element does with a token.

The specs of a definition are shared by all its instances and threads. They are not changed after
they are built: what varies with a step is in its `RunningStep`, the script engine of the workflow.
"""

import logging
from typing import Final

from SpiffWorkflow.bpmn.specs.bpmn_task_spec import _BpmnCondition
from SpiffWorkflow.bpmn.specs.control import BoundaryEventSplit
from SpiffWorkflow.bpmn.specs.defaults import (
    BoundaryEvent,
    EndEvent,
    EventBasedGateway,
    ExclusiveGateway,
    IntermediateCatchEvent,
    IntermediateThrowEvent,
    StartEvent,
    UserTask,
)
from SpiffWorkflow.bpmn.specs.event_definitions.base import EventDefinition
from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin
from SpiffWorkflow.util.task import TaskState

from server.engine.library import RunningStep, Token

_LIVE: Final = TaskState.READY | TaskState.WAITING

# At its default level the library walks the whole task tree at each start and end.
logging.getLogger("spiff").setLevel(logging.WARNING)


class Waited(EventDefinition):  # type: ignore[misc,no-any-unimported]
    """The event one catching element waits for: nobody else's, whatever its message is called."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Waited) and self.name == other.name

    __hash__ = None  # type: ignore[assignment] # compared, never a key


class ThrownEvent(EventDefinition):  # type: ignore[misc,no-any-unimported]
    """The message a throwing element sends: handed to the step, never to a catcher inside."""

    def throw(self, my_task: Token) -> None:
        _step(my_task).throw(my_task.task_spec.name)


class Unforeseen(BpmnSpecMixin):  # type: ignore[misc,no-any-unimported]
    """An element that sees its next ones when it is run, and no further.

    The library hangs all that may come on a token when it first sees it coming. That is most of a
    tree, and it is without end where a loop has no gateway in it.
    """

    def _predict(self, my_task: Token, *_seen: object, **_mask: object) -> None:
        """Foresee nothing."""

    def _run_hook(self, my_task: Token) -> object:
        self._predict_hook(my_task)
        return super()._run_hook(my_task)


class Begin(Unforeseen, StartEvent):  # type: ignore[misc,no-any-unimported]
    pass


class Finish(Unforeseen, EndEvent):  # type: ignore[misc,no-any-unimported]
    pass


class Terminate(Finish):
    """An end that takes every other token of its instance away, or of its subprocess."""

    within: frozenset[str] | None = None  # the nodes of that

    def _run_hook(self, my_task: Token) -> object:
        for task in my_task.workflow.get_tasks(state=_LIVE):
            ends = self.within is None or task.task_spec.name in self.within
            if task is not my_task and ends:
                task.cancel()
        return super()._run_hook(my_task)


class Throw(Unforeseen, IntermediateThrowEvent):  # type: ignore[misc,no-any-unimported]
    pass


class Catch(Unforeseen, IntermediateCatchEvent):  # type: ignore[misc,no-any-unimported]
    pass


class Boundary(Unforeseen, BoundaryEvent):  # type: ignore[misc,no-any-unimported]
    pass


class Failure(Boundary):
    """An error event on a subprocess: nothing outside makes it happen."""


class Enter(Unforeseen):
    """Where a subprocess begins; the element itself is what is passed when it has ended."""


class Leave(Unforeseen):
    """A subprocess that has come to its end."""


class HandIn(Unforeseen):
    """Where a called process begins: the step works out what the call hands in."""

    def _run_hook(self, my_task: Token) -> object:
        _step(my_task).hand_in(self.name)
        return super()._run_hook(my_task)


class Return(Leave):
    """A called process that has come to its end: the step works out what it has to say."""

    def _run_hook(self, my_task: Token) -> object:
        _step(my_task).hand_back(self.name)
        return super()._run_hook(my_task)


class Fail(Unforeseen):
    """An error end: the step lets the event happen that catches it."""

    def _run_hook(self, my_task: Token) -> object:
        _step(my_task).fail(self.name)
        return super()._run_hook(my_task)


class Split(Unforeseen, BoundaryEventSplit):  # type: ignore[misc,no-any-unimported]
    """What stands before a task or a subprocess with events on it."""

    begins = False
    """It is followed by the beginning of a subprocess."""


class Events(Unforeseen, EventBasedGateway):  # type: ignore[misc,no-any-unimported]
    pass


class Task(Unforeseen, UserTask):  # type: ignore[misc,no-any-unimported]
    pass


class ExclusiveChoice(Unforeseen, ExclusiveGateway):  # type: ignore[misc,no-any-unimported]
    def _predict_hook(self, my_task: Token) -> None:
        """Leave it to the run, which hangs the one way it takes."""


class Parallel(Unforeseen):
    """A gateway that splits a token, or waits for all that its split has sent out.

    The ways to it are as many as the branches, and each brings one token: that is checked when the
    definition is read. So to join is to count, and nobody has to look where a token came from. Who
    comes last goes on.
    """

    def _update_hook(self, my_task: Token) -> bool:
        here = my_task.workflow.get_tasks(state=TaskState.WAITING, spec_name=self.name)
        others = [task for task in here if task is not my_task]
        if len(others) + 1 < len(self.inputs):
            my_task._set_state(TaskState.WAITING)  # noqa: SLF001 - as the library's joins do
            return False
        for task in others:
            task._set_state(TaskState.COMPLETED)  # noqa: SLF001 - nothing comes after these
        return True


class ServiceTask(Unforeseen):
    """A service task: the step runs the operation; a failure is the operation's own exception."""

    def _run_hook(self, my_task: Token) -> object:
        _step(my_task).operate(self.name)
        return super()._run_hook(my_task)


class BusinessRuleTask(Unforeseen):
    """A business rule task: the step asks its decision table."""

    def _run_hook(self, my_task: Token) -> object:
        _step(my_task).decide(self.name)
        return super()._run_hook(my_task)


class Condition(_BpmnCondition):  # type: ignore[misc,no-any-unimported]
    def _matches(self, task: Token) -> bool:
        return _step(task).condition(self.args[0])


def _step(task: Token) -> RunningStep:
    return task.workflow.script_engine
