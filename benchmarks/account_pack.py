# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long a council pack takes: gathering, drawing, PDF, Word, CSV. Aim: all files under 5 s.

Needs an example (`make demo SERVE=0`). Run: `python benchmarks/account_pack.py [--year 2025] [--times 3]`.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

AIM = 5.0


def main() -> int:
    """Measure, print one line a step, and return 1 when the aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--year", type=int, default=2025)
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baken.config.settings")
    import django

    django.setup()
    runs = [measure(options.year) for _ in range(options.times)]
    for step in runs[0]:
        print(f"{step:<10} first {runs[0][step]:6.2f} s   best {min(run[step] for run in runs):6.2f} s")
    first = sum(runs[0].values())
    print(f"all files, first time: {first:.2f} s (aim: under {AIM:.0f} s)")
    return 0 if first < AIM else 1


def measure(year: int) -> dict[str, float]:
    """Return the seconds that each step takes, as a command that was just started meets them on the first call."""
    from baken.account import files, gather
    from baken.account.documents import render_csv, render_docx, render_pdf
    from baken.account.documents.pdf import draw
    from baken.kernel.models import Municipality
    from baken.kernel.moment import now

    took: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        result = work()
        took[name] = time.perf_counter() - start
        return result

    municipality = Municipality.objects.get()
    pack = timed("gather", lambda: gather.fresh_pack(municipality, year, now(), None))
    document = files.document_of(pack)
    charts = timed("draw", lambda: draw(document))
    pdf = timed("pdf", lambda: render_pdf(document, charts))
    docx = timed("docx", lambda: render_docx(document, charts))
    timed("csv", lambda: [render_csv(panel) for panel in document.panels])
    with tempfile.TemporaryDirectory() as folder:
        timed(
            "write",
            lambda: [(Path(folder) / name).write_bytes(data) for name, data in (("a.pdf", pdf), ("a.docx", docx))],
        )
    return took


if __name__ == "__main__":
    raise SystemExit(main())
