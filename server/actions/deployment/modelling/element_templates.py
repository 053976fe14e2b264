"""Element templates for Camunda Modeler: properties that are chosen instead of typed.

Form: https://docs.camunda.io/docs/components/modeler/element-templates/defining-templates/, of
Camunda 7, whose `camunda:property` the engine reads as its own (`engine/diagram/dialects.py`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypedDict

from server.actions.deployment.modelling.vocabulary import Vocabulary
from server.domain.texts.words import Words
from server.engine.diagram import dialects

BINDING: Final = "camunda:property"
_ATTRIBUTE: Final = "property"
"""An attribute of the element itself."""
NONE: Final = ""
MESSAGE_THROWN: Final = ("bpmn:IntermediateThrowEvent", "bpmn:EndEvent", "bpmn:SendTask")
MESSAGE_CAUGHT: Final = ("bpmn:IntermediateCatchEvent", "bpmn:ReceiveTask")
DAYS: Final = r"^([1-9][0-9]?(,[1-9][0-9]?){0,9})?$"


class Template(TypedDict, total=False):
    """One template, as the modeller's schema has it."""

    name: str
    id: str
    version: int
    appliesTo: list[str]
    elementType: dict[str, str]
    properties: list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class _Property:
    """One property that a template offers: its name, its label, and how it is asked for."""

    name: str
    label: Words
    asked: Mapping[str, object]
    binding: str = BINDING

    def in_language(self, language: str) -> dict[str, object]:
        binding = {"type": self.binding, "name": self.name}
        label = {"label": f"{self.label.text(language)} · {self.name}"} if self.label.vi else {}
        return {**label, **self.asked, "binding": binding}


@dataclass(frozen=True, slots=True)
class _Draft:
    """A template in both languages; what it is put on becomes an element of `becomes`, if any."""

    id: str
    name: Words
    kinds: Sequence[str]
    properties: Sequence[_Property]
    becomes: str = field(default="", kw_only=True)

    def in_language(self, language: str) -> Template:
        made = Template(
            name=f"Bình Xét · {self.name.text(language)}",
            id=f"binhxet.{self.id}",
            version=1,
            appliesTo=[*self.kinds],
            properties=[each.in_language(language) for each in self.properties],
        )
        if self.becomes:
            made["elementType"] = {"value": self.becomes}
        return made


def element_templates(vocabulary: Vocabulary, language: str) -> list[Template]:
    """Give one template for each kind of element; `language` is "vi" or "en"."""
    return [each.in_language(language) for each in _drafts(vocabulary)]


def _drafts(known: Vocabulary) -> Iterator[_Draft]:
    yield from _tasks(known)
    role = _choice("role", Words("Vai trò", "Role"), known.roles)
    yield _Draft("lane", Words("Lane: vai trò", "Lane: role"), ("bpmn:Lane",), (role,))
    each = _choice("each", Words("Tập hợp", "Set"), known.sets)
    words = Words("Pool: chạy cho từng thành viên", "Pool: once for each member")
    yield _Draft("pool", words, ("bpmn:Participant",), (each,))
    sent = (
        _text("to", Words("Gửi cho ai (biểu thức)", "To whom (expression)")),
        _text(
            dialects.PAYLOAD,
            Words("Nội dung mang theo (biểu thức)", "What it carries (expression)"),
        ),
    )
    yield _Draft("throw", Words("Gửi thông điệp", "Message that is sent"), MESSAGE_THROWN, sent)
    waits = _choice("await", Words("Chờ", "Wait for"), ("all",))
    words = Words("Chờ thông điệp", "Message that is waited for")
    yield _Draft("catch", words, MESSAGE_CAUGHT, (waits,))
    yield _task_like(
        "decision",
        Words("Bảng quyết định", "Decision table"),
        (_choice(dialects.DECISION, Words("Bảng", "Table"), known.tables),),
        becomes="bpmn:BusinessRuleTask",
    )
    yield from _operations(known)
    yield from _calls(known)


