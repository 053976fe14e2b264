"""Mutations of what comes on a day: openings that are timed, and days that are of one year."""

import re
from itertools import permutations

from tests.mutation.kinds.changes import text
from tests.mutation.kinds.kind import Files, Mutants, MutationKind, in_toml, in_xml
from tests.mutation.kinds.properties import TIMER, of, value

_BLOCK = r"^\[\[open\.timed\]\]\n(?:[a-z]+ = .*\n)+"
_EARLIER = r"min\(date\(year, \d+, \d+\), (deadlines\.[a-z_]+)\)"


def as_another(word: str) -> MutationKind:
    """Let an opening on a day say of one word what another of the process says."""

    def make(key: str, files: Files) -> Mutants:
        name = f"{key}.toml"
        whole = files[name].decode()
        line = re.compile(rf"^{word} = .*\n", re.MULTILINE)
        for one, two in permutations(re.finditer(_BLOCK, whole, re.MULTILINE), 2):
            said, new = line.search(two[0]), line.search(one[0])
            if said and new and said[0] != new[0]:
                block = two[0].replace(said[0], new[0])
                changed = whole[: two.start()] + block + whole[two.end() :]
                at = whole.count("\n", 0, two.start()) + 1
                yield f"line {at}", {**files, name: changed.encode()}

    return MutationKind("opening", f"{word} as another's", make)


KINDS = (
    *(as_another(word) for word in ("at", "values", "computed")),
    *in_toml({
        "on a day twice": (f"({_BLOCK})", r"\1\n\1"),
        "on its last day at the earliest": (_EARLIER, r"max(date(year, 12, 1), \1)"),
        "on its deadline": (_EARLIER, r"\1"),
        "after its deadline": (_EARLIER, r"workdays(\1, 3)"),
        "at the end of the year": (_EARLIER, "date(year, 12, 31)"),
        "on a day of one year": (r"^(at = .*)date\(year, ", r"\1date(2024, "),
        "on a day of one year alone": (r"^at = .*", 'at = "date(2024, 5, 15)"'),
        "on a day in writing": (r"^at = .*", """at = "'2024-05-15'\""""),
        "on a day of the year after": (r"^(at = .*)date\(year, ", r"\1date(year + 1, "),
        "on a day two years off": (r"^(at = .*)date\(year, ", r"\1date(year + 2, "),
        "without asking for its deadline": (r'^(at = ".*) if deadlines.* else None"', r'\1"'),
        "a last day of one year": (
            r'last_day = "deadlines\.[a-z_]+"', """last_day = "'2024-05-15'\"""",
        ),
        "a last day at new year": (
            r'last_day = "deadlines\.[a-z_]+"', 'last_day = "date(year, 1, 1)"',
        ),
        "a last day of the year before": (
            r'last_day = "deadlines\.[a-z_]+"', 'last_day = "date(year - 1, 12, 31)"',
        ),
        "for another year": (r'for_year = "year( \+ 1)?"', 'for_year = "year + 2"'),
        "for the same year": (r'for_year = "year \+ 1"', 'for_year = "year"'),
        "for a year in figures": (r'for_year = "year( \+ 1)?"', 'for_year = "2024"'),
        "a duty on a day of one year": (r' due = "[^"]*"', ' due = "date(2024, 5, 15)"'),
        "a duty on a day in writing": (r' due = "[^"]*"', """ due = "'2024-05-15'\""""),
        "a duty at new year": (r' due = "[^"]*"', ' due = "date(year, 1, 1)"'),
    }),
    *in_xml("day", ".bpmn", {
        "a task due in one year": (of("due"), value("date(2024, 5, 15)")),
        "a task due on a day in writing": (of("due"), value("'2024-05-15'")),
        "a task due in one year or": (
            of("due"), value("date(2024, 5, 15) if year == 2024 else opened_on"),
        ),
        "a timer of one year": (TIMER, text("date(2024, 5, 15)")),
        "a timer on a day in writing": (TIMER, text("'2024-05-15'")),
        "a timer by a day of one year": (TIMER, text("workdays(date(2024, 5, 15), 3)")),
    }),
)  # fmt: skip
