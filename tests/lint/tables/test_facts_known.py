"""What is known of the facts of a case, and of what tables answer, is held against conditions."""

import pytest

from server.actions.deployment.definition_lint import definition_problems
from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, laid_out, named, table
from tests.worlds.calling import amount, form

TOML = """name = "Việc {number}"
short = "Việc"
[open]
act = "Mở việc"
by = ["leader"]
[sight]
all = ["everyone"]
[tasks]
say = { see = "all" }
rate = { see = "all" }
more = { see = "all" }
"""
LINES = (("> 5", "3"), ("> 7", "2"), ("-", "1"))
ALL_THAT_FIT = ("RULE ORDER", "")
SUM = ("COLLECT", "SUM")
COUNT = ("COLLECT", "COUNT")


def found(when: str, policy: str = "RULE ORDER", gathers: str = "") -> set[str]:
    """Lint a process that rates an amount by a table, and asks a condition."""
    pool = Pool("writing").start().user("say", "leader", form="amount").rule("rate", "class_of")
    pool.xor("q").user("more", "secretary", form="amount").end()
    pool.flow("begin", "say", "rate", "q").flow("q", "done", default=True)
    pool.flow("q", "more", when=when).flow("more", "done")
    column = ("say.amount", "integer", "")
    rating = table(
        *LINES, inputs=(column,), policy=policy, gathers=gathers, name="class_of", gives="integer"
    )
    drawing = named(diagram(pool), {"say": "Viết", "more": "Viết thêm"})
    files = {
        "t.bpmn": laid_out(drawing),
        "t.toml": TOML.encode(),
        "amount.json": form(amount(9), required=("amount",), verdict=False).encode(),
        "class_of.dmn": rating.replace(b'name="quota"', b'name="level"'),
    }
    return {each.rule for each in definition_problems("t", files, {})}


@pytest.mark.parametrize(
    ("when", "rules"),
    [
        ("round > 1", {"CONDITION-CONSTANT"}),
        ("round == 1", {"CONDITION-CONSTANT"}),
        ("opened_by in units", {"TYPE-COMPARED"}),
        ("opened_by == units[0]", {"TYPE-COMPARED"}),
        ("opened_by == 'leader'", {"TYPE-COMPARED"}),
        ("opened_by == 'bac-giang/so-x/head'", set()),
        ("(opened_by if len(units) > 3 else 'x') == 'bac-giang/so-x/head'", set()),
        ("opened_by == ('x' if len(units) > 3 else 'bac-giang/so-x/head')", set()),
        ("'bac-giang/so-x' in units", set()),
    ],
)
def test_a_condition_on_the_facts_of_a_case_may_come_out_both_ways(
    when: str, rules: set[str]
) -> None:
    assert found(when) == rules


def test_what_may_be_called_is_in_the_round_of_its_caller() -> None:
    pool = Pool("writing").start().user("say", "leader", form="amount").xor("q")
    pool.user("more", "secretary", form="amount").end().flow("begin", "say", "q")
    pool.flow("q", "done", default=True).flow("q", "more", when="round > 1").flow("more", "done")
    files = {
        "t.bpmn": laid_out(named(diagram(pool), {"say": "Viết", "more": "Viết thêm"})),
        "t.toml": TOML.replace('rate = { see = "all" }\n', "").encode(),
        "amount.json": form(amount(9), required=("amount",), verdict=False).encode(),
    }
    assert definition_problems("t", files, {}) == ()


@pytest.mark.parametrize(
    ("when", "how", "constant"),
    [
        ("len(rate.level) > 3", ALL_THAT_FIT, True),
        ("len(rate.level) > 2", ALL_THAT_FIT, False),
        ("len(rate.level) == 0", ALL_THAT_FIT, True),
        ("rate.level > 9", SUM, True),
        ("rate.level > 5", SUM, False),
        ("rate.level < 0", SUM, True),
        ("rate.level > 3", COUNT, True),
        ("rate.level > 2", COUNT, False),
    ],
)
def test_a_table_answers_no_more_than_its_lines(
    when: str, how: tuple[str, str], *, constant: bool
) -> None:
    assert found(when, *how) == ({"CONDITION-CONSTANT"} if constant else set())
