"""A trial as one page that needs nothing beside it: both languages, light and dark, no script."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final

from server.actions.deployment.trial_report import (
    StageTold,
    TrialTold,
    WayTold,
    guesses,
    over,
    shown_day,
)
from server.cli.trial.counted import counted
from server.cli.trial.picture import svg
from server.cli.trial.text import GUESSED
from server.domain.texts.words import Words

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1b2733; --paper: #fff; --line: #5c6b7a; --soft: #e4e9ee;
  --went: #1a7f4b; --went-soft: #dff3e7; --never: #b3261e; --never-soft: #fbe3e1; }
@media (prefers-color-scheme: dark) { :root { --ink: #e3e9ef; --paper: #151b21; --line: #8fa0b0;
  --soft: #2a343e; --went: #5fd095; --went-soft: #173626; --never: #ff8a80;
  --never-soft: #3d1d1b; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  margin: 0 auto; max-width: 75rem; padding: 1rem; }
body:has(#vi:checked) [lang=en], body:has(#en:checked) [lang=vi] { display: none; }
.picture, .table { overflow-x: auto; border: 1px solid var(--soft); border-radius: .5rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .3rem .6rem;
  border-bottom: 1px solid var(--soft); vertical-align: top; }
svg { font-size: 11px; text-anchor: middle; fill: var(--ink); }
svg .plain { fill: none; stroke: var(--line); }
svg .went { fill: var(--went-soft); stroke: var(--went); stroke-width: 2; }
svg .never { fill: var(--never-soft); stroke: var(--never); stroke-width: 2;
  stroke-dasharray: 5 3; }
svg .line { fill: none; } svg .dashed { stroke-dasharray: 4 4; } svg .thick { stroke-width: 4; }
svg text.beside { paint-order: stroke; stroke: var(--paper); stroke-width: 3; }
svg #tip path { fill: var(--line); }
.bad { color: var(--never); } .good { color: var(--went); } code { font-size: .9em; }
"""
_TIP: Final = (
    '<svg width="0" height="0" aria-hidden="true"><defs><marker id="tip" viewBox="0 0 10 10" '
    'refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse">'
    '<path d="M0 0 10 5 0 10z"/></marker></defs></svg>'
)
_TITLE: Final = Words("Chạy thử quy trình", "Processes tried")
_CLEAN: Final = Words("Không thấy gì sai.", "Nothing was found.")
_PARTLY: Final = Words("Chưa chạy hết mọi đường.", "Not every way was played.")
_FOUND: Final = Words("Phải sửa", "To be mended")
_WAYS: Final = Words("Ai nhận việc gì, khi nào", "Who gets what, when")
_UNREACHED: Final = Words("Chưa tới", "Not come to")
_UNREACHED_SO_FAR: Final = Words("Chưa tới, trong phần đã chạy", "Not come to so far")
_TAKEN: Final = Words(
    "Dòng lấy sẵn thử bằng một dòng giả định, không so với bản ghi nào",
    "Rows taken over are played as one made-up row, held against no record",
)
_COLOURS: Final = Words(
    "Xanh: có đường đi qua. Đỏ, nét đứt: không đường nào đi qua.",
    "Green: some way goes through. Red, broken line: none does.",
)
_HEAD: Final = (
    Words("Bước", "Step"),
    Words("Ai", "Who"),
    Words("Việc", "What"),
    Words("Kết quả", "Outcome"),
    Words("Hạn", "Due"),
)


def of_trials(several: Sequence[TrialTold], language: str) -> str:
    """Give the page of what was tried; it opens in a language, and the other is one press away."""
    chosen = {each: " checked" if each == language else "" for each in ("vi", "en")}
    parts = "".join(part for told in several for part in _trial(told))
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(_TITLE.text(language))}</title><style>{_STYLE}</style></head><body>"
        f'<p><label><input type="radio" name="language" id="vi"{chosen["vi"]}> Tiếng Việt</label> '
        f'<label><input type="radio" name="language" id="en"{chosen["en"]}> English</label></p>'
        f"{_TIP}<main><h1>{_both(_TITLE)}</h1>{parts}</main></body></html>\n"
    )


