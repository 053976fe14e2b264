"""Reading the TOML files that people write, field by field, with every mistake and its line."""

from server.domain.toml_file.line_index import LineIndex, Path
from server.domain.toml_file.mistakes import (
    READING_MESSAGES,
    FileCode,
    FileMistake,
    FileMistakes,
    ReadingCode,
    field_name,
    path_of,
)
from server.domain.toml_file.parsing import read_toml
from server.domain.toml_file.table import LONG, NAME, SHORT, Notes, Table

__all__ = [
    "LONG",
    "NAME",
    "READING_MESSAGES",
    "SHORT",
    "FileCode",
    "FileMistake",
    "FileMistakes",
    "LineIndex",
    "Notes",
    "Path",
    "ReadingCode",
    "Table",
    "field_name",
    "path_of",
    "read_toml",
]
