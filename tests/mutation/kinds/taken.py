"""Mutations of rows that are taken over from an earlier record, at either end."""

from collections.abc import Iterator

from tests.mutation.kinds.kind import NOT_HERE, FieldChange, Form, in_fields, in_toml

_ENTRY = r"^(\[\[taken\]\]\n(?:[a-z_]+ = .*\n)*?)"


def line(word: str, new: str) -> tuple[str, str]:
    """Write another line in the place of one of what is taken over; {} is what it said."""
    said = new.replace("{}", r"\2")
    return rf'{_ENTRY}{word} = "?([^"\n]*)"?.*\n', rf"\1{said}"


def columns(change: FieldChange) -> FieldChange:
    """Do to the first column of a field of rows what fits."""

    def changed(_form: Form, _name: str, field: Form) -> object:
        for name, column in _columns(field):
            if change(field["items"], name, column) != NOT_HERE:
                return None
        return NOT_HERE

    return changed


def given(change: FieldChange) -> FieldChange:
    """Do it to the first column that nobody types."""

    def changed(row: Form, name: str, column: Form) -> object:
        return change(row, name, column) if "x-given" in column else NOT_HERE

    return columns(changed)


def typed(change: FieldChange) -> FieldChange:
    """Do it to the first column that is typed, of rows that are taken over."""

    def changed(row: Form, name: str, column: Form) -> object:
        several = [each for each in row["properties"].values() if "x-given" in each]
        return change(row, name, column) if several and "x-given" not in column else NOT_HERE

    return columns(changed)


def _columns(field: Form) -> Iterator[tuple[str, Form]]:
    items = field.get("items")
    if isinstance(items, dict):
        yield from list(items.get("properties", {}).items())


def gone(row: Form, name: str, _column: Form) -> None:
    del row["properties"][name]


def renamed(row: Form, name: str, column: Form) -> None:
    del row["properties"][name]
    row["properties"][f"{name}_x"] = column
    row["required"] = [f"{name}_x" if each == name else each for each in row.get("required", ())]


def all_renamed(_form: Form, _name: str, field: Form) -> str | None:
    """Give every column of rows another name."""
    several = [name for name, _ in _columns(field)]
    for name in several:
        renamed(field["items"], name, field["items"]["properties"][name])
    return None if several else NOT_HERE


def put(**words: object) -> FieldChange:
    def change(_row: Form, _name: str, column: Form) -> str | None:
        if all(column.get(word) == said for word, said in words.items()):
            return NOT_HERE
        column.update(words)
        return None

    return change


def given_x(**words: object) -> FieldChange:
    """Say it with the hyphen a word of our own has."""
    return put(**{f"x-{word}": said for word, said in words.items()})


def dropped(word: str) -> FieldChange:
    def change(_row: Form, _name: str, column: Form) -> str | None:
        return None if column.pop(word, None) is not None else NOT_HERE

    return change


def of_rows(change: FieldChange) -> FieldChange:
    """Do it to a field that has rows with columns nobody types."""

    def changed(form: Form, name: str, field: Form) -> object:
        several = [each for _, each in _columns(field) if "x-given" in each]
        return change(form, name, field) if several else NOT_HERE

    return changed


def needed(form: Form, name: str, _field: Form) -> None:
    form.setdefault("required", []).append(name)


def needed_column(row: Form, name: str, _column: Form) -> str | None:
    if name in row.get("required", ()):
        return NOT_HERE
    row.setdefault("required", []).append(name)
    return None


KINDS = (
    *in_toml({
        "taken over twice": (rf"{_ENTRY}\Z|(\[\[taken\]\]\n(?:[a-z_]+ = .*\n)+)", r"\1\2\n\1\2"),
        "taken over from nowhere": (rf"{_ENTRY}process = .*\n", r"\1"),
        "taken over from a process misspelt": line("process", 'process = "{}s"\n'),
        "taken over from another process": line("process", 'process = "plan"\n'),
        "taken over from a task misspelt": line("task", 'task = "{}s"\n'),
        "taken over from the opening": line("task", 'task = "opening"\n'),
        "taken over from another task": line("task", 'task = "sign"\n'),
        "taken over from rows misspelt": line("rows", 'rows = "{}s"\n'),
        "taken over from no rows": line("rows", ""),
        "taken over from a text": line("rows", 'rows = "title"\n'),
        "taken over into a task misspelt": line("into", 'into = "x{}"\n'),
        "taken over into a field misspelt": line("into", 'into = "{}s"\n'),
        "taken over into another field": line("into", 'into = "sign.number"\n'),
        "taken over into nothing": line("into", ""),
        "taken over after what is not there": (
            rf'{_ENTRY}after = \["([a-z_]+)"', r'\1after = ["\2s"',
        ),
        "taken over after another's": (rf'{_ENTRY}after = \["([a-z_]+)"', r'\1after = ["plan.\2"'),
        "taken over before anything": line("after", ""),
        "taken over where it is misspelt": (rf'{_ENTRY}where = "(.*)"', r'\1where = "\2s"'),
        "taken over always": line("where", ""),
        "taken over never": line("where", 'where = "False"\n'),
        "taken over where a text is": line("where", 'where = "source.period"\n'),
        "taken over where a field is misspelt": (
            rf'{_ENTRY}where = "(.*)source\.([a-z_]+)', r'\1where = "\2source.\3s',
        ),
        "taken over where a choice is misspelt": (
            rf"{_ENTRY}where = \"(.*)'([a-z_]+)'", r"""\1where = "\2'\3s'""",
        ),
        "taken over where it is of no year": line("where", 'where = "source.for_year == \'x\'"\n'),
        "taken over by what a step says": line("where", 'where = "announce.date == year"\n'),
        "taken over from years to come": line("years_before", "years_before = -1\n"),
        "taken over from many years": line("years_before", "years_before = 99\n"),
        "taken over from this year alone": line("years_before", ""),
        "taken over into a column that is none": (
            rf"{_ENTRY}columns = \{{ ", r'\1columns = { none = "subject", ',
        ),
        "taken over from a column misspelt": (
            rf'{_ENTRY}columns = (.*)"([a-z_.]+)" \}}', r'\1columns = \2"\3s" }',
        ),
        "taken over with no columns named": line("columns", ""),
    }),
    *in_fields({
        "given rows that are needed": of_rows(needed),
        "given rows of one at least": of_rows(put(minItems=1)),
        "given rows of none at most": of_rows(put(maxItems=0)),
        "given rows of one at most": of_rows(put(maxItems=1)),
        "given rows that steer": of_rows(given_x(route=True)),
        "a given column taken out": given(gone),
        "a given column renamed": given(renamed),
        "a given column typed": given(dropped("x-given")),
        "a given column of numbers": given(put(type="integer")),
        "a given column of days": given(put(format="date")),
        "a given column shorter": given(put(maxLength=3)),
        "a given column longer": given(put(maxLength=4000)),
        "a given column of one choice": given(put(enum=["x"])),
        "a given column that fits nothing": given(put(pattern="^x$")),
        "a given column without a title": given(dropped("title")),
        "a typed column given": typed(given_x(given=True)),
        "a typed column needed": typed(needed_column),
        "a typed column taken out": typed(gone),
        "rows with all columns renamed": all_renamed,
        "rows with a column renamed": columns(renamed),
        "rows with a column longer": columns(put(maxLength=9000)),
        "a column given": columns(given_x(given=True)),
        "a column of a title of blanks": columns(put(title=" ")),
    }),
)  # fmt: skip