def _trial(told: TrialTold) -> Iterator[str]:
    yield f"<section><h2>{_both(told.name)} <code>{escape(told.key)}</code></h2>"
    if told.findings:
        yield f'<h3 class="bad">{_both(_FOUND)}</h3><ul>'
        for vietnamese, english in zip(told.vietnamese, told.english, strict=True):
            yield f"<li><code>{escape(vietnamese['element'])} {escape(vietnamese['rule'])}</code> "
            yield f"{_both(Words(_said(vietnamese), _said(english)))}</li>"
        yield "</ul>"
    else:
        yield f'<p class="good">{_both(_CLEAN)}</p>'
    if not told.complete:
        yield f"<p>{_both(_PARTLY)}</p>"
    yield from _untried(told)
    yield f"<p>{_both(_COLOURS)}</p>"
    drawn = svg(told.picture, told.reached, told.translated, told.name.vi)
    yield f'<div class="picture" {_scrolling(told.name.vi)}>{drawn}</div>'
    yield f"<h3>{_both(_WAYS)}</h3>"
    for number, way in enumerate(told.ways, start=1):
        yield from _way(number, way)
    yield "</section>"


def _untried(told: TrialTold) -> Iterator[str]:
    """Tell what no way went through, and what was made up."""
    if told.unreached:
        yield from _unreached(told)
    if told.taken:
        names = ", ".join(f"<code>{escape(name)}</code>" for name in told.taken)
        yield f"<p>{_both(_TAKEN)}: {names}</p>"


def _unreached(told: TrialTold) -> Iterator[str]:
    colour, said = (' class="bad"', _UNREACHED) if told.complete else ("", _UNREACHED_SO_FAR)
    named = (f"{_both(name)} <code>{escape(id_)}</code>" for id_, name in told.unreached)
    yield f"<p{colour}>{_both(said)}: {', '.join(named)}</p>"


def _way(number: int, way: WayTold) -> Iterator[str]:
    members = counted(way.members, "thành viên", "member", "members")
    name = Words(
        f"Đường {number}: {members.vi}{'' if way.dated else ', năm không có thời hạn'}",
        f"Way {number}: {members.en}{'' if way.dated else ', a year without deadlines'}",
    )
    yield f"<details open><summary>{_both(name)}</summary>"
    yield f'<div class="table" {_scrolling(name.vi)}><table><thead><tr>'
    yield from (f"<th>{_both(head)}</th>" for head in _HEAD)
    yield "</tr></thead><tbody>"
    for at, stage in enumerate(way.stages, start=1):
        yield from _stage(at, stage)
    yield "</tbody></table></div>"
    if (told := guesses(way)).vi:
        yield f"<p>{GUESSED} {_both(told)}</p>"
    yield "</details>"


def _stage(number: int, stage: StageTold) -> Iterator[str]:
    who = f"{_both(stage.who)} {_both(stage.about)}"
    if stage.day:
        who = _both(over(stage.day))
    numbered = f"{number}{GUESSED if stage.guessed else ''}"
    cells = (numbered, who, _both(stage.title), _both(stage.label), shown_day(stage.due))
    yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _said(item: Mapping[str, str]) -> str:
    return f"{item['message']} — {item['mend']}"


def _scrolling(name: str) -> str:
    """Let who has no mouse come to what scrolls by itself."""
    return f'role="region" tabindex="0" aria-label="{escape(name)}"'


def _both(words: Words) -> str:
    if not words.en or words.en == words.vi:
        return escape(words.vi)
    return f'<span lang="vi">{escape(words.vi)}</span><span lang="en">{escape(words.en)}</span>'
