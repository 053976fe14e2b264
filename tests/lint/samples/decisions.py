"""For each rule about decision tables: a table that breaks it, and one that does not."""

from collections.abc import Mapping

from tests.engine.drawings import Pool
from tests.lint.samples.material import DMN, LINES, Sample, diagram, table, with_diagram, with_table

ROUND = (("percent", "integer", ""),)
TIMED = (("percent", "time", ""),)
TRUTH = (("percent", "boolean", ""),)
JAVA, FEEL = "urn:java", "https://www.omg.org/spec/DMN/20230324/FEEL/"


def tagged(data: bytes, tag: str, language: str) -> bytes:
    """Say of an element that it is written in a language."""
    return data.replace(
        f"<ns0:{tag}>".encode(), f'<ns0:{tag} expressionLanguage="{language}">'.encode()
    )


def required(place: str, more: int = 0) -> bytes:
    """Give a table that reads what another decision says, and so many more inputs."""
    asks = f'<ns0:requiredDecision href="{place}"/>'
    link = f"<ns0:informationRequirement>{asks}</ns0:informationRequirement>"
    said = "<ns0:literalExpression><ns0:text>90</ns0:text></ns0:literalExpression>"
    alone = f'<ns0:decision id="most" name="most">{said}</ns0:decision>'
    inputs = "".join(f'<ns0:inputData id="i{n}" name="i{n}"/>' for n in range(more))
    made = table(("[90..100]", "1"), policy="FIRST", inputs=(("most", "number", ""),))
    text = made.decode().replace(
        '<ns0:decision id="quota">', f'<ns0:decision id="quota" name="quota">{link}'
    )
    return text.replace("</ns0:definitions>", f"{alone}{inputs}</ns0:definitions>").encode()


def twice() -> bytes:
    """Give a file that holds one decision two times."""
    one = table(*LINES).decode()
    begin, end = one.index("<ns0:decision "), one.index("</ns0:definitions>")
    return (one[:end] + one[begin:end] + one[end:]).encode()


VERDICTS = "'adopt','send_back','return','incomplete'"
BY_VERDICT = (("'adopt'", "1"), ("-", "2"))


def called(  # noqa: PLR0913 - one word for each thing a sample changes
    *lines: tuple[str, ...],
    values: str = "",
    source: str = "one.verdict",
    kind: str = "string",
    when: str = "rule.quota == 1",
    decision: str = "size",
    names: str = "",
    policy: str = "FIRST",
) -> dict[str, bytes]:
    """Draw a task that calls a table with how the one before it came out, and read its answer."""
    pool = Pool("p").start().user("one").rule("rule", decision).xor("q").user("two").end()
    pool.flow("begin", "one", "rule", "q").flow("q", "two", when=when)
    pool.flow("q", "done", default=True).flow("two", "done")
    asked = ((source, kind, values),)
    data = table(*(lines or BY_VERDICT), policy=policy, inputs=asked, name="size")
    known = f'<ns0:inputData id="known" name="{names}"/></ns0:definitions>' if names else ""
    data = data.replace(b"</ns0:definitions>", known.encode()) if known else data
    return {**with_diagram(diagram(pool)), "size.dmn": data}


MISCALLED: Mapping[str, tuple[str, str, Mapping[str, bytes]]] = {
    "a choice the form does not have": (
        "TYPE-VALUE", "line_1", called(("'adopted'", "1"), ("-", "2")),
    ),
    "an output that the table does not have": (
        "VARIABLE-FIELD", "p_q_two_", called(when="rule.quotas == 1"),
    ),
    "an answer that no line gives": (
        "TYPE-VALUE", "p_q_two_",
        called(("'adopt'", "'much'"), ("-", "'little'"), when="rule.quota == 'mutch'"),
    ),
    "an answer of another type, in FEEL": (
        "TYPE-COMPARED", "p_q_two_",
        called(('"adopt","return"', "1.5"), ("-", "2.5"), when="rule.quota == True"),
    ),
    "an answer no cell in FEEL gives": (
        "TYPE-VALUE", "p_q_two_",
        called(('"adopt","return"', '"much"'), ("-", '"little"'), when="rule.quota == 'mutch'"),
    ),
    "a choice the form does not have, in FEEL": (
        "TYPE-VALUE", "line_1", called(('"adopted","adoptd"', "1"), ("-", "2")),
    ),
    "an order of what may be nothing, since a table is incomplete": (
        "TYPE-NOTHING", "p_q_two_", called(("'adopt'", "1"), when="rule.quota > 0"),
    ),
    "an order of a list": (
        "TYPE-COMPARED", "p_q_two_", called(policy="RULE ORDER", when="rule.quota > 0"),
    ),
    "an answer of another type": ("TYPE-COMPARED", "p_q_two_", called(when="rule.quota == 'a'")),
    "a name nobody sets": ("VARIABLE-UNSET", "rule", called(source="nobody")),
    "what is set later": ("VARIABLE-EARLY", "rule", called(source="two.verdict")),
    "a number asked of a choice": (
        "DMN-INPUT", "rule", called((">= 1", "1"), ("-", "2"), kind="integer"),
    ),
    "a deadline that may not be there": (
        "DMN-INPUT", "rule",
        called(("< '2024-12-01'", "1"), ("-", "2"), source="deadlines.approve", kind="date"),
    ),
}  # fmt: skip
"""Tables called with what they do not fit, or read as what they do not answer."""

