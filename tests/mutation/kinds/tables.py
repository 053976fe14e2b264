"""Mutations of tables in FEEL, of what asks them, and of documents that the register numbers."""

from tests.mutation.kinds.changes import cut, doubled, said, text, without
from tests.mutation.kinds.flows import sub
from tests.mutation.kinds.kind import NAMES, NOT_HERE, Change, Node, elements, in_toml, in_xml

DMN = f"{{{NAMES['d']}}}"
TABLE = "//d:decisionTable"
RANGE = "//d:inputEntry/d:text[contains(., '..')]"
BOUND = "//d:inputEntry/d:text[starts-with(., '>') or starts-with(., '<')]"
ANSWER = "//d:outputEntry/d:text[starts-with(., '\"')]"
ASKS = "//b:businessRuleTask"
CALLED = "//s:calledDecisionId"
DOCUMENT = r"^\[documents\.GM\]\n"
NUMBER = "//d:inputExpression[@typeRef='number']"


def gathered(how: str) -> Change:
    """Let a table gather what fits, and reckon with it."""

    def change(node: Node) -> None:
        node.set("hitPolicy", "COLLECT")
        node.set("aggregation", how)

    return change


def in_document(word: str, line: str) -> tuple[str, str]:
    """Write another line in the place of one of the register's document."""
    return rf"({DOCUMENT}(?:.*\n)*?){word} = .*\n", rf"\1{line}\n"


def with_default(node: Node) -> None:
    node.append(node.makeelement(f"{DMN}defaultOutputEntry"))


def answering(kind: str) -> Change:
    """Let the lines answer numbers of this type."""

    def change(node: Node) -> str | None:
        written = elements(node, ANSWER)
        for output in elements(node, "//d:output"):
            output.set("typeRef", kind)
            for each in elements(output, "d:outputValues"):
                cut(each)
        for number, each in enumerate(written):
            each.text = str(number)
        return None if written else NOT_HERE

    return change


