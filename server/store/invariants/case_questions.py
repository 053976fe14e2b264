"""What a process asks of its own tables, so that a case's state is compared with its history."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseQuestions:
    """SQL over one `:case`, in the names of the process's replay.

    `facts` give (name, value); `rows` a name and one fact for each other column; `json_columns` are
    the columns among these that hold JSON.
    """

    facts: str = ""
    rows: tuple[str, ...] = ()
    json_columns: frozenset[str] = frozenset()
