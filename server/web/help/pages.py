"""The guide: a page for each part that posts have in the year, and the words of the trade."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from server.domain.people.posts import position_of
from server.domain.tasks.work import NotThere
from server.domain.texts.words import Words
from server.store.cases.case_pages import post_titles
from server.web.board.asked import year_asked
from server.web.cases.blocs import DEADLINE_KINDS, known_bloc_years
from server.web.help.glossary import TERMS
from server.web.help.pictures import pictures_of
from server.web.help.year import ProcessInYear, alike, processes_in_year, year_of
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, session

blueprint = Blueprint("help", __name__, url_prefix="/help")
MOST_PARTS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class PartInYear:
    """Posts that do the same in the year: the first of them, and how many others."""

    post: str
    title: Words
    others: int


@blueprint.get("")
@access(SIGNED_IN)
def index() -> ResponseReturnValue:
    """Say what a post does in the year, in its order: one's own, or one that is asked for."""
    years = known_bloc_years()
    found: tuple[ProcessInYear, ...] = ()
    rules, year_id = None, ""
    if years:
        year, rules = year_asked(years)
        year_id = year.id
        found = processes_in_year(session(), rules, year.rules_digest)
    own = actor().post_id
    post = request.args.get("post", "") or own
    parts = _parts(found, asked=post)
    title = actor().acts_as if post == own else _title_of(post, found)
    work = year_of(post, found)
    return render_template(
        "help/index.html",
        post=post,
        own=own,
        title=title,
        position=position_of(post),
        rules=rules,
        year_id=year_id,
        work=work,
        parts=parts,
        pictures=pictures_of({step.act for each in work for step in each.steps}, position_of(post)),
        deadline_kinds=DEADLINE_KINDS,
        urges=any(each.urges for each in work),
    )


@blueprint.get("/words")
@access(SIGNED_IN)
def words() -> ResponseReturnValue:
    """Say what the words of the pages mean."""
    return render_template("help/words.html", terms=TERMS)


def _title_of(post: str, found: Sequence[ProcessInYear]) -> Words:
    """Return what a post of the bloc-year is called; raises NotThere for any other."""
    known = any(post in each.by_post or post in each.openers for each in found)
    title = post_titles(session(), [post]).get(post) if known else None
    if title is None:
        raise NotThere
    return title


def _parts(found: tuple[ProcessInYear, ...], *, asked: str) -> list[PartInYear]:
    """List the parts there are beside that of the post asked for, by posts that exist."""
    groups = alike(found)
    titles = post_titles(session(), [post for group in groups for post in group])
    parts = []
    for group in groups:
        there = [post for post in group if post in titles]
        if there and asked not in there:
            first = there[0]
            parts.append(PartInYear(post=first, title=titles[first], others=len(there) - 1))
    return parts[:MOST_PARTS]
