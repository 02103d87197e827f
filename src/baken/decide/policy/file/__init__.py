# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Policy documents as files: read YAML safely, check it whole, tell every problem by line. Knows no database."""

from .check import World, check
from .documents import FrameworkFile, PlanFile
from .problems import FileRefused, Problem
from .read import MAX_BYTES, read

__all__ = ["MAX_BYTES", "FileRefused", "FrameworkFile", "PlanFile", "Problem", "World", "check", "read"]
