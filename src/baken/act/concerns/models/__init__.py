# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .category import Category
from .concern import Channel, Concern, Outcome, Route, SourceKind, Status
from .content import Attachment, ConcernObject, Message, Note, ObjectKind
from .handling import Check, Link, LinkKind, Look, SavedFilter, Weighing
from .sharing import Packet, PacketEffect, PacketFile, PacketPart
from .source import ReleaseRequest, Reporter
from .topic import TopicSignal, Trend
from .trafficking import ChosenBarrier, HandOver

__all__ = [
    "Attachment",
    "Category",
    "Channel",
    "Check",
    "ChosenBarrier",
    "Concern",
    "ConcernObject",
    "HandOver",
    "Link",
    "LinkKind",
    "Look",
    "Message",
    "Note",
    "ObjectKind",
    "Outcome",
    "Packet",
    "PacketEffect",
    "PacketFile",
    "PacketPart",
    "ReleaseRequest",
    "Reporter",
    "Route",
    "SavedFilter",
    "SourceKind",
    "Status",
    "TopicSignal",
    "Trend",
    "Weighing",
]
