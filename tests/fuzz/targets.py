"""What the fuzzer calls: the interpreters, the BPMN reader, the linter.

Anything but their own refusals is a find.
Bytes are either a file as it is, or a list of small changes to a good one; so most of them get past
the parser of XML.
"""

from collections.abc import Callable, Mapping
from typing import Final

from server.engine import (
    JSON,
    DecisionRefused,
    Definition,
    DefinitionRefused,
    ExpressionRefused,
    checked,
    evaluate,
    findings,
    said,
)
from server.engine.expressions import decision_files
from server.engine.expressions.feel import grammar
from server.engine.expressions.feel.evaluating import Evaluator
from server.engine.expressions.feel.values import Unfit, given, taken
from server.engine.lint.decisions.tables import tables as lint_tables
from server.forms import FieldRefused, parse, written
from server.forms.mistakes import FormMistake
from server.forms.readings import typed_number
from tests.engine.expressions import feel_tables as dmn
from tests.forms.sample import CONTEXT, FIELDS, sample
from tests.fuzz.corpus import HOSTILE, NAMES
from tests.fuzz.corpus_feel import READ_IN_FEEL, REFUSED_IN_FEEL
from tests.lint.samples.material import GOOD, KNOWN

MOST_CHANGES: Final = 8
EXPRESSIONS: Final = (
    *(source for several in HOSTILE.values() for source in several),
    *sorted(READ_IN_FEEL),
    *REFUSED_IN_FEEL,
)
PATHS: Final = (
    *FIELDS,
    *(f"waves.{row}.{name}" for row in (0, 1, 7) for name in ("name", "first_day", "main", "cost")),
    *("waves", "waves.0", "asked.0", "", ".", "waves.x.name"),
)
UNREAD: Final = frozenset({
    FormMistake.UNPRINTABLE, FormMistake.TOO_LONG, FormMistake.NOT_INTEGER, FormMistake.NOT_DATE,
    FormMistake.NOT_DECIMAL, FormMistake.TOO_LARGE, FormMistake.AMBIGUOUS_NUMBER,
})  # fmt: skip
FACTS: Final[Mapping[str, JSON]] = {**NAMES, "Monthly Salary": "900.5", "Risk": "High"}
FOREIGN: Final = dmn.file(
    dmn.given("Monthly Salary", "number"),
    dmn.model("twice", "n", "2 * n"),
    dmn.alone("year", "twice(6 * Monthly Salary)", name="Yearly Salary", kind="number"),
    dmn.table(
        "band", {"Yearly Salary": ("number", "[0..99999]"), "Risk": ("string", '"High","Low"')},
        {"level": ("string", '"a","b"'), "until": ("date", "")},
        ("< 1000", "-", '"a"', 'date("2025-06-30")'),
        ("[1000..5000)", '"High","Low"', '"b"', '@"2025-06-30" + @"P3D"'),
        ("not(< 5000)", 'not("High")', '"b"', "null"),
        policy="PRIORITY", requires=["year"],
    ),
)  # fmt: skip
_TOKENS: Final = tuple(
    token.encode()
    for token in (
        *("bpmn:task", "bpmn:userTask", "bpmn:serviceTask", "bpmn:startEvent", "bpmn:endEvent"),
        *("bpmn:businessRuleTask", "spiffworkflow:calledDecisionId"),
        *("bpmn:boundaryEvent", "bpmn:participant", "bpmn:process", "bpmn:lane", "bpmn:message"),
        *("bpmn:exclusiveGateway", "bpmn:eventBasedGateway", "bpmn:sequenceFlow", "bpmn:laneSet"),
        *('id="score"', 'id="End"', 'id=""', 'sourceRef="score"', 'targetRef="score"', "<a/>"),
        *('processRef="unit"', 'default="x"', 'attachedToRef="score"', 'attachedToRef="late"'),
        *('messageRef="sheet_closed"', 'messageRef=""', "<!--x-->", "<?x?>", "<![CDATA[x]]>"),
        *(
            "&#10;",
            "&lt;",
            "&x;",
            "<!DOCTYPE x>",
            'xmlns:bpmn="x"',
            "'",
            '"',
            "<",
            ">",
            "/",
            "\x00",
        ),
    )
)


