"""A process of two branches, one of which may end the whole by a terminate end."""

from tests.engine.drawings import Pool


def main() -> Pool:
    """Draw two tasks side by side; whoever checks may call the whole off, or a day may."""
    return (
        Pool("main_")
        .start()
        .parallel("split")
        .user("write", "leader")
        .boundary("late", "write", due="deadlines.approve")
        .user("more", "leader")
        .xor("written")
        .user("check", "leader")
        .xor("off_q")
        .parallel("join")
        .user("sign", "leader")
        .end()
        .terminate("off")
        .flow("begin", "split", "write", "written", "join", "sign", "done")
        .flow("late", "more", "written")
        .flow("split", "check", "off_q")
        .flow("off_q", "off", when="check.verdict == 'again'")
        .flow("off_q", "join", default=True)
    )
