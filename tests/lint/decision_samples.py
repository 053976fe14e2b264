"""For each rule about decision tables: a table that breaks it, and one that does not."""

from collections.abc import Mapping

from tests.lint.material import DMN, LINES, Sample, table, with_table

ROUND = (("percent", "integer", ""),)


def twice() -> bytes:
    """Give a file that holds one decision two times."""
    one = table(*LINES).decode()
    begin, end = one.index("<ns0:decision "), one.index("</ns0:definitions>")
    return (one[:end] + one[begin:end] + one[end:]).encode()


SAMPLES: Mapping[str, Sample] = {
    "DMN-ID": Sample("quota", with_table(twice())),
    "DMN-TABLE": Sample(
        "quota",
        with_table(f'<definitions xmlns="{DMN}"><decision id="quota"/></definitions>'.encode()),
    ),
    "DMN-POLICY": Sample("quota", with_table(table(*LINES, policy="COLLECT"))),
    "DMN-COLUMNS": Sample("quota", with_table(table(*LINES, ("1", "1")))),
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
    "DMN-CELL": Sample(
        "line_1", with_table(table(("1, 2", "-", "1"), ("-", "-", "2"), policy="FIRST"))
    ),
    "DMN-OPAQUE": Sample(
        "line_1",
        with_table(table((">= most", "-", "1"), ("< most", "-", "2"))),
        with_table(table((">= most", "-", "1"), ("-", "-", "2"), policy="FIRST")),
    ),
    "DMN-FACT": Sample("quota", with_table(table(("-", "-", "nobody")))),
}