def interpreter(data: bytes) -> None:
    """Evaluate text: refused, or plain data; and the names stay as they were."""
    source = data.decode("utf-8", errors="replace")
    try:
        value = evaluate(source, NAMES)
    except ExpressionRefused:
        return
    assert checked(value) == value
    assert evaluate(source, NAMES) == value
    assert NAMES == {"n": 3, "text": "abc", "units": ["a", "b"], "d": {"k": 1}}


def feel(data: bytes) -> None:
    """Read text as FEEL, as an expression and as a cell: refused, or a value of the engine's."""
    source = data.decode("utf-8", errors="replace")
    evaluator = Evaluator(lambda name: taken(NAMES.get(name)))
    try:
        tests = grammar.cell(source)
        evaluator.fits(tests, taken(3))
        assert checked(value := given(evaluator.of(grammar.expression(source)))) == value
    except (ExpressionRefused, Unfit):
        return


def diagram(data: bytes) -> None:
    """Read and lint a diagram: what the linter passes, the engine reads."""
    _read({**GOOD, "t.bpmn": spoilt(GOOD["t.bpmn"], data)})


def table(data: bytes) -> None:
    """Read and lint a decision table."""
    _read({**GOOD, "quota.dmn": spoilt(GOOD["quota.dmn"], data)})


def foreign(data: bytes) -> None:
    """Read, lint and ask decision tables as others draw them."""
    files = {"t.dmn": spoilt(FOREIGN, data)}
    tables, problems = decision_files.examine(files)
    problems += lint_tables(tables, KNOWN)
    for problem in problems:
        said(problem.rule, problem.holes, "vi")
    for _, decision in tables if not problems else ():
        try:
            assert checked(answer := decision.decide(FACTS)) == answer
        except (DecisionRefused, ExpressionRefused):
            continue


def form(data: bytes) -> None:
    """Lint a form."""
    _read({**GOOD, "form.json": spoilt(GOOD["form.json"], data)})


def post(data: bytes) -> None:
    """Read a posted form: refused, or given back to be sent again, and written, as the same."""
    typed = sample()
    pairs = [
        (PATHS[piece[0] % len(PATHS)], piece[1:].decode("utf-8", errors="replace"))
        for piece in data.split(b"\x00")
        if piece
    ]
    try:
        read = parse(typed, pairs, CONTEXT)
    except FieldRefused:
        return
    again = parse(typed, read.typed.items(), CONTEXT)
    assert (again.value, again.mistakes) == (read.value, read.mistakes)
    if not any(each.code in UNREAD for each in read.mistakes):
        fields = [
            (path, text or "0") for path, text in written(typed, read.value, typed_number).items()
        ]
        assert parse(typed, fields, CONTEXT).value == read.value


TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = {
    "interpreter": interpreter,
    "diagram": diagram,
    "table": table,
    "form": form,
    "post": post,
    "feel": feel,
    "foreign": foreign,
}


def one(data: bytes) -> None:
    """Choose a target by the first byte and give it the rest."""
    if not data:
        return
    several = tuple(TARGETS.values())
    several[data[0] % len(several)](data[1:])


def spoilt(good: bytes, data: bytes) -> bytes:
    """Give the bytes themselves, or the good file with the changes they list."""
    if not data or data[0] % 4 == 0:  # one in four
        return data[1:]
    changed = good
    for number in range(min(data[0], MOST_CHANGES)):
        piece = data[1 + 6 * number : 7 + 6 * number]
        if len(piece) < 6:  # where, how much, and what
            break
        at = int.from_bytes(piece[:2], "big") % (len(changed) + 1)
        changed = changed[:at] + _put(piece) + changed[at + piece[2] % 64 :]
    return changed


def _put(piece: bytes) -> bytes:
    if piece[3] % 3 == 0:
        return EXPRESSIONS[int.from_bytes(piece[4:], "big") % len(EXPRESSIONS)].encode()
    if piece[3] % 3 == 1:
        return _TOKENS[piece[4] % len(_TOKENS)]
    return piece[4:]


def _read(files: Mapping[str, bytes]) -> None:
    found = findings("t", files, KNOWN)
    for finding in found:
        assert len("".join(said(finding.rule, finding.holes, "vi")).splitlines()) == 1
    assert found or not _refused(files)


def _refused(files: Mapping[str, bytes]) -> bool:
    try:
        Definition.read("t", files)
    except DefinitionRefused:
        return True
    return False
