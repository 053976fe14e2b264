"""Element templates for Camunda Modeler: properties that are chosen instead of typed.

Form: https://docs.camunda.io/docs/components/modeler/element-templates/defining-templates/, of
Camunda 7, whose `camunda:property` the engine reads as its own (`engine/diagram/dialects.py`).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypedDict

from server.actions.deployment.modelling.vocabulary import Vocabulary
from server.engine.diagram import dialects

SCHEMA: Final = "https://unpkg.com/@camunda/element-templates-json-schema/resources/schema.json"
BINDING: Final = "camunda:property"
NONE: Final = ""

Words = tuple[str, str]
"""Vietnamese, English."""

TASK: Final = ("bpmn:Task", "bpmn:UserTask")
MESSAGE_THROWN: Final = ("bpmn:IntermediateThrowEvent", "bpmn:EndEvent", "bpmn:SendTask")
DAYS: Final = r"^([1-9][0-9]?(,[1-9][0-9]?){0,9})?$"


class Template(TypedDict, total=False):
    """One template, as the modeller's schema has it."""

    name: str
    id: str
    version: int
    description: str
    appliesTo: list[str]
    elementType: dict[str, str]
    properties: list[dict[str, object]]


def element_templates(vocabulary: Vocabulary, language: str) -> list[Template]:
    """Give one template for each kind of element; `language` is "vi" or "en"."""
    chosen = 0 if language == "vi" else 1
    return [
        *_tasks(vocabulary, chosen),
        _template("lane", ("Lane: vai trò", "Lane: role"), ("bpmn:Lane",), chosen,
                  [_choice("role", ("Vai trò", "Role"), vocabulary.roles, chosen)]),
        _template("pool", ("Pool: chạy cho từng thành viên", "Pool: once for each member"),
                  ("bpmn:Participant",), chosen,
                  [_choice("each", ("Tập hợp", "Set"), vocabulary.sets, chosen)]),
        _template("throw", ("Gửi thông điệp", "Message that is sent"), MESSAGE_THROWN, chosen, [
            _text("to", ("Gửi cho ai (biểu thức)", "To whom (expression)"), chosen),
            _text(dialects.PAYLOAD, ("Nội dung mang theo (biểu thức)",
                                     "What it carries (expression)"), chosen),
        ]),
        _template("catch", ("Chờ thông điệp", "Message that is waited for"),
                  ("bpmn:IntermediateCatchEvent", "bpmn:ReceiveTask"), chosen,
                  [_choice("await", ("Chờ", "Wait for"), ("all",), chosen)]),
        _becoming(
            _template("decision", ("Bảng quyết định", "Decision table"),
                      ("bpmn:Task", "bpmn:BusinessRuleTask"), chosen,
                      [_choice(dialects.DECISION, ("Bảng", "Table"), vocabulary.tables, chosen)]),
            "bpmn:BusinessRuleTask"),
        *_operations(vocabulary, chosen),
    ]  # fmt: skip


def _tasks(vocabulary: Vocabulary, chosen: int) -> Iterator[Template]:
    """Give a person's task twice: its day a deadline of the year, or reckoned."""
    around: list[dict[str, object]] = [
        _choice("form", ("Biểu mẫu", "Form"), vocabulary.forms, chosen),
        _text("title", ("Tiêu đề trong hộp việc", "Title in the inbox"), chosen),
    ]
    after: list[dict[str, object]] = [
        _text("approves", ("Duyệt kết quả của công việc (id)", "Approves the result of (id)"),
              chosen),
        _choice("sign", ("Ký bằng mật khẩu", "Signed with the password"), ("password",), chosen),
        _text("remind", ("Nhắc trước hạn (ngày làm việc: 3,1)",
                         "Remind before (working days: 3,1)"), chosen, DAYS),
        _text("escalate", ("Báo cấp trên sau hạn (ngày làm việc)",
                           "Tell the superior after (working days)"), chosen, DAYS),
    ]  # fmt: skip
    due = _choice("due", ("Hạn: mốc của năm", "Due: deadline of the year"),
                  vocabulary.deadlines, chosen)  # fmt: skip
    reckoned = _text("due", ("Hạn: biểu thức: workdays(opened_on, 3)",
                             "Due: expression: workdays(opened_on, 3)"), chosen)  # fmt: skip
    for name, words, day in (
        ("task", ("Công việc của người", "A person's task"), due),
        ("task-reckoned", ("Công việc của người, hạn tính theo biểu thức",
                           "A person's task, due on a reckoned day"), reckoned),
    ):  # fmt: skip
        fields = [*around, day, *after]
        yield _becoming(_template(name, words, TASK, chosen, fields), "bpmn:UserTask")


def _operations(vocabulary: Vocabulary, chosen: int) -> Iterator[Template]:
    for name, each in vocabulary.operations.items():
        whose = f" ({each.definition})" if each.definition else ""
        fields = [_hidden(dialects.OPERATION, name)]
        fields += [
            _text(f"{dialects.PARAMETER}{parameter}",
                  (f"{parameter} (biểu thức)", f"{parameter} (expression)"), chosen,
                  needed=parameter in each.parameters)
            for parameter in sorted(each.parameters | each.optional)
        ]  # fmt: skip
        words = (f"Thao tác của hệ thống: {name}{whose}", f"Operation: {name}{whose}")
        kinds = ("bpmn:Task", "bpmn:ServiceTask")
        made = _template(f"operation-{name}", words, kinds, chosen, fields)
        yield _becoming(made, "bpmn:ServiceTask")


def _template(
    name: str,
    words: Words,
    kinds: Iterable[str],
    chosen: int,
    properties: list[dict[str, object]],
) -> Template:
    return Template(
        name=f"Bình Xét · {words[chosen]}",
        id=f"binhxet.{name}",
        version=1,
        appliesTo=list(kinds),
        properties=properties,
    )


def _becoming(template: Template, kind: str) -> Template:
    """Let what a template is put on become an element of this kind."""
    return Template(**template, elementType={"value": kind})


def _choice(name: str, words: Words, offered: Iterable[str], chosen: int) -> dict[str, object]:
    """Offer a list; nothing is chosen at first, so that nothing is said by mistake."""
    choices = [{"name": each or "—", "value": each} for each in (NONE, *offered)]
    return _bound(name, words, chosen, "Dropdown", {"choices": choices, "value": NONE})


def _text(
    name: str, words: Words, chosen: int, pattern: str = "", *, needed: bool = False
) -> dict[str, object]:
    limits: dict[str, object] = {"pattern": pattern} if pattern else {}
    if needed:
        limits["notEmpty"] = True
    return _bound(name, words, chosen, "String", {"constraints": limits} if limits else {})


def _hidden(name: str, value: str) -> dict[str, object]:
    return {"type": "Hidden", "value": value, "binding": {"type": BINDING, "name": name}}


def _bound(
    name: str, words: Words, chosen: int, kind: str, more: Mapping[str, object]
) -> dict[str, object]:
    label = f"{words[chosen]} · {name}"
    return {"label": label, "type": kind, "binding": {"type": BINDING, "name": name}, **more}
