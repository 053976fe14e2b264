"""For each rule about calls of other processes: a version that breaks it, and at which element."""

from collections.abc import Mapping
from typing import Final

from tests.worlds.calling import CALLED, CALLED_FILES, CALLER, caller_files, caller_pool, files


def _with(old: str, new: str) -> dict[str, str]:
    given = files()
    assert old in given[f"{CALLER}.bpmn"], old
    return {**given, f"{CALLER}.bpmn": given[f"{CALLER}.bpmn"].replace(old, new)}


def _uncallable() -> dict[str, str]:
    name = f"calls/{CALLED}/{CALLED}.toml"
    short = 'short = "Kiểm tra"'
    text = CALLED_FILES[f"{CALLED}.toml"].replace(short, f'{short}\nbodies = ["chairman"]')
    return {**files(), name: text}


SAMPLES: Final[Mapping[str, dict[str, str]]] = {
    "CALL-CIRCLE": _with(f'calledElement="{CALLED}"', f'calledElement="{CALLER}"'),
    "CALL-PROCESS": _uncallable(),
    "CALL-FIELD": files(caller_pool(in_sum="1")),
    "CALL-NAME": files(caller_pool(out_typename="look.verdict")),
    "CALL-MISSING": _with('name="in.amount"', 'name="in.urgent"'),
    "CALL-TYPE": files(caller_pool(in_amount="'much'")),
    "CALL-INSIDE": _with("examine.verdict == 'refuse'", "examine__look.verdict == 'refuse'"),
}
"""All at the call but the last, which is at the flow."""
GOOD: Final = files()
NOT_THERE: Final = caller_files()
