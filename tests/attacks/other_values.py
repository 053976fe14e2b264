"""Another value in the place of one, by its type: as SQL, and inside a text that is JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from random import Random

import rfc8785

from server.domain.canonical import Json

OTHERWISE: Mapping[str, Sequence[str]] = {
    "text": (
        *("{0} || 'x'", "'x' || {0}", "upper({0}) || ' '", "''", "{other}"),
        *("overlay({0} placing '~' from 2)", "normalize({0}, NFD)", "{0} || ' '"),
        "translate({0}, 'aeo', 'аео')",  # letters that look alike
    ),
    "integer": ("{0} + 1", "{0} - 1", "-{0} - 1", "{other}"),
    "smallint": ("{0} + 1", "{0} - 1"),
    "bigint": ("{0} + 1", "{0} - 1", "{other}"),
    "numeric": ("{0} + 1", "{0} * 2", "{other}"),
    "numeric(7,2)": ("{0} + 0.01", "{0} - 1", "-{0}", "{other}"),
    "numeric(16,4)": ("{0} + 0.0001", "{0} - 1", "-{0}", "{other}"),
    "boolean": ("NOT {0}",),
    "date": ("{0} + 1", "{0} - 365", "{other}"),
    "timestamp with time zone": (
        *("{0} + interval '1 microsecond'", "{0} - interval '1 day'", "{0} + interval '1 year'"),
        "{other}",
    ),
    "uuid": ("gen_random_uuid()", "{other}"),
    "text[]": ("array_append({0}, 'x')", "'{{}}'", "array_append({0}, NULL)"),
    "bytea": (
        *("set_byte({0}, 0, 255 - get_byte({0}, 0))", "{0} || '\\x00'", "{other}"),
        *("substr({0}, 1, length({0}) - 1)", "'\\x'"),
        "set_byte({0}, length({0}) - 1, 255 - get_byte({0}, length({0}) - 1))",
    ),
    "bytea[]": ("array_append({0}, '\\x00'::bytea)", "{0}[2:]"),
    "character(1)": ("CASE {0} WHEN 'U' THEN 'I' ELSE 'U' END",),
}
"""What becomes of a value, by its type: `{0}` is the column, `{other}` another row's value."""
INSTEAD_OF_NULL: Mapping[str, str] = {
    "text": "'x'",
    "integer": "1",
    "smallint": "1",
    "bigint": "1",
    "numeric": "1",
    "numeric(7,2)": "1",
    "numeric(16,4)": "1",
    "boolean": "true",
    "date": "'2024-12-12'",
    "timestamp with time zone": "'2024-12-12T00:00Z'",
    "uuid": "gen_random_uuid()",
    "text[]": "'{x}'",
    "bytea": "'\\x00'",
    "bytea[]": "ARRAY['\\x00'::bytea]",
}


def changed_within(value: object, random: Random) -> str | None:
    """Change one leaf deep in a text that is JSON, in canonical form; None where it is none."""
    if not isinstance(value, str) or value[:1] not in {"{", "["}:
        return None
    try:
        whole = json.loads(value)
    except ValueError:
        return None
    places = list(_leaves(whole))
    if not places:
        return None
    holder, name = random.choice(places)
    holder[name] = _another(holder[name], random)
    return rfc8785.dumps(whole).decode()


def _leaves(value: Json) -> Iterator[tuple[dict[str | int, Json], str | int]]:
    """Yield each holder of a leaf, and by which name or number it holds it."""
    if isinstance(value, dict | list):
        items = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
        for name, part in items:
            if isinstance(part, dict | list) and part:
                yield from _leaves(part)
            else:
                yield value, name  # type: ignore[misc]


def _another(value: Json, random: Random) -> Json:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return int(value) + random.choice((-1, 1, 1000))
    if isinstance(value, str) and value:
        return random.choice((f"{value}0", value[:-1], None))
    return random.choice(("x", 1, True))
