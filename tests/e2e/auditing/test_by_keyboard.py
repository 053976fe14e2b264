"""Who checks history needs no mouse: every page of it is walked by Tab alone, from end to end."""

import pytest
from sqlalchemy import text

from tests.e2e.auditing.test_auditors_pages import places
from tests.e2e.office import NARROW, WIDE, Office
from tests.e2e.roster import AUDITOR
from tests.e2e.website import Website

WITH_A_MISTAKE = "no moment"
"""Such a page begins at what is to be mended."""
ADMINISTRATOR = "bac-giang/quan-tri/administrator"
RECEIPT = text("""
SELECT CAST(e.id AS text) FROM event e JOIN event_payload p ON p.event_id = e.id
WHERE p.act_class = 'approve' AND e.kind = 'task.completed' ORDER BY e.act_time DESC LIMIT 1
""")
REACHABLE = """() => [...document.querySelectorAll(
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')]
  .filter((each) => each.tabIndex >= 0 && !each.disabled && each.checkVisibility({
    visibilityProperty: true, contentVisibilityAuto: true}))
  .filter((each) => each.type !== 'radio' || each.checked
    || !document.querySelector(`input[type=radio][name="${each.name}"]:checked`)).length"""
FOCUSED = """() => {
  const at = document.activeElement
  if (!at || at === document.body) return null
  const seen = (each) => {
    const style = getComputedStyle(each)
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
      || style.boxShadow !== 'none'
  }
  const box = at.getClientRects()[0]
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1)
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 0), innerHeight - 1)
  const top = document.elementFromPoint(x, y)
  const label = at.closest('label')
  at.dataset.walked = (Number(at.dataset.walked) || 0) + 1
  return {
    html: at.outerHTML.slice(0, 160),
    again: Number(at.dataset.walked) > 1,
    marked: seen(at) || (label && seen(label)),
    within: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: !(top && (at.contains(top) || top.contains(at) || (label && label.contains(top)))),
    jumps: at.tabIndex > 0,
    skips: at.matches('a.skip, a[href="#main"]'),
  }
}"""


def walk(office: Office, address: str) -> list[str]:
    """Press Tab until the page is left, and say what was wrong on the way."""
    page, wrong = office.page, []
    office.go(address)
    page.evaluate("document.activeElement.blur()")
    stops = page.evaluate(REACHABLE)
    walked = 0
    for place in range(stops + 10):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is None or at["again"]:
            break
        walked += 1
        if place == 0 and not at["skips"]:
            wrong.append(f"{address}: the first stop leads nowhere: {at['html']}")
        faults = [name for name in ("covered", "jumps") if at[name]]
        faults += [f"not {name}" for name in ("marked", "within") if not at[name]]
        wrong += [f"{address}: {fault}: {at['html']}" for fault in faults]
    if walked < stops:
        wrong.append(f"{address}: {walked} of {stops} places are reached")
    return wrong


def by_skip_link(office: Office, address: str) -> list[str]:
    """Follow the link past the head, and see that the next stop is in what the page is about."""
    office.go(address)
    office.page.keyboard.press("Tab")
    office.page.keyboard.press("Enter")
    office.page.keyboard.press("Tab")
    inside = office.page.evaluate("!!document.activeElement.closest('main, footer')")
    return [] if inside else [f"{address}: the link past the head does not lead into the page"]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_every_page_of_history_is_walked_by_the_keyboard(site: Website, office: Office) -> None:
    with site.begin() as session:
        receipt = session.execute(RECEIPT).scalar_one()
    pages = {
        AUDITOR: [
            *(address for name, address in places(site).items() if name != WITH_A_MISTAKE),
            *("/audit/export", "/log/key", "/receipts", f"/receipts/{receipt}"),
        ],
        ADMINISTRATOR: [
            *("/operations/erasures", "/operations/erasures/new?login=so-gddt.head"),
            *("/operations/log", "/log/key"),
        ],
    }
    wrong: list[str] = []
    for post, addresses in pages.items():
        office.sit(post)
        for size in (WIDE, NARROW):
            office.resize(size)
            for address in addresses:
                wrong += walk(office, address) + by_skip_link(office, address)
        office.resize(WIDE)
    assert wrong == [], "\n".join(wrong)
    assert office.wrong == []
