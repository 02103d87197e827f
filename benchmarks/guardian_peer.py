# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `benchmarks.need_to_know` measures, done by django-guardian: the same number of rows, of which one user holds 1 %.

Django's own users and guardian's own functions, as its documentation says: `get_objects_for_user` for the page, an object
checker for decisions. Guardian has no word search and no row-level security, so it does less for its time.
"""

from __future__ import annotations

import json
import os
import sys
from urllib.parse import urlsplit

from benchmarks.measuring import times

PAGE = 50
SHARE = 100


def main(rows: int) -> None:
    """Fill a database of guardian's own on the same server, and measure; the last line is JSON."""
    import psycopg

    admin = urlsplit(os.environ["BENCH_ADMIN_URL"])
    with psycopg.connect(os.environ["BENCH_ADMIN_URL"], autocommit=True) as superuser:
        superuser.execute("CREATE DATABASE guardian_peer")

    import django
    from django.conf import settings

    settings.configure(
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "guardian"],
        AUTHENTICATION_BACKENDS=[
            "django.contrib.auth.backends.ModelBackend",
            "guardian.backends.ObjectPermissionBackend",
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": "guardian_peer",
                "USER": admin.username,
                "PASSWORD": admin.password,
                "HOST": admin.hostname,
                "PORT": str(admin.port),
            }
        },
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()

    from django.contrib.auth.models import Permission, User
    from django.contrib.contenttypes.models import ContentType
    from django.core.management import call_command
    from django.db import connection, models
    from guardian.core import ObjectPermissionChecker
    from guardian.shortcuts import get_objects_for_user

    class Document(models.Model):
        opened_on = models.DateField()
        title = models.CharField(max_length=100)

        class Meta:
            app_label = "auth"
            indexes = (models.Index(fields=("-opened_on", "-id"), name="document_newest"),)

    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Document)
    user = User.objects.create(username="reader")
    kind = ContentType.objects.create(app_label="auth", model="document")
    permission = Permission.objects.create(codename="view_document", name="view", content_type=kind)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO auth_document (opened_on, title) SELECT date '2020-01-01' + abs(hashtext('d' || n)) %% 2400, 'T' || n "
            "FROM generate_series(1, %s) n",
            [rows],
        )
        cursor.execute(
            "INSERT INTO guardian_userobjectpermission (object_pk, content_type_id, permission_id, user_id) "
            "SELECT id::text, %s, %s, %s FROM auth_document WHERE id %% %s = 0",
            [kind.pk, permission.pk, user.pk, SHARE],
        )
        cursor.execute("VACUUM ANALYZE")

    def listed() -> list[Document]:
        found = get_objects_for_user(user, "view_document", klass=Document, accept_global_perms=False)
        return list(found.order_by("-opened_on", "-id")[:PAGE])

    page = listed()
    if len(page) != min(PAGE, rows // SHARE):
        raise SystemExit(f"guardian: {len(page)} found")
    checker = ObjectPermissionChecker(user)
    checker.prefetch_perms(page)

    def decided() -> None:
        for document in page:
            checker.has_perm("view_document", document)

    def counted() -> int:
        found = get_objects_for_user(user, "view_document", klass=Document, accept_global_perms=False)
        return len(found.values_list("pk")[:1001])

    print(
        json.dumps({"list": times(listed), "count": times(counted), "authorize": [ms / PAGE for ms in times(decided)]})
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
