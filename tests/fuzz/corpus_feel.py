"""What FEEL reads of the hostile corpus, and what is hostile, or too much, in FEEL itself."""

READ_IN_FEEL = frozenset({
    "x = 3", "n = 0", "d.k = 2", "pass", "2 ** 10000000", "9 ** 9 ** 9", "n ** n", "n ** -1",
    "99999999999999999999", "9007199254740992", "max(units, default=n)", "sum(units, start=n)",
    "1.5", ".5", "0.1 + 0.2", "n / 2", "n / 0", "n in [1..5]", "if n > 1 then 1 else 2",
})  # fmt: skip
"""Mistakes in our language that mean something in FEEL: a table may hold them, and gives an answer
within bounds or none."""

REFUSED_IN_FEEL = (
    "for i in units return i", "some u in units satisfies u = n", "every u in units satisfies true",
    "function(a) a", 'function(a) external { java: { class: "java.lang.Math" } }',
    "function(a) external {}", "{a: 1}", "{a: 1}.a", "units[1]", "units[item > 1]", "d[k]",
    "n instance of number", "now()", "today()", 'date and time("2024-01-01T00:00:00")',
    'time("10:00:00")', 'get value(d, "k")', 'replace(text, "(a+)+$", n)',
    'matches(text, "(a+)+$")', 'split(text, ",")', "string(n)", "number(text)", "sort(units)",
    '"a\\u0041"', '"a\\x41"', '"unclosed', "n // nothing", "n /* nothing */", "?", "n > ?",
    'contains(?, "a")', "n == 1", "n < 1 < 2", "not n", "n mod 2", "n % 2", "n ? 1 : 2", "n;",
    "[1..5]", "(1..5)", "[1..", "1..5", "..", "n in", "n in ()", "between 1 and 2", "if n then 1",
    "if n else 1", "else", "then", "n.", ".n", "d.1", 'd."k"', "@n", '@"', "$n", "`n`",
    "n()", "n.k()", "text.upper()", '__import__("os")', "_n", "d.__class__", "d.typename",
    "True", "False", "None", "\u202en", "n\u200b", "\x00",
    "(" * 30 + "n" + ")" * 30, "[" * 30 + "]" * 30, "-" * 60 + "n", "n" + "+n" * 60,
    "n" + ".k" * 60, "if true then " * 30 + "n", "n," * 300, "9" * 40, "1." + "9" * 40,
    "n" * 2_001, " " * 2_001, '"' + "a" * 2_000 + '"', "abs(" * 30 + "n" + ")" * 30,
)  # fmt: skip
