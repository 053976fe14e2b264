"""Rules about lanes, titles, signatures and operations: names the product must know."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from server.engine.diagram.drawing import Kind, properties
from server.engine.errors import Problem
from server.engine.lint.diagrams.routes import Routes
from server.engine.lint.known import DraftDefinition, Signature
from server.engine.lint.values.listing import listed
from server.engine.xml import BPMN

_PASSWORD: Final = "password"  # noqa: S105 - the word for how one signs, no secret


def known_roles(draft: DraftDefinition) -> Iterator[Problem]:
    for lane in draft.root.iter(f"{BPMN}lane"):
        role = properties(lane).get("role")
        if role and role not in draft.known.roles:
            holes = {"role": role, "known": listed(draft.known.roles)}
            yield Problem("ROLE-UNKNOWN", lane.get("id", ""), holes)


def lane_references(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a lane whose reference is not plain: some tools then drop the element silently."""
    for process in draft.root.findall(f"{BPMN}process"):
        drawn = {each.id for each in draft.drawing.elements if each.process == process.get("id")}
        free = set(drawn)
        for lane in process.iter(f"{BPMN}lane"):
            for reference in lane.findall(f"{BPMN}flowNodeRef"):
                name = reference.text or ""
                if name not in free:
                    holes = {"reference": repr(name), **_plainly(name.strip(), free, drawn)}
                    yield Problem("LANE-REF", lane.get("id", ""), holes)
                free.discard(name.strip())


def _plainly(name: str, free: AbstractSet[str], drawn: AbstractSet[str]) -> dict[str, str]:
    """Say how a reference is mended: by its plain id, by one lane alone, or by taking it out."""
    if name in free:
        mend = f"write {name} without white space around it"
        vietnamese = f"ghi {name}, không khoảng trắng trước và sau"
    elif name in drawn:
        mend = f"leave {name} in one lane, and remove it from this one"
        vietnamese = f"để {name} ở một lane, xóa nó ở lane này"
    else:
        mend = "remove it, since nothing in this process has that id; or write the element's id"
        vietnamese = "xóa dòng này vì quy trình không có id ấy, hoặc ghi đúng id của phần tử"
    return {"mend": mend, "mend.vi": vietnamese}


def signatures(draft: DraftDefinition) -> Iterator[Problem]:
    for task in draft.of_kind(Kind.USER):
        form = draft.forms.get(task.form or "")
        if form is not None and ("sign" in task.properties) != bool(form.get("x-sign")):
            yield Problem("SIGN", task.id, {"form": task.form or ""})


def empty_properties(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a property without a value: it says nothing, or what nobody meant."""
    for element in draft.drawing.elements:
        for name, value in element.properties.items():
            if not value.strip():
                yield Problem("PROPERTY-EMPTY", element.id, {"property": name})


def reminded_once(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse to remind twice on one day."""
    for task in draft.of_kind(Kind.USER):
        days = task.properties.get("remind", "").split(",")
        if len(days) != len({*days}):
            yield Problem("REMIND", task.id, {"given": f"remind={','.join(days)}"})


def signed_how(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a signature by anything but the password, as there is no other way."""
    for task in draft.of_kind(Kind.USER):
        how = task.properties.get("sign", _PASSWORD)
        if how != _PASSWORD:
            yield Problem("SIGN-HOW", task.id, {"given": how})


def known_operations(draft: DraftDefinition) -> Iterator[Problem]:
    for task in draft.of_kind(Kind.SERVICE):
        if not task.operation:
            continue
        signature = draft.known.operations.get(task.operation)
        holes = {"operation": task.operation}
        if signature is None:
            names = listed(frozenset(draft.known.operations))
            yield Problem("OPERATION-UNKNOWN", task.id, {**holes, "known": names})
        elif not _takes(signature, frozenset(task.parameters)):
            holes["wanted"] = _asked(signature)
            holes["given"] = listed(frozenset(task.parameters))
            yield Problem("PARAMETERS", task.id, holes)


def _takes(signature: Signature, given: frozenset[str]) -> bool:
    return signature.parameters <= given <= signature.parameters | signature.optional


def _asked(signature: Signature) -> str:
    beside = f" ({listed(signature.optional)})" if signature.optional else ""
    return f"{listed(signature.parameters)}{beside}"


def operations_in_place(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse an operation whose facts are another process's, or are not there yet."""
    routes, done = Routes(draft.drawing), {task.id: task for task in draft.of_kind(Kind.SERVICE)}
    answers = {table.id: frozenset(table.outputs) for _, table in draft.tables}
    for task in done.values():
        name = task.operation or ""
        wanted = draft.known.operations.get(name)
        if wanted is None:
            continue
        if wanted.definition not in {"", draft.key}:
            holes = {"operation": name, "definition": wanted.definition}
            yield Problem("OPERATION-MEANT", task.id, holes)
        before = {done[each].operation for each in routes.before(task.id) or () if each in done}
        if wanted.after and wanted.after not in before:
            holes = {"operation": name, "after": wanted.after}
            yield Problem("OPERATION-EARLY", task.id, holes)
        if not wanted.columns <= answers.get(wanted.table, frozenset()):
            holes = {"operation": name, "table": wanted.table, "columns": listed(wanted.columns)}
            yield Problem("OPERATION-TABLE", task.id, holes)


def placed_roles(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a role of one unit where the process runs for none: nobody would get the task."""
    sets = {process.id: process.each or "" for process in draft.drawing.processes}
    for task in draft.of_kind(Kind.USER):
        fitting = draft.known.placed.get(task.role or "")
        if fitting is not None and sets.get(task.process, "") not in fitting:
            yield Problem("ROLE-PLACE", task.id, {"role": task.role or "", "sets": listed(fitting)})


def known_sets(draft: DraftDefinition) -> Iterator[Problem]:
    for process in draft.drawing.processes:
        if process.each is not None and process.each not in draft.known.sets:
            holes = {"each": process.each, "known": listed(draft.known.sets)}
            yield Problem("EACH", process.pool, holes)
