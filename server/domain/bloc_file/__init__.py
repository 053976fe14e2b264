"""The bloc-year file: a bloc's year as TOML, read whole or refused with all its mistakes."""

from server.domain.bloc_file.entries import (
    AppointmentEntry,
    BlocYearFile,
    BodyEntry,
    BodyKind,
    PersonEntry,
    PostEntry,
    UnitEntry,
)
from server.domain.bloc_file.mistakes import MESSAGES, Code
from server.domain.bloc_file.parsing import parse, read_unfinished, to_rules
from server.domain.bloc_file.refused_persons import mistakes_of
from server.domain.toml_file import FileMistake, FileMistakes

__all__ = [
    "MESSAGES",
    "AppointmentEntry",
    "BlocYearFile",
    "BodyEntry",
    "BodyKind",
    "Code",
    "FileMistake",
    "FileMistakes",
    "PersonEntry",
    "PostEntry",
    "UnitEntry",
    "mistakes_of",
    "parse",
    "read_unfinished",
    "to_rules",
]
