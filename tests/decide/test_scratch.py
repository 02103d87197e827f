# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from baken.decide.facade import priorities_standing

from .conftest import NOW


def test_all(policy, facts, logged_in, on_the_day):
    for line in priorities_standing(policy, NOW):
        print(line)
    c = logged_in("safety_adviser")
    import pathlib

    for i, u in enumerate(
        [
            "/besluiten/",
            "/besluiten/kadernota/2023-2026/",
            "/besluiten/kadernota/2019-2022/",
            "/besluiten/kadernota/2023-2026/ondermijning/",
            "/besluiten/ivp/2025-2026/",
            "/besluiten/ivp/2025-2026/?stand=overdue",
            "/besluiten/ivp/2025-2026/integrale-controles/",
            "/besluiten/ivp/2025-2026/drugsoverlast-wijken/",
            "/besluiten/inlezen/",
            "/besluiten/ivp/2025-2026/inspanningen.csv",
            "/besluiten/kadernota/2023-2026/prioriteiten.csv",
        ]
    ):
        import time

        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as q:
            t = time.time()
            r = c.get(u)
        print(u, r.status_code, len(q), round(time.time() - t, 3))
        pathlib.Path(f"/tmp/dset/out{i}.html").write_bytes(r.content)
        assert r.status_code == 200
