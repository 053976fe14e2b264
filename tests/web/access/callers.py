"""Everybody a page may be asked by: each kind of post, here and elsewhere, and who has none."""

from collections.abc import Mapping

from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from tests.worlds.played import Played
from tests.worlds.province import World
from tests.worlds.web.pages import sign_in
from tests.worlds.web.posting import send

OWN = {
    "unit-head": "so-gddt.head",
    "unit-officer": "so-gddt.officer",
    "other-unit": "dai-ptth.head",
    "leader": "so-khcn.head",
    "secretary": "so-khcn.secretary",
    "appraiser": "ban-dan-toc.appraiser",
    "home-affairs": "so-noi-vu.officer",
    "council": "hd-tdkt.secretary",
    "chairman": "ubnd-tinh.chairman",
    "auditor": "thanh-tra.auditor",
    "administrator": "quan-tri.administrator",
}
ELSEWHERE = {
    "no-bloc": ("bac-giang", "so-y-te", "head"),
    "auditor-elsewhere": ("ha-giang", "thanh-tra", "auditor"),
    "administrator-elsewhere": ("ha-giang", "quan-tri", "administrator"),
    "unit-elsewhere": ("ha-giang", "so-gddt", "head"),
}
GONE = ("stranger", "ended", "closed")
"""Nobody; who left the only post; whose account was closed while signed in."""
NAMES = (*OWN, *ELSEWHERE, "lent", *GONE)
LENT = "so-tttt.officer"
"""Acts for the head of so-gddt by a delegation (`things`)."""


def callers(year: Played, engine: Engine) -> Mapping[str, FlaskClient]:
    """Sign everybody in; then end what is over for those who are gone."""
    world = World(engine)
    found = {name: year.as_post(login) for name, login in OWN.items()}
    for name, (province, code, position) in ELSEWHERE.items():
        post = world.post(world.unit(code, code, province=province), position)
        found[name] = year.as_post(post)
    found["lent"] = sign_in(year.app, LENT)
    lent = found["lent"]
    page = lent.get("/tasks").text
    choice = page.partition('value="bac-giang/so-gddt/head|')[2].partition('"')[0]
    assert choice, "the delegation of `things` is not offered"
    chosen = {"post": f"bac-giang/so-gddt/head|{choice}"}
    assert send(lent, "/act-as", chosen, at="/tasks").status_code == 303
    for name in ("ended", "closed"):
        post = world.post(world.unit(f"so-{name}", name), "head")
        found[name] = year.as_post(post)
        with engine.begin() as connection:
            connection.execute(text(_END[name]), {"login": post})
    found["stranger"] = year.app.test_client()
    return found


_END = {
    "ended": """UPDATE appointment SET valid_to = valid_from + 1 FROM person p
      WHERE p.id = person_id AND p.login = :login""",
    "closed": "UPDATE person SET deactivated_at = now() WHERE login = :login",
}
