"""Small processes to try, each with one fault, and the files of a process without any."""

import json
from collections.abc import Callable, Mapping
from typing import Final

from tests.engine.drawings import Pool, drawn

Flows = Mapping[str, tuple[str, ...]]
_VERDICT: Final = {
    "type": "string",
    "enum": ["approve", "return"],
    "x-route": True,
    "x-outcome": {"approve": "approve", "return": "return"},
}
VERDICT: Final[Mapping[str, object]] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "verdict": _VERDICT,
        "reason": {"type": "string", "x-reason": True},
        "kind": {"type": "string", "enum": ["a", "b"], "x-route": True},
        "count": {"type": "integer", "minimum": 1, "maximum": 9, "x-route": True},
    },
    "required": ["verdict"],
}
PLAIN: Final[Mapping[str, object]] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"note": {"type": "string"}},
}
UNFILLABLE: Final[Mapping[str, object]] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"count": {"type": "integer", "minimum": 9, "maximum": 1, "x-route": True}},
    "required": ["count"],
}
MANIFEST: Final = """name = "Thu"
short = "Thu"
open.by = ["leader"]
sight.all = ["bloc"]
"""


def number(most: int) -> dict[str, object]:
    """Give a field for a whole number up to this, which enters the process."""
    return {"type": "integer", "minimum": 0, "maximum": most, "x-route": True}


def form(**properties: object) -> dict[str, object]:
    """Give a form of these fields, all of which are needed."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": [*properties],
    }


def files(
    *pools: Pool,
    flows: Flows | None = None,
    manifest: str = MANIFEST,
    **forms: Mapping[str, object],
) -> dict[str, str]:
    """Give the files of a process; its forms are `form` and `plain`, and those given."""
    several = {"form": VERDICT, "plain": PLAIN, **forms}
    return {
        "t.bpmn": drawn(*pools, flows=flows).decode(),
        "t.toml": manifest,
        **{f"{name}.json": json.dumps(each) for name, each in several.items()},
    }


def sound() -> dict[str, str]:
    """A text is written, and approved or sent back."""
    pool = (
        Pool("p")
        .start()
        .user("write", "secretary", form="plain")
        .user("agree", "leader", approves="write")
        .xor("q")
        .end()
        .flow("begin", "write", "agree", "q")
        .flow("q", "write", when="agree.verdict == 'return'")
        .flow("q", "done", default=True)
    )
    return files(pool)


def waiting_for_each_other() -> dict[str, str]:
    main = (
        Pool("p")
        .start()
        .throw("ask", "asked")
        .catch("answered", "answer")
        .throw("let_go", "going")
        .end()
        .flow("begin", "ask", "answered", "let_go", "done")
    )
    other = (
        Pool("o")
        .start("asked_start", "asked")
        .catch("go_catch", "going")
        .end("o_done", "answer")
        .flow("asked_start", "go_catch", "o_done")
    )
    flows = {"ask": ("asked_start",), "let_go": ("go_catch",), "o_done": ("answered",)}
    return files(main, other, flows=flows)


def never_answered() -> dict[str, str]:
    """Who is asked ends without a word where they say no."""
    main = (
        Pool("p")
        .start()
        .throw("ask", "asked")
        .catch("answered", "answer")
        .end()
        .flow("begin", "ask", "answered", "done")
    )
    other = (
        Pool("o")
        .start("asked_start", "asked")
        .user("one", "leader")
        .xor("q")
        .end("o_done", "answer")
        .end("o_silent")
        .flow("asked_start", "one", "q")
        .flow("q", "o_silent", when="one.verdict == 'return'")
        .flow("q", "o_done", default=True)
    )
    return files(main, other, flows={"ask": ("asked_start",), "o_done": ("answered",)})


def going_round_for_ever() -> dict[str, str]:
    """The word that would lead out is not one the form has."""
    return files(_choosing("one.verdict == 'aprove'", to="done", else_to="one"))


def reading_what_was_left_out() -> dict[str, str]:
    return files(_choosing("one.count > 3", to="done", else_to="one"))


def leaving_units_at_work() -> dict[str, str]:
    """The day comes, and the main process ends without taking anybody out."""
    main = (
        Pool("p")
        .start()
        .throw("ask", "asked")
        .events("wait")
        .catch("all_in", "answer", "all")
        .timer("late", "workdays(opened_on, 5)")
        .end()
        .end("too_late")
        .flow("begin", "ask", "wait", "all_in", "done")
        .flow("wait", "late", "too_late")
    )
    unit = (
        Pool("u", each="units")
        .start("asked_start", "asked")
        .user("one", "officer")
        .end("u_done", "answer")
        .flow("asked_start", "one", "u_done")
    )
    return files(main, unit, flows={"ask": ("asked_start",), "u_done": ("all_in",)})


def asking_every_unit() -> dict[str, str]:
    """Every unit is asked, and waited for."""
    main = (
        Pool("p")
        .start()
        .throw("ask", "asked")
        .catch("all_in", "answer", "all")
        .end()
        .flow("begin", "ask", "all_in", "done")
    )
    unit = (
        Pool("u", each="units")
        .start("asked_start", "asked")
        .user("one", "officer", form="plain")
        .end("u_done", "answer")
        .flow("asked_start", "one", "u_done")
    )
    return files(main, unit, flows={"ask": ("asked_start",), "u_done": ("all_in",)})


def going_round_an_approval() -> dict[str, str]:
    pool = (
        Pool("p")
        .start()
        .user("write", "secretary")
        .xor("q")
        .user("agree", "leader", form="plain", approves="write")
        .end()
        .flow("begin", "write", "q")
        .flow("q", "done", when="write.kind == 'b'")
        .flow("q", "agree", default=True)
        .flow("agree", "done")
    )
    return files(pool, form={**VERDICT, "required": ["verdict", "kind"]})


def heeding_no_refusal() -> dict[str, str]:
    """Whatever the leader says, it is issued."""
    pool = (
        Pool("p")
        .start()
        .user("agree", "leader")
        .user("issue", "secretary", form="plain")
        .end()
        .flow("begin", "agree", "issue", "done")
    )
    acts = '[tasks]\nagree = { see = "all", act = "approve" }\n'
    return files(pool, manifest=f"{MANIFEST}{acts}")


def ending_with_a_decision() -> dict[str, str]:
    """What the leader says is all there is: the record says it."""
    pool = Pool("p").start().user("agree", "leader").end().flow("begin", "agree", "done")
    acts = '[tasks]\nagree = { see = "all", act = "decide" }\n'
    return files(pool, manifest=f"{MANIFEST}{acts}")


def of_no_unit() -> dict[str, str]:
    """A unit's head is asked where no unit is."""
    return files(Pool("p").start().user("one", "head").end().flow("begin", "one", "done"))


