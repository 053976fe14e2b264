"""How the duties of a year stand on the board, as somebody reads it."""

import re
from datetime import datetime

from flask import Flask

from tests.processes.case_pages import page
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database
from tests.worlds.year import PLAN

_ROW = re.compile(r'<th scope="row">\s*<a [^>]*>([^<]+)</a>.*?</tr>', re.DOTALL)
_STATE = re.compile(r'<span class="state[^>]*>.*?<span>([^<]*)</span></span>', re.DOTALL)


def board_states(app: Flask, database: Database, post: str, *, at: datetime) -> dict[str, str]:
    """Answer at an instant how each unit stands in the plan's year, by its short name."""
    set_clock(database, at)
    _, shown = page(app, post, f"/board?bloc_year={PLAN}")
    rows = {found[1]: found[0] for found in _ROW.finditer(shown)}
    return {
        name.replace("&amp;", "&"): " / ".join(_STATE.findall(row)) for name, row in rows.items()
    }
