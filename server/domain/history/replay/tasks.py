"""The tasks: opened for a post, done by a person, withdrawn, taken back, put first, handed over."""

from collections.abc import Callable, Mapping
from datetime import datetime

from server.domain.history.replay.facts import (
    CLAIMED,
    HOLDER,
    Event,
    FactsTold,
    Payload,
    digest,
    moment,
    said,
)
from server.domain.people.posts import unit_of

NEVER = "9999-12-31T00:00:00+00:00"
"""What a task without a due date is sorted by."""
_NOT_DONE = dict.fromkeys(
    (
        "title_vi",
        "title_en",
        "closed_at",
        "done_by",
        "done_name",
        "done_post",
        "done_on_behalf",
        "done_link_by",
        "outcome",
        "definition_hash",
        "result_json",
    )
)


def add(told: FactsTold, event: Event) -> None:
    """Take the next event."""
    for move in event.payload.get("moved", ()):
        for task in move.get("tasks", ()):
            _opened(told, event, move, task)
        for gone in move.get("withdrawn", ()):
            _withdrawn(told, event, gone["id"], gone["note"])
    if "assignee" in event.payload:
        who = event.payload["assignee"]["new"] or ""
        told.facts[f"{HOLDER}task/{event.id}"] = who
        told.facts[f"{CLAIMED}task/{event.id}"] = moment(event.at) if who else ""
    if event.kind in _KINDS:
        _KINDS[event.kind](told, event)


def _extended(told: FactsTold, event: Event) -> None:
    for id_, due in event.payload.get("dues", ()):
        told.row(f"task/{id_}", due=instant(due), due_sort=instant(due))


def _opened(told: FactsTold, event: Event, move: Payload, task: Payload) -> None:
    name, due, note = f"task/{task['id']}", task.get("due"), task.get("note", "")
    told.row(
        name,
        state="open",
        priority=0,
        instance_id=move["instance"],
        process=move["process"],
        key=move["key"],
        round=move["round"],
        element=task["element"],
        form=task["form"],
        bars=_bars(told, move, task),
        post_id=task["post"],
        unit_id=unit_of(task["post"]),
        subject_unit_id=task.get("subject"),
        due=due and instant(due),
        due_sort=instant(due) if due else NEVER,
        opened_at=event.at,
        note=note,
        note_by=task.get("note_by"),
        simulated=event.simulated,
        **_NOT_DONE,
    )
    told.replaced[name] = {f"{name}/note": note}


def _bars(told: FactsTold, move: Payload, task: Payload) -> str:
    """Name the act that nobody does for a unit of their own, as the instance's manifest says."""
    manifest = told.manifest_of(told.get(f"version/{move['instance']}"))
    entry = manifest.tasks.get(task["element"])
    return entry.bars if entry else ""


def _completed(told: FactsTold, event: Event) -> None:
    payload, task, actor = event.payload, event.task, event.payload["actor"]
    behalf = actor.get("on_behalf")
    told.row(
        f"task/{event.id}",
        state="done",
        **{part: task[part] for part in ("process", "key", "round", "element")},
        title_vi=task["title_vi"],
        title_en=task["title_en"],
        outcome=payload["outcome"],
        definition_hash=event.definition,
        closed_at=event.at,
        done_by=actor["person"],
        done_name=actor["name"],
        done_post=actor["title"]["vi"],
        done_on_behalf=behalf and behalf["vi"],
        done_link_by=", ".join(hand["name"] for hand in actor.get("link_by", ())),
        result_json=digest(payload["result"]),
    )
    _let_go(told, event.id)
    if payload["reason"]:
        told.facts[f"task/{event.id}/note"] = payload["reason"]


def _withdrawn(told: FactsTold, event: Event, id_: str, note: str) -> None:
    told.row(f"task/{id_}", state="withdrawn", closed_at=event.at)
    _let_go(told, id_)
    if note:
        told.facts[f"task/{id_}/note"] = note


def _taken_back(told: FactsTold, event: Event) -> None:
    """Open a task again; what came after it is withdrawn in the name of who had done it."""
    name = f"task/{event.id}"
    by = f"{told.get(f'{name}/done_name')}, {told.get(f'{name}/done_post')}"
    for id_ in event.payload.get("withdrawn", ()):
        _withdrawn(told, event, id_, by)
    told.row(name, state="open", **_NOT_DONE)
    told.facts.pop(f"{name}/note", None)
    told.facts |= told.replaced.get(name, {}) | told.replaced.get(f"{HOLDER}{name}", {})


def _let_go(told: FactsTold, id_: str) -> None:
    """Of a closed task it does not count who had it, until it is opened again."""
    names = (f"{HOLDER}task/{id_}", f"{CLAIMED}task/{id_}")
    told.replaced[names[0]] = {name: told.get(name) for name in names}
    told.facts |= dict.fromkeys(names, "")


def _cancelled(told: FactsTold, event: Event) -> None:
    for id_ in event.payload.get("tasks", ()):
        _withdrawn(told, event, id_, event.payload["reason"])


def _ranked(told: FactsTold, event: Event) -> None:
    priority = "-1" if event.kind == "task.made_urgent" else "0"
    told.facts[f"task/{event.id}/priority"] = priority


def _handed_back(told: FactsTold, event: Event) -> None:
    told.row(f"delegation/{event.payload['delegation']}", answer=event.payload["reason"])


def _entrusted(told: FactsTold, event: Event) -> None:
    payload = event.payload
    told.row(
        f"delegation/{payload['delegation']}",
        task_id=event.id,
        person_id=payload["assignee"]["new"],
        given_by=payload["actor"]["person"],
        valid_from=payload["from"],
        valid_to=payload["to"],
        document=payload["document"],
        note=payload["reason"],
        answer="",
    )


def instant(text: str) -> str:
    """Write an instant of a payload as that of a row."""
    return said(datetime.fromisoformat(text))


_KINDS: Mapping[str, Callable[[FactsTold, Event], None]] = {
    "task.completed": _completed,
    "task.taken_back": _taken_back,
    "task.made_urgent": _ranked,
    "task.made_ordinary": _ranked,
    "task.entrusted": _entrusted,
    "task.handed_back": _handed_back,
    "case.cancelled": _cancelled,
    "deadline.extended": _extended,
    "calendar.followed": _extended,
}
