"""Call activities: a process of another file, opened up in the diagram that calls it."""

from server.engine.calls.called import (
    FOLDER,
    MARK,
    Called,
    CallInterface,
    called_files,
    name_beside,
)
from server.engine.calls.drawing import CALL_INPUT, CallFields
from server.engine.calls.names import Names
from server.engine.calls.opening import OpenedCalls, fields_of_call, open_calls
from server.engine.calls.told import as_written, call_of, told, told_in

__all__ = [
    "CALL_INPUT",
    "FOLDER",
    "MARK",
    "CallFields",
    "CallInterface",
    "Called",
    "Names",
    "OpenedCalls",
]
__all__ += ["as_written", "call_of", "told", "told_in"]
__all__ += ["called_files", "fields_of_call", "name_beside", "open_calls"]
