# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""National scale: the full table is made and read in both ways; both answers must agree."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.campaign
def test_national_table_gives_the_same_answers_as_pandas(repo_root: Path) -> None:
    command = [sys.executable, "-m", "benchmarks", "--only", "national"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("BAKEN_")}
    done = subprocess.run(
        command, cwd=repo_root, env=environment, capture_output=True, text=True, timeout=1500, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "ranking" in done.stdout.lower()
