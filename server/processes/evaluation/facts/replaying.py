"""Facts about units, as history tells them: what was declared, and what the records said."""

from collections.abc import Iterable

from server.domain.history.replay.facts import ROW, FactsTold, Payload, said

OF_CASE = ""
"""Where they stand among the sheets: an act of the case taken back leaves them as before."""
_DUE = "due"


def record(told: FactsTold, found: Iterable[Payload]) -> None:
    """Take what the records said, in place of what they said before."""
    facts = told.sheets.setdefault(OF_CASE, {})
    old = [name.rpartition("/")[0] for name in facts if name.endswith(f"/{_DUE}") and facts[name]]
    for fact in old:
        for name in [each for each in facts if each == fact or each.startswith(f"{fact}/")]:
            del facts[name]
    for row in found:
        columns = {name: row[name] for name in (_DUE, "reached", "days")}
        _row(told, row["unit"], row["condition"], **columns)


def declare(told: FactsTold, _: str, payload: Payload) -> None:
    """Take the facts that are declared, and those that are taken back."""
    typed = payload["result"].get("facts", {})
    for change in payload["changes"]:
        unit, _dot, condition = change["path"].rpartition(".")
        if change["new"] == "taken_back":
            _row(told, unit, condition, taken_back=change["reason"])
            continue
        row = typed[condition][unit]
        texts = {name: str(row[name]).strip() for name in ("number", "dated", "note")}
        _row(told, unit, condition, taken_back="", **texts)


def _row(told: FactsTold, unit: str, condition: str, **columns: object) -> None:
    facts, name = told.sheets.setdefault(OF_CASE, {}), f"fact/{unit}/{condition}"
    facts |= {name: ROW, **{f"{name}/{column}": said(value) for column, value in columns.items()}}
