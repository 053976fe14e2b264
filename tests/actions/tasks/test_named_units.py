"""Which units' posts a remark may name: those of every unit that its circle is open to."""

import pytest
from sqlalchemy.orm import Session

from server.actions.tasks import name_posts, read_task
from tests.actions.definitions.own_process import KEY, MANIFEST, WRITE, files, publish
from tests.worlds.year import RADIO, SCHOOL, Year

OPEN_TO_ALL = MANIFEST.replace("[sight]", '[sight]\nremarks_about = ["everyone"]')


@pytest.mark.parametrize(("manifest", "named"), [(MANIFEST, False), (OPEN_TO_ALL, True)])
def test_a_remark_names_posts_of_another_unit_only_where_they_read_it(
    year: Year, session: Session, manifest: str, *, named: bool
) -> None:
    told = manifest.replace('["own_unit", "organiser"]', '["everyone"]')
    publish(session, {**files(required=False), f"{KEY}.toml": told})
    year.open(KEY)
    officer, task = year.holder(f"{SCHOOL}/officer"), year.task(WRITE, SCHOOL)
    page = read_task.read(session, task.id, actor=officer, now=year.now)
    those = name_posts.nameable(session, page, actor=officer, now=year.now)
    posts = {post.post_id for post in those}
    assert f"{SCHOOL}/head" in posts
    assert (f"{RADIO}/head" in posts) is named
