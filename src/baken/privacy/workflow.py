# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workflows of privacy, each in its room; here they are found (`kernel.workflow.workflows`)."""

from .reads.workflow import READ
from .requests.workflow import REQUEST
from .retention.workflow import DESTRUCTION

__all__ = ["DESTRUCTION", "READ", "REQUEST"]
