"""Cases, numbered documents and files are found by words folded where they are written.

Revision ID: 0064
Revises: 0063
"""

import json
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

TABLES = ("case_", "document", "attachment")
AT_ONCE = 2000
NONE = "00000000-0000-0000-0000-000000000000"
D = str.maketrans({"Đ": "d", "đ": "d", "Ð": "d", "ð": "d"})


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("search", sa.Text(), server_default="", nullable=False))
        bind_again(table)
    rules = op.get_bind().execute(sa.text("SELECT digest, content FROM ruleset")).all()
    names = {row.digest: row.content for row in rules}
    fill("case_", "title_vi, title_en, short_vi, short_en, opened_post, rules_digest",
         lambda row: of_case(row, names[row.rules_digest]))  # fmt: skip
    fill("document", "number", lambda row: row.number)
    fill("attachment", "file_name", lambda row: row.file_name)


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "search")
        bind_again(table)


def bind_again(table: str) -> None:
    """Bind a table's columns as they are, now that it has one more or less beside them."""
    op.execute(
        sa.text(
            "SELECT bind_table(name, shape, keys, columns, hashed) FROM bound_table"
            " WHERE name = :name"
        ).bindparams(name=table)
    )


def fill(table, columns, said):  # noqa: ANN001, ANN201
    """Write what each row is found by, so many rows at a time."""
    connection, last = op.get_bind(), NONE
    step = sa.text(
        f"SELECT id, {columns} FROM {table} WHERE id > CAST(:last AS uuid)"  # noqa: S608
        f" ORDER BY id LIMIT {AT_ONCE}"
    )
    change = sa.text(
        f"UPDATE {table} t SET search = x.made FROM unnest(CAST(:keys AS uuid[]),"  # noqa: S608
        " CAST(:made AS text[])) x(key, made) WHERE t.id = x.key"
    )
    while rows := connection.execute(step, {"last": last}).all():
        last = rows[-1].id
        made = [fold(said(row)) for row in rows]
        connection.execute(change, {"keys": [row.id for row in rows], "made": made})


def of_case(row, rules):  # noqa: ANN001, ANN201
    """Return its titles, its bloc, and the unit that opened it."""
    titles = (row.title_vi, row.title_en, row.short_vi, row.short_en)
    return " ".join((*titles, *names_in(rules, (row.opened_post or "").rpartition("/")[0])))


def names_in(content, opener):  # noqa: ANN001, ANN201
    """Return what a bloc and a unit of it are called; nothing by rules that cannot be read."""
    try:
        rules = json.loads(content)
        called = [rules["bloc"], *(unit for unit in rules["units"] if unit["id"] == opener)]
        return [each[name][of] for each in called for name in ("name", "short")
                for of in ("vi", "en")]  # fmt: skip
    except (ValueError, KeyError, TypeError):
        return []


def fold(text: str) -> str:
    """Return letters and digits in lower case without accents, one space between words."""
    letters = unicodedata.normalize("NFKD", text.translate(D)).lower()
    kept = ("".join(c for c in word if unicodedata.category(c)[0] in "LN")
            for word in letters.split())  # fmt: skip
    return " ".join(word for word in kept if word)
