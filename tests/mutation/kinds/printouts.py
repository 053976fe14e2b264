"""Mutations of what is laid out from a case's own data."""

from tests.mutation.kinds.kind import in_toml

_ENTRY = r"^(\[printouts\.[a-z_]+\]\n(?:[a-z_]+ = .*\n)*?)"


def line(word: str, new: str) -> tuple[str, str]:
    """Write another line in the place of one of a printout; {} is what it said."""
    said = new.replace("{}", r"\2")
    return rf'{_ENTRY}{word} = \[?"?([^"\n]*)"?.*\n', rf"\1{said}"


def part(word: str, new: str) -> tuple[str, str]:
    """Say otherwise what a part of a printout is; {} is what it said."""
    return rf'^(  \{{ ){word} = "([^"\n]*)"', rf"\1{new.replace('{}', chr(92) + '2')}"


KINDS = (
    *in_toml(
        {
            "printed of a task misspelt": line("of", 'of = "{}s"\n'),
            "printed of no task": line("of", ""),
            "printed of the opening": line("of", 'of = "opening"\n'),
            "printed for a circle misspelt": line("see", 'see = "{}s"\n'),
            "printed for nobody": line("see", ""),
            "printed without a name": line("name", ""),
            "printed in a layout misspelt": line("layout", 'layout = "{}s"\n'),
            "printed in another layout": line("layout", 'layout = "letter"\n'),
            "printed by an issuer misspelt": line("issuer", 'issuer = "{}s"\n'),
            "printed by another issuer": line("issuer", 'issuer = "council"\n'),
            "printed with the number of nothing": line("document", 'document = "{}S"\n'),
            "printed without its number": line("document", ""),
            "printed about a hole misspelt": line(
                "subject", 'subject = "{{}s}: {opening.titel}"\n'
            ),
            "printed about nothing": line("subject", ""),
            "printed to a hole misspelt": line("to", 'to = ["{home_afairs}"]\n'),
            "printed a field misspelt": part("field", 'field = "{}s"'),
            "printed a field as rows": part("field", 'rows = "{}"'),
            "printed a field as a record": part("field", 'record = "{}"'),
            "printed rows misspelt": part("rows", 'rows = "{}s"'),
            "printed rows as a field": part("rows", 'field = "{}"'),
            "printed a record misspelt": part("record", 'record = "{}s"'),
            "printed a table of what is done once": part("record", 'table = "{}"'),
            "printed a panel of nobody": part("record", 'panel = "{}"'),
            "printed a hole misspelt": part("say", 'say = "{leadr}: {}"'),
            "printed a part twice": part("say", 'heading = "A", say = "{}"'),
            "printed a part of nothing": part("say", 'title = "{}"'),
            "printed columns misspelt": (
                r'^(  \{ rows = "[^"\n]*")',
                r'\1, columns = ["nothing_of_it"]',
            ),
            "printed rows grouped by nothing": (
                r'^(  \{ rows = "[^"\n]*")',
                r'\1, grouped = "nothing_of_it"',
            ),
            "printed sideways in the text": (
                r'^(  \{ rows = "[^"\n]*")[^}\n]*',
                r"\1, sideways = true ",
            ),
            "signed on paper by a task misspelt": (
                rf'{_ENTRY}(signed = \[\{{ task = )"([^"]*)"',
                r'\1\2"\3s"',
            ),
            "signed on paper by nobody": line("signed", ""),
        }
    ),
)
