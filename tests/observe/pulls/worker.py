# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The real worker, in the process of the test."""

from django.db import connection
from django_tasks_db.models import DBTaskResult

from baken.web.worker import TidyWorker


def do_queued() -> list[str]:
    """Do what is queued until nothing is, and return what each task answered (or the exception it raised)."""
    worker = TidyWorker(
        queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id="test", excluded_queue_names=[],
    )  # fmt: skip
    before = set(DBTaskResult.objects.exclude(status="READY").values_list("pk", flat=True))
    if connection.in_atomic_block:  # a test's own transaction: claiming asks for an exclusive one, so run each by hand
        while (task := DBTaskResult.objects.ready().first()) is not None:
            task.claim("test")
            worker.run_task(task)
    else:
        worker.run()
    done = DBTaskResult.objects.exclude(pk__in=before).order_by("enqueued_at")
    return [str(row.return_value or row.exception_class_path) for row in done]
