"""Mutations of what is counted of units."""

from tests.mutation.kinds.kind import in_toml

_ENTRY = r"^(\[figures\.[a-z_]+\]\n(?:[a-z_]+ = .*\n)*?)"


def line(word: str, new: str) -> tuple[str, str]:
    """Write another line in the place of one of a figure; {} is what it said."""
    said = new.replace("{}", r"\2")
    return rf'{_ENTRY}{word} = "?([^"\n]*)"?.*\n', rf"\1{said}"


KINDS = (
    *in_toml(
        {
            "counted in a task misspelt": line("of", 'of = "x{}"\n'),
            "counted in a field misspelt": line("of", 'of = "{}s"\n'),
            "counted in a text": line("of", 'of = "write_minutes.minutes"\n'),
            "counted in the opening": line("of", 'of = "opening.title"\n'),
            "counted in no field": line("of", ""),
            "counted of nobody": line("unit", ""),
            "counted of a column misspelt": line("unit", 'unit = "{}s"\n'),
            "counted of a column that is no unit": line("unit", 'unit = "level"\n'),
            "counted only by a column misspelt": (
                rf"{_ENTRY}only = {{ ([a-z]+) =",
                r"\1only = { \2s =",
            ),
            "counted only by a choice misspelt": (
                rf'{_ENTRY}only = {{ ([a-z]+) = \["([a-z]+)"',
                r'\1only = { \2 = ["\3s"',
            ),
            "counted only by nothing": (
                rf"{_ENTRY}only = {{ ([a-z]+) = .*\n",
                r"\1only = { \2 = [] }\n",
            ),
            "counted only by a text": (
                rf"{_ENTRY}only = {{ ([a-z]+) = .*\n",
                r'\1only = { attendee = ["x"] }\n',
            ),
            "counted without its choice": (rf"{_ENTRY}only = .*\n", r"\1"),
            "counted after a milestone misspelt": line("after", 'after = "{}s"\n'),
            "counted at once": line("after", ""),
            "counted without a name": line("name", ""),
        }
    ),
)
