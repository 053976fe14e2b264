"""A process with subprocesses in one another, broken off by a day, a message and errors."""

from server.engine import Definition
from tests.engine.drawings import Pool, define


def checks() -> Pool:
    """Draw two checks side by side, of which one may fail, and a catch after them."""
    return (
        Pool("checks")
        .start("checks_begin")
        .parallel("split")
        .user("papers")
        .xor("papers_q")
        .fail("unfit", "e_unfit")
        .user("place", "head")
        .parallel("join")
        .catch("heard", "news")
        .end("checked")
        .flow("checks_begin", "split", "papers", "papers_q")
        .flow("papers_q", "join", default=True)
        .flow("papers_q", "unfit", when="papers.verdict == 'refuse'")
        .flow("split", "place", "join", "heard", "checked")
    )


def reviewing() -> Pool:
    """Draw the checks within a review that may be given up."""
    return (
        Pool("reviewing")
        .start("review_begin")
        .subprocess("checking", checks())
        .boundary("too_long", "checking", due="deadlines.self_score")
        .user("chase")
        .user("judge", "head")
        .xor("judge_q")
        .fail("given_up", "e_given_up")
        .end("reviewed")
        .flow("review_begin", "checking", "judge", "judge_q")
        .flow("too_long", "chase", "judge")
        .flow("judge_q", "reviewed", default=True)
        .flow("judge_q", "given_up", when="judge.verdict == 'refuse'")
    )


def review(*, of: str = "review", held: bool = True) -> Pool:
    """Draw the whole: a review that a message calls off, and what comes of its errors.

    Without `held` no event is on the subprocess.
    """
    pool = Pool("main").start().throw("ask", "asked").subprocess(of, reviewing())
    pool.caught("unfit_caught", of, "e_unfit").caught("any_caught", of)
    if held:
        pool.boundary("called_off", of, "off").flow("called_off", "mend")
    pool.user("sign").user("mend").xor("mended").end()
    pool.flow("begin", "ask", of, "sign", "done").flow("unfit_caught", "mend")
    pool.flow("any_caught", "mend", "mended").flow("mended", of, default=True)
    return pool.flow("mended", "done", when="mend.verdict == 'refuse'")


def told(pool: Pool | None = None) -> Definition:
    """Give the whole with who sends its messages."""
    main = pool or review()
    sender = Pool("sender").start("hears", "asked").user("say").throw("tell", "news")
    sender.throw("stop", "off").end("said").flow("hears", "say", "tell", "stop", "said")
    off = ("called_off",) if any("called_off" in line for line in main.body) else ("pool_main",)
    return define(main, sender, flows={"ask": ("hears",), "tell": ("heard",), "stop": off})