def _calls(known: Vocabulary) -> Iterator[_Draft]:
    """Give one for any process, and one for each that is there, with the fields it takes."""
    called, kinds = "calledElement", ("bpmn:Task", "bpmn:CallActivity")
    said = _text("out.result", Words("Nói lại (biểu thức)", "What it says (expression)"))
    words = Words("Gọi một quy trình khác", "Call another process")
    key = Words("Mã quy trình (tên tệp)", "Key of the process (name of its file)")
    asked = _Property(
        called, key, {"type": "String", "constraints": {"notEmpty": True}}, _ATTRIBUTE
    )
    yield _Draft("call-activity", words, kinds, (asked, said), becomes="bpmn:CallActivity")
    for name, each in known.calls.items():
        hidden = _Property(called, Words(""), {"type": "Hidden", "value": name}, _ATTRIBUTE)
        handed = (
            _text(
                f"in.{field_}",
                Words(f"Đưa vào {field_} (biểu thức)", f"Hand in {field_} (expression)"),
                needed=field_ in each.needed,
            )
            for field_ in sorted(each.fields)
        )
        words = Words(f"Gọi quy trình: {name}", f"Call the process: {name}")
        parts = (hidden, *handed, said)
        yield _Draft(f"call-activity-{name}", words, kinds, parts, becomes="bpmn:CallActivity")


def _tasks(known: Vocabulary) -> Iterator[_Draft]:
    """Give a person's task twice: its day a deadline of the year, or reckoned."""
    before = (
        _choice("form", Words("Biểu mẫu", "Form"), known.forms),
        _text("title", Words("Tiêu đề trong hộp việc", "Title in the inbox")),
    )
    after = (
        _text("approves", Words("Duyệt kết quả của công việc (id)", "Approves the result of (id)")),
        _choice("sign", Words("Ký bằng mật khẩu", "Signed with the password"), ("password",)),
        _text(
            "remind",
            Words("Nhắc trước hạn (ngày làm việc: 3,1)", "Remind before (working days: 3,1)"),
            pattern=DAYS,
        ),
        _text(
            "escalate",
            Words("Báo cấp trên sau hạn (ngày làm việc)", "Tell the superior after (working days)"),
            pattern=DAYS,
        ),
    )
    due = Words("Hạn: mốc của năm", "Due: deadline of the year")
    reckoned = Words(
        "Hạn: biểu thức: workdays(opened_on, 3)", "Due: expression: workdays(opened_on, 3)"
    )
    yield _task_like(
        "task",
        Words("Công việc của người", "A person's task"),
        (*before, _choice("due", due, known.deadlines), *after),
        becomes="bpmn:UserTask",
    )
    yield _task_like(
        "task-reckoned",
        Words(
            "Công việc của người, hạn tính theo biểu thức", "A person's task, due on a reckoned day"
        ),
        (*before, _text("due", reckoned), *after),
        becomes="bpmn:UserTask",
    )


def _operations(known: Vocabulary) -> Iterator[_Draft]:
    for name, each in known.operations.items():
        whose = f" ({each.definition})" if each.definition else ""
        named = _Property(dialects.OPERATION, Words(""), {"type": "Hidden", "value": name})
        parameters = (
            _text(
                f"{dialects.PARAMETER}{parameter}",
                Words(f"{parameter} (biểu thức)", f"{parameter} (expression)"),
                needed=parameter in each.parameters,
            )
            for parameter in sorted(each.parameters | each.optional)
        )
        words = Words(f"Thao tác của hệ thống: {name}{whose}", f"Operation: {name}{whose}")
        yield _task_like(
            f"operation-{name}", words, (named, *parameters), becomes="bpmn:ServiceTask"
        )


def _task_like(name: str, words: Words, properties: Sequence[_Property], *, becomes: str) -> _Draft:
    """Offer it on a plain task too, which becomes what it is meant to be."""
    return _Draft(name, words, ("bpmn:Task", becomes), properties, becomes=becomes)


def _choice(name: str, label: Words, offered: Iterable[str]) -> _Property:
    """Offer a list; nothing is chosen at first, so that nothing is said by mistake."""
    choices = [{"name": each or "—", "value": each} for each in (NONE, *offered)]
    return _Property(name, label, {"type": "Dropdown", "choices": choices, "value": NONE})


def _text(name: str, label: Words, *, pattern: str = "", needed: bool = False) -> _Property:
    limits: dict[str, object] = {"pattern": pattern} if pattern else {}
    if needed:
        limits["notEmpty"] = True
    return _Property(name, label, {"type": "String", **({"constraints": limits} if limits else {})})
