"""The same three-step approval in django-viewflow, as its own documentation builds one.

Run apart, with Django and viewflow on PYTHONPATH: python run.py CONNINFO APPROVALS.
Prints JSON: milliseconds on the clock and of CPU by completion, statements and commits of each, and
the growth in bytes by table.
"""

import json
import sys
import time
from collections.abc import Iterator

import django
from django.conf import settings
from django.core.management import call_command
from psycopg.conninfo import conninfo_to_dict

COMMENT = "Đã xem xét hồ sơ, nội dung đầy đủ và đúng quy định."
WARM = 20


def configure(conninfo: str) -> None:
    """Set Django up for one database, as little of it as viewflow needs."""
    given = conninfo_to_dict(conninfo)
    names = {"NAME": "dbname", "USER": "user", "HOST": "host", "PORT": "port"}
    database = {key: str(given.get(name) or "") for key, name in names.items()}
    settings.configure(
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "CONN_MAX_AGE": None,
                **database,
            }
        },
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "viewflow",
            "viewflow.workflow",
            "approval",
        ],
        USE_TZ=True,
        ROOT_URLCONF=__name__,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()


urlpatterns: list[object] = []


class Counting:
    """Counts the statements Django sends, BEGIN, COMMIT and savepoints apart."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN204
        if not sql.startswith(("SAVEPOINT", "RELEASE")):
            self.count += 1
        return execute(sql, params, many, context)


def complete(task_id: int) -> None:
    """Complete one task as its holder, in one transaction under the process's lock."""
    from viewflow.workflow.models import Task  # noqa: PLC0415

    task = Task.objects.get(pk=task_id)
    with task.activation() as activation:
        if not activation.flow_task.can_execute(activation.task.owner, activation.task):
            raise PermissionError(task_id)
        activation.process.data = {"verdict": "approve", "comment": COMMENT}
        activation.task.data = {"verdict": "approve", "comment": COMMENT}
        activation.process.save()
        activation.start(None)
        activation.execute()


def play(approvals: int) -> Iterator[dict[str, float]]:
    """Play so many approvals from their start to their end."""
    from approval.flows import Approval  # noqa: PLC0415 - Django has to be set up before
    from django.db import connection  # noqa: PLC0415
    from viewflow.workflow.models import Task  # noqa: PLC0415

    counting = Counting()
    for _ in range(approvals):
        Approval.begin.run()
        while True:
            waiting = Task.objects.filter(status="ASSIGNED").order_by("-id").first()
            if waiting is None:
                break
            counting.count = 0
            began, worked = time.perf_counter(), time.process_time()
            with connection.execute_wrapper(counting):
                complete(waiting.pk)
            wall, cpu = time.perf_counter() - began, time.process_time() - worked
            yield {"wall": wall * 1000, "cpu": cpu * 1000, "statements": counting.count}


def sizes() -> dict[str, int]:
    """Measure every table of the flow with its indexes, in bytes on disk."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_total_relation_size(oid) FROM pg_class"
            " WHERE relkind = 'r' AND relname LIKE 'viewflow%'"
        )
        return {name: int(size) for name, size in cursor.fetchall()}


def main(conninfo: str, approvals: int) -> None:
    configure(conninfo)
    from approval.flows import PEOPLE  # noqa: PLC0415
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from viewflow.workflow.models import Process  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    for name in ("officer", "head", "appraiser"):
        PEOPLE[name] = get_user_model().objects.create_user(name)
    list(play(WARM))
    before, already = sizes(), Process.objects.filter(status="DONE").count()
    costs = list(play(approvals))
    finished = Process.objects.filter(status="DONE").count() - already
    grown = {name: size - before[name] for name, size in sizes().items() if size > before[name]}
    json.dump({"costs": costs, "grown": grown, "finished": finished}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
