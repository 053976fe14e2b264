"""A receipt and an erasure look right on paper and on a phone."""

from collections.abc import Sequence
from datetime import UTC, timedelta
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import ViewportSize
from sqlalchemy import text

from server.actions.log.sequence import sequence
from server.actions.log.sign import sign
from server.demo.load import OPENS
from server.demo.simulate import Simulation
from tests.actions.log.log_keys import told_folder
from tests.domain.log.trees import ORIGIN
from tests.e2e.office import NARROW, PRINTED, TOO_WIDE, Office
from tests.e2e.website import Website
from tests.worlds.databases import as_log

HEAD, ADMINISTRATOR = "bac-giang/so-gddt/head", "bac-giang/quan-tri/administrator"
SEEN_AS: Sequence[tuple[Literal["print", "screen"], ViewportSize]] = (
    ("print", {"width": PRINTED, "height": 900}),
    ("screen", NARROW),
)
NEWEST = text("""
SELECT CAST(e.id AS text) FROM event e JOIN event_payload p ON p.event_id = e.id
WHERE p.act_class = 'approve' AND p.actor_post = :post ORDER BY e.act_time DESC LIMIT 1
""")


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_receipts_and_erasures_are_read_on_paper_and_on_a_phone(
    site: Website, office: Office, tmp_path: Path
) -> None:
    Simulation(
        begin=site.begin,
        bloc_year_id=site.bloc_year_id,
        now=OPENS.astimezone(UTC) - timedelta(days=1),
        until="appraise",
        simulated=False,
    ).run()
    keys = told_folder(site.begin, tmp_path / "log-keys", ORIGIN)
    sequence(as_log(site.begin))
    with as_log(site.begin)() as session:
        assert sign(session, keys)
    with site.begin() as session:
        receipt = f"/receipts/{session.execute(NEWEST, {'post': HEAD}).scalar_one()}"
    pages = {
        HEAD: (receipt, "/receipts"),
        ADMINISTRATOR: ("/operations/erasures", "/operations/erasures/new?login=so-gddt.head"),
    }
    for post, addresses in pages.items():
        office.sit(post)
        for address in addresses:
            _look(office, address)


def _look(office: Office, address: str) -> None:
    for media, size in SEEN_AS:
        office.page.emulate_media(media=media)
        office.page.set_viewport_size(size)
        office.go(address)
        assert office.page.evaluate(TOO_WIDE) == [], (media, address)
    office.page.emulate_media(media="screen")
    assert office.faults() == [], address