KINDS = (
    *in_xml("feel", ".dmn", {
        "a range from its end": (RANGE, sub(r"^\(", "[")),
        "a range to before its end": (RANGE, sub(r"\]$", ")")),
        "a range cut short": (RANGE, sub(r"\.\.\d+", "..300")),
        "a range the other way round": (RANGE, sub(r"(\d+)\.\.(\d+)", r"\2..\1")),
        "a range open to both sides": (RANGE, sub(r"^.*$", "[..]")),
        "a range of texts": (RANGE, sub(r"(\d+)\.\.(\d+)", r'"\1".."\2"')),
        "a range of days": (RANGE, text('[date("2024-01-01")..date("2024-06-01")]')),
        "a bound that is taken in": (BOUND, sub(r"^([<>]) ", r"\1= ")),
        "a bound that is left out": (BOUND, sub(r"^([<>])= ", r"\1 ")),
        "a bound the other way": (BOUND, sub(r"^>=?", "<")),
        "a bound of a fraction": (BOUND, sub(r"\d+$", "400.5")),
        "a bound of a text": (BOUND, sub(r"\d+$", '"x"')),
        "a bound of what is asked": (BOUND, sub(r"\d+$", "opening.amount")),
        "a bound of nothing": (BOUND, sub(r"\d+$", "null")),
        "not a bound": (BOUND, text("not({})")),
        "one or the other": (BOUND, text("{}, 5")),
        "a list": (BOUND, text("[1, 2]")),
        "a call of what is not read": (BOUND, text("sort([1, 2])")),
        "a condition": (BOUND, text("? > 3")),
        "nothing alone": (BOUND, text("null")),
        "a bound with a comma": (BOUND, sub(r"\d+$", "400,5")),
        "a bound in thousands with a point": (BOUND, sub(r"\d+$", "1.500")),
        "a bound in thousands with a comma": (BOUND, sub(r"\d+$", "1,500")),
        "a bound in thousands with a blank": (BOUND, sub(r"\d+$", "1 500")),
        "a bound in per cent": (BOUND, sub(r"\d+$", "90%")),
        "a bound of a day with strokes": (BOUND, text("01/06/2024")),
        "a bound of a day in figures": (BOUND, text("2024-06-01")),
        "a bound in words": (BOUND, text("from 3 to 5")),
        "from one to another by a dash": (BOUND, text("300-500")),
        "from one to another by a long dash": (BOUND, text("300–500")),
        "from one to another by dots": (BOUND, text("300..500")),
        "from one to another by a comma": (BOUND, text(">= 300, <= 500")),
        "a range with a comma": (RANGE, sub(r"\d+\.\.", "100,5..")),
        "a range of thousands": (RANGE, sub(r"\.\.\d+", "..1.500")),
        "a range with a dash": (RANGE, sub(r"(\d+)\.\.(\d+)", r"\1-\2")),
        "an answer with a comma": (ANSWER, text("1,5")),
        "an answer in thousands": (ANSWER, text("1.500")),
        "an answer without quotes": (ANSWER, sub(r'"', "", every=True)),
        "an answer that is not listed": (ANSWER, text('"other"')),
        "an answer of nothing": (ANSWER, text("null")),
        "an answer that is a number": (ANSWER, text("7")),
        "an answer that is reckoned": (ANSWER, text('"sm" + "all"')),
        "an answer by what is asked": (ANSWER, text("opening.amount")),
        "an answer that may be nothing": (
            ANSWER, text('if opening.amount > 5 then "small" else null'),
        ),
        "any line": (TABLE, said(hitPolicy="ANY")),
        "the first of the listed": (TABLE, said(hitPolicy="PRIORITY")),
        "in the order of the lines": (TABLE, said(hitPolicy="RULE ORDER")),
        "in the order of the answers": (TABLE, said(hitPolicy="OUTPUT ORDER")),
        "a sum of texts": (TABLE, gathered("SUM")),
        "the least of texts": (TABLE, gathered("MIN")),
        "how many": (TABLE, gathered("COUNT")),
        "answers in numbers": (TABLE, answering("number")),
        "answers in truths": (TABLE, answering("boolean")),
        "no answers listed": ("//d:outputValues", cut),
        "other answers listed": ("//d:outputValues/d:text", text('"small","big"')),
        "a default": ("//d:output[@typeRef]", with_default),
        "asks a text": (NUMBER, said(typeRef="string")),
        "asks a day": (NUMBER, said(typeRef="date")),
        "asks what was left out": (f"{NUMBER}/d:text", text("opening.why")),
        "asks what comes later": (f"{NUMBER}/d:text", text("reply.amount")),
        "asks a fraction": (f"{NUMBER}/d:text", text("{} / 3")),
        "asks twice": ("//d:input[d:inputExpression/@typeRef='number']", doubled),
    }),
    *in_xml("rule task", ".bpmn", {
        "asks nobody": (CALLED, cut),
        "asks an empty name": (CALLED, text("")),
        "asks what is not there": (CALLED, text("{}_x")),
        "without an id": (ASKS, without("id")),
    }),
    *in_toml({
        "a register's document without a number": in_document("number", ""),
        "a register's document without a day": in_document("date", ""),
        "a register's document by hand": in_document("register", ""),
        "a register's number by its day": in_document("number", 'number = "date"'),
        "a register's document of a choice": in_document("task", 'task = "look"'),
        "a register's document of a rule": in_document("task", 'task = "rate"'),
        "a register in words": in_document("register", 'register = "yes"'),
        "a register's document seen by nobody": in_document("see", 'see = "nobody"'),
        "a register's document of an outcome": (DOCUMENT, r'\g<0>when = "approve"\n'),
        "a register's symbol in small letters": (DOCUMENT, r'\g<0>symbol = "gm"\n'),
        "a register's symbol with a star": (DOCUMENT, r'\g<0>symbol = "GM-*"\n'),
        "a register's agency": (DOCUMENT, r'\g<0>agency = "council"\n'),
        "a register's document twice": (rf"{DOCUMENT}(?:.*\n)*", r"\g<0>\g<0>"),
        "a register's document of a text": (DOCUMENT, r'\g<0>file = "number"\n'),
    }),
)  # fmt: skip
