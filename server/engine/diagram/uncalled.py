"""What keeps a call activity from calling anything, in the words that fill its finding."""

from lxml import etree

from server.engine.lint_words.calls import UNCALLED


def uncalled(call: etree._Element) -> dict[str, str]:
    """Give the holes of the finding, for a call whose process is not to be had."""
    named = {"id": call.get("id", ""), "called": call.get("calledElement", "")}
    word = "absent" if named["called"] else "unnamed"
    vi, en = UNCALLED[word if named["id"].isidentifier() else "nameless"]
    return {"why": en.format_map(named), "why.vi": vi.format_map(named)}