SAMPLES: Mapping[str, Sample] = {
    "DMN-ID": Sample("quota", with_table(twice())),
    "DMN-TABLE": Sample(
        "quota",
        with_table(f'<definitions xmlns="{DMN}"><decision id="quota"/></definitions>'.encode()),
    ),
    "DMN-POLICY": Sample("quota", with_table(table(*LINES, policy="SECOND"))),
    "DMN-ORDER": Sample(
        "quota",
        with_table(table(("1", "1"), ("-", "2"), policy="PRIORITY", inputs=ROUND)),
        with_table(table(("1", "1"), ("-", "2"), policy="PRIORITY", inputs=ROUND, said="1, 2")),
    ),
    "DMN-TYPE": Sample(
        "quota",
        with_table(table(("[1..5]", "1"), ("-", "2"), policy="FIRST", inputs=TIMED)),
        with_table(table(("[1..5]", "1"), ("-", "2"), policy="FIRST", inputs=ROUND)),
    ),
    "DMN-LANGUAGE": Sample(
        "quota",
        with_table(tagged(table(("true", "1"), ("false", "2"), inputs=TRUTH), "input", JAVA)),
        with_table(tagged(table(("true", "1"), ("false", "2"), inputs=TRUTH), "input", FEEL)),
    ),
    "DMN-REQUIRES": Sample("quota", with_table(required("#gone")), with_table(required("#most"))),
    "DMN-NAME": Sample(
        "rule",
        called(('"adopt"', "1"), ("-", "2"), source="Kết quả", names="Kết quả"),
        called(('"adopt"', "1"), ("-", "2")),
    ),
    "DMN-MANY": Sample("definitions", with_table(required("#most", more=2_001))),
    "DMN-COLUMNS": Sample("quota", with_table(table(*LINES, ("1", "1")))),
    "DMN-DEFAULT": Sample(
        "quota",
        with_table(table(("1", "1"), policy="COLLECT", gathers="COUNT", inputs=ROUND, default="2")),
        with_table(table(("1", "1"), inputs=ROUND, default="2")),
    ),
    "DMN-INPUT": Sample(
        "rule",
        called(("'adopt'", "1"), ("'send_back'", "2"), values="'adopt','send_back'"),
        called(
            ("'adopt'", "1"),
            *((f"'{each}'", "2") for each in ("send_back", "return", "incomplete")),
            values=VERDICTS,
        ),
    ),
    "DMN-OUTPUT": Sample(
        "line_2",
        with_table(table(("1", "1"), ("-", "'2'"), policy="FIRST", inputs=ROUND, gives="boolean")),
        with_table(
            table(("1", "True"), ("-", "False"), policy="FIRST", inputs=ROUND, gives="boolean")
        ),
    ),
    "DECISION": Sample("rule", called(decision="sizes"), called()),
    "DECISION-CALLED": Sample("rule", called(decision=""), called()),
    "DMN-SIZE": Sample(
        "quota",
        with_table(table(*((str(n), "-", "1") for n in range(1_500)), policy="FIRST")),
        with_table(
            table(*((str(n), "-", "1") for n in range(100)), ("-", "-", "0"), policy="FIRST")
        ),
    ),
    "DMN-OVERLAP": Sample(
        "line_1",
        with_table(table((">= 1", "1"), ("<= 1", "2"), inputs=ROUND)),
        with_table(table((">= 1", "1"), ("< 1", "2"), inputs=ROUND)),
    ),
    "DMN-GAP": Sample(
        "quota",
        with_table(table(("> 1", "1"), ("< 1", "2"), inputs=ROUND)),
        with_table(table(("> 1", "1"), ("< 1", "2"), ("1", "3"), inputs=ROUND)),
    ),
    "DMN-NEVER": Sample(
        "line_2",
        with_table(table(("-", "-", "1"), ("1", "-", "2"), policy="FIRST")),
        with_table(table(("1", "-", "1"), ("-", "-", "2"), policy="FIRST")),
    ),
    "DMN-CELL": Sample(
        "line_1",
        with_table(table(("[2..1]", "-", "1"), ("-", "-", "2"), policy="FIRST")),
        with_table(table(("1, 2", "-", "1"), ("-", "-", "2"), policy="FIRST")),
    ),
    "DMN-MISREAD": Sample(
        "line_1",
        with_table(table(("5-10", "-", "1"), ("-", "-", "2"), policy="FIRST")),
        with_table(table(("[5..10]", "-", "1"), ("-", "-", "2"), policy="FIRST")),
    ),
    "DMN-OPAQUE": Sample(
        "line_1",
        with_table(table((">= most", "-", "1"), ("< most", "-", "2"))),
        with_table(table((">= most", "-", "1"), ("-", "-", "2"), policy="FIRST")),
    ),
    "DMN-FACT": Sample("quota", with_table(table(("-", "-", "nobody")))),
}
