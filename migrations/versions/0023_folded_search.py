"""What every search reads, folded once where it is written; persons in the order of their names.

Revision ID: 0023
Revises: 0022
"""

import unicodedata
from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

COLUMNS = (
    ("person", "search"),
    ("person", "sort_key"),
    ("post", "search"),
    ("unit_name", "search"),
)
AT_ONCE = 2000
UUID = ("id", "uuid", "00000000-0000-0000-0000-000000000000")
TEXT = ("id", "text", "")
UNIT_NAME = ("unit_id || '|' || valid_from", "text", "")
"""By what rows are walked: the key, its type, and what comes before the first."""
D = str.maketrans({"Đ": "d", "đ": "d", "Ð": "d", "ð": "d"})
LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
RANK = {letter: chr(ord("0") + 20 + n) for n, letter in enumerate(LETTERS)}
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def upgrade() -> None:
    for table, column in COLUMNS:
        op.add_column(table, sa.Column(column, sa.Text(), server_default="", nullable=False))
    fill("person", UUID, "login || ' ' || name || ' ' || email", "search", fold)
    fill("person", UUID, "name", "sort_key", name_sort_key)
    fill("post", TEXT, "title_vi || ' ' || title_en", "search", fold)
    names = "name_vi || ' ' || name_en || ' ' || short_vi || ' ' || short_en"
    fill("unit_name", UNIT_NAME, names, "search", fold)
    fill("post", TEXT, "title_vi", "sort_key", sort_key)
    fill("unit_name", UNIT_NAME, "name_vi", "sort_key", sort_key)
    subject = (
        "(SELECT coalesce(string_agg(name_vi || ' ' || name_en || ' ' || short_vi || ' ' ||"
        " short_en, ' '), '') FROM unit_name n WHERE n.unit_id = t.subject_unit_id)"
    )
    fill("task", UUID, f"search || ' ' || {subject}", "search", fold)


def downgrade() -> None:
    for table, column in COLUMNS:
        op.drop_column(table, column)


def fill(
    table: str, walk: tuple[str, str, str], source: str, column: str, made: Callable[[str], str]
) -> None:
    """Write a column of every row from what stands in others, so many rows at a time."""
    key, kind, last = walk
    connection = op.get_bind()
    step = sa.text(
        f"SELECT {key} AS key, {source} AS said FROM {table} t"  # noqa: S608
        f" WHERE {key} > CAST(:last AS {kind}) ORDER BY 1 LIMIT {AT_ONCE}"
    )
    change = sa.text(
        f"UPDATE {table} t SET {column} = x.made FROM unnest(CAST(:keys AS {kind}[]),"  # noqa: S608
        f" CAST(:made AS text[])) x(key, made) WHERE {key} = x.key"
    )
    while rows := connection.execute(step, {"last": last}).all():
        last = rows[-1].key
        values = {"keys": [row.key for row in rows], "made": [made(row.said) for row in rows]}
        connection.execute(change, values)


def fold(text: str) -> str:
    """Return letters and digits in lower case without accents, one space between words."""
    letters = unicodedata.normalize("NFKD", text.translate(D)).lower()
    words = ("".join(c for c in word if unicodedata.category(c)[0] in "LN")
             for word in letters.split())  # fmt: skip
    return " ".join(word for word in words if word)


def sort_key(text: str) -> str:
    """Return a text whose code-point order is the Vietnamese order: letters first, then tones."""
    letters, tones = [], []
    composed = unicodedata.normalize("NFC", text.replace("Ð", "Đ").replace("ð", "đ").casefold())
    for character in composed:
        parts = unicodedata.normalize("NFD", character)
        rest = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        letters.append(RANK.get(rest, rest))
        tones.append(next((TONES[part] for part in parts if part in TONES), "0"))
    return "".join(letters) + "\x01" + "".join(tones)


def name_sort_key(name: str) -> str:
    """Return the given name's key, the last word's, then that of the words before."""
    *before, given = name.split() or [""]
    return "\x02".join((sort_key(given), sort_key(" ".join(before))))