def filled_in_in_no_way() -> dict[str, str]:
    pool = Pool("p").start().user("one", "leader", form="broken").end().flow("begin", "one", "done")
    return files(pool, broken=UNFILLABLE)


def with_a_hole() -> dict[str, str]:
    """A title holds what its field may leave out."""
    pool = (
        Pool("p")
        .start()
        .user("one", "leader")
        .user("two", "leader", form="plain", title="Việc loại {one.kind}")
        .end()
        .flow("begin", "one", "two", "done")
    )
    return files(pool)


def with_an_element_nobody_comes_to() -> dict[str, str]:
    pool = (
        Pool("p")
        .start()
        .user("one", "leader")
        .xor("q")
        .user("never", "leader", form="plain")
        .end()
        .flow("begin", "one", "q")
        .flow("q", "never", when="one.verdict == 'aprove'")
        .flow("q", "done", default=True)
        .flow("never", "done")
    )
    return files(pool)


def _choosing(condition: str, *, to: str, else_to: str) -> Pool:
    return (
        Pool("p")
        .start()
        .user("one", "leader")
        .xor("q")
        .end()
        .flow("begin", "one", "q")
        .flow("q", to, when=condition)
        .flow("q", else_to, default=True)
    )


FAULTY: Final[Mapping[str, tuple[Callable[[], dict[str, str]], str]]] = {
    "TRY-DEADLOCK": (waiting_for_each_other, "answered"),
    "TRY-DEAD-END": (never_answered, "answered"),
    "TRY-ENDLESS": (going_round_for_ever, "opening"),
    "TRY-BREAKS": (reading_what_was_left_out, "one"),
    "TRY-OPEN": (leaving_units_at_work, "one"),
    "TRY-BYPASS": (going_round_an_approval, "agree"),
    "TRY-UNHEEDED": (heeding_no_refusal, "agree"),
    "TRY-NOBODY": (of_no_unit, "one"),
    "TRY-FORM": (filled_in_in_no_way, "one"),
    "TRY-HOLE": (with_a_hole, "two"),
    "TRY-UNREACHED": (with_an_element_nobody_comes_to, "never"),
}
"""By the rule each breaks: a process, and the element at which."""
