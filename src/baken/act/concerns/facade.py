# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of concerns. Each function answers only for what the actor may see."""

from .intake import Received, receive
from .models import Category, Channel, Concern, Route, SourceKind, Status
from .parts import KIND, PACKET, REPORTER
from .policies import HANDLE, REPORT, VIEW
from .queries import Seen, concerns, find, first_purpose
from .reports import Contact, Place, Report, Thing

__all__ = [
    "HANDLE",
    "KIND",
    "PACKET",
    "REPORT",
    "REPORTER",
    "VIEW",
    "Category",
    "Channel",
    "Concern",
    "Contact",
    "Place",
    "Received",
    "Report",
    "Route",
    "Seen",
    "SourceKind",
    "Status",
    "Thing",
    "concerns",
    "find",
    "first_purpose",
    "receive",
]
