"""The engine: BPMN by SpiffWorkflow, DMN by our own tables, JSON in, JSON out.

No object of the library leaves.
"""

from collections.abc import Mapping

from server.engine.diagram.dialects import understand
from server.engine.diagram.drawing import Element, Flow, Kind, Process
from server.engine.diagram.precedence import Done, Precedence
from server.engine.early import Early, Sender
from server.engine.errors import (
    AskedTwice,
    BadData,
    BadRecipients,
    DecisionRefused,
    DefinitionRefused,
    EngineRefusal,
    EngineVersionUnknown,
    ExpressionRefused,
    NotArmed,
    NotReady,
    OperationRefused,
    OtherBranch,
    Problem,
    StateUnreadable,
    Stuck,
    TooManyLaps,
    UnknownElement,
    UnknownProcess,
)
from server.engine.expressions.days import EXTENDED
from server.engine.expressions.decisions import Decision
from server.engine.expressions.functions import OWN_DAYS
from server.engine.expressions.language import evaluate
from server.engine.expressions.names import Read
from server.engine.extending import DEADLINES, dated, extend, knows, paths
from server.engine.lint import (
    Known,
    ProductForm,
    ReadField,
    RowFields,
    RowSet,
    Signature,
    findings,
)
from server.engine.lint.diagrams.typed import misfits
from server.engine.lint.outside import Sketch, always_same, judge, past_days, sketch
from server.engine.lint.values.nothing import may_be_nothing
from server.engine.lint_words import LANGUAGES, Said, one_line, said
from server.engine.messages import (
    Destination,
    Effect,
    askings,
    destinations,
    going_on,
    waits_for_all,
)
from server.engine.origins import FieldOrigin, asks_answer, behind, origin
from server.engine.reading import Definition
from server.engine.recounting import counted_by, recount
from server.engine.repairing import (
    InstanceStanding,
    between,
    carry,
    check_readable,
    check_version,
    reachable,
    set_back,
    standing,
)
from server.engine.states import day_of, evaluated, evaluated_day, noted, open_tasks, waiting
from server.engine.stepping import Armed, Decided, Operations, Thrown
from server.engine.tokens import ENGINE_VERSION
from server.engine.values import JSON, Data, checked
from server.engine.verbs import (
    Moved,
    WaitingTask,
    complete,
    deliver,
    fire,
    start,
)
from server.engine.versions import (
    Change,
    ChangedElement,
    Obstacle,
    Why,
    changes,
    handed_in,
    obstacles,
)
from server.engine.ways import approving_instead, begun_once, in_order

__all__ = [
    "DEADLINES",
    "ENGINE_VERSION",
    "EXTENDED",
    "JSON",
    "LANGUAGES",
    "OWN_DAYS",
    "Armed",
    "AskedTwice",
    "BadData",
    "BadRecipients",
    "Change",
    "ChangedElement",
    "Data",
    "Decided",
    "Decision",
    "DecisionRefused",
    "Definition",
    "DefinitionRefused",
    "Destination",
    "Done",
    "Early",
    "Effect",
    "Element",
    "EngineRefusal",
    "EngineVersionUnknown",
    "ExpressionRefused",
    "FieldOrigin",
    "Flow",
    "InstanceStanding",
    "Kind",
    "Known",
    "Moved",
    "NotArmed",
    "NotReady",
    "Obstacle",
    "OperationRefused",
    "Operations",
    "OtherBranch",
    "Precedence",
    "Problem",
    "Process",
    "ProductForm",
    "Read",
    "ReadField",
    "RowFields",
    "RowSet",
    "Said",
    "Sender",
    "Signature",
    "Sketch",
    "StateUnreadable",
    "Stuck",
    "Thrown",
    "TooManyLaps",
    "UnknownElement",
    "UnknownProcess",
    "WaitingTask",
    "Why",
    "always_same",
    "approving_instead",
    "askings",
    "asks_answer",
    "begun_once",
    "behind",
    "between",
    "carry",
    "changes",
    "check_readable",
    "check_version",
    "checked",
    "complete",
    "counted_by",
    "dated",
    "day_of",
    "decide",
    "deliver",
    "destinations",
    "evaluate",
    "evaluated",
    "evaluated_day",
    "extend",
    "findings",
    "fire",
    "going_on",
    "handed_in",
    "in_order",
    "judge",
    "knows",
    "may_be_nothing",
    "misfits",
    "noted",
    "obstacles",
    "one_line",
    "open_tasks",
    "origin",
    "past_days",
    "paths",
    "reachable",
    "recount",
    "said",
    "set_back",
    "sketch",
    "standing",
    "start",
    "understand",
    "waiting",
    "waits_for_all",
]


def decide(definition: Definition, decision_id: str, facts: Mapping[str, JSON]) -> dict[str, JSON]:
    """Give the answer of a decision table; DecisionRefused where it has none, or several."""
    if decision_id not in definition.decisions:
        raise DecisionRefused(decision_id, "there is no such decision")
    return definition.decisions[decision_id].decide(facts)
