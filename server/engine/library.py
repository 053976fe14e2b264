"""What we use of SpiffWorkflow's running objects, with the types the library does not have."""

from collections.abc import Iterator, Sequence
from typing import Protocol
from uuid import UUID


class RunningStep(Protocol):
    """What a running step answers to its elements; it stands where the library has scripts."""

    def condition(self, source: str) -> bool: ...
    def operate(self, element: str) -> None: ...
    def decide(self, element: str) -> None: ...
    def hand_in(self, element: str) -> None: ...
    def hand_back(self, element: str) -> None: ...
    def throw(self, element: str) -> None: ...
    def fail(self, element: str) -> None: ...


class SpecEvent(Protocol):
    """What an element waits for, or throws."""

    name: str
    event_definitions: "Sequence[SpecEvent]"  # an event gateway's only


class Spec(Protocol):
    """One element of a process spec; shared, so nothing here is ever set after building."""

    name: str
    manual: bool
    event_definition: SpecEvent

    @property
    def outputs(self) -> "Sequence[Spec]": ...
    def connect(self, taskspec: "Spec") -> None: ...
    def connect_if(self, condition: object, task_spec: "Spec") -> None: ...
    def catch(self, my_task: "Token", event: object) -> None: ...
    def _update(self, my_task: "Token") -> None: ...


class ProcessSpec(Protocol):
    """The spec of one process."""

    name: str
    start: Spec
    end: Spec
    task_specs: dict[str, Spec]


class Token(Protocol):
    """One node of the library's task tree: a token, where it was, or where it may go."""

    id: UUID
    state: int
    data: dict[str, object]
    internal_data: dict[str, object]
    task_spec: Spec
    workflow: "Workflow"

    @property
    def parent(self) -> "Token | None": ...
    @property
    def children(self) -> "Sequence[Token]": ...
    def __iter__(self) -> "Iterator[Token]": ...
    def has_state(self, state: int) -> bool: ...
    def run(self) -> object: ...
    def cancel(self) -> None: ...
    def _set_state(self, value: int) -> None: ...


class Workflow(Protocol):
    """One running process."""

    spec: ProcessSpec
    completed: bool
    tasks: dict[UUID, Token]
    task_tree: Token
    script_engine: "RunningStep"

    def get_tasks(
        self, *, state: int, manual: bool | None = ..., spec_name: str | None = ...
    ) -> list[Token]: ...
    def get_next_task(self, *, state: int, manual: bool) -> Token | None: ...
