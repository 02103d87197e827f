# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of concerns. Each function answers only for what the actor may see."""

from .as_data import as_data as concern_as_data
from .as_data import for_purpose, page_of
from .as_data import line as line_as_data
from .assigning import add_note, assign
from .blocks import Block, register_block
from .categories import load_categories
from .checks import Tested, admit, refuse
from .doors import confidential, in_register
from .example import Invented, put_example
from .feedback import hear, tell
from .following import add as add_by_code
from .following import look as look_by_code
from .following import owner as owner_by_code
from .home import home_lines, search
from .import_command import Wrong as WrongFile
from .import_command import load as import_file
from .intake import MAX_DESCRIPTION, Received, receive
from .models import Category, Channel, Concern, ConcernObject, Packet, Route, SourceKind, Status, TopicSignal, Weighing
from .nightly import nightly
from .packet_views import home_lines as packet_lines
from .parts import KIND, PACKET, PACKET_PARTS, REPORTER
from .parts import REPORT as REPORT_PART
from .policies import HANDLE, REPORT, VIEW
from .public import active_with_slug as category_of
from .public import as_data as category_as_data
from .public import cleaned, offered
from .public import send as send_publicly
from .public import with_slug as public_with_slug
from .public_limits import take_report
from .queries import Seen, concerns, find, first_purpose, rows
from .reports import Contact, Place, Report, Thing
from .sharing import note_first_read, share, tell_effect
from .sharing_queries import shared_of
from .sharing_rules import Parcel
from .source import ask as ask_source
from .source import evaluate as evaluate_source
from .source_views import asked_for
from .source_views import home_lines as source_lines
from .topics import Told, report_topic, wijken
from .triage_pages import frame
from .weighing import Closing, Decided, chances, close, look_up, note_case, put_on_agenda, weigh
from .workflow import WEIGHABLE

__all__ = [
    "HANDLE",
    "KIND",
    "MAX_DESCRIPTION",
    "PACKET",
    "PACKET_PARTS",
    "REPORT",
    "REPORTER",
    "REPORT_PART",
    "VIEW",
    "WEIGHABLE",
    "Block",
    "Category",
    "Channel",
    "Closing",
    "Concern",
    "ConcernObject",
    "Contact",
    "Decided",
    "Invented",
    "Packet",
    "Parcel",
    "Place",
    "Received",
    "Report",
    "Route",
    "Seen",
    "SourceKind",
    "Status",
    "Tested",
    "Thing",
    "Told",
    "TopicSignal",
    "Weighing",
    "WrongFile",
    "add_by_code",
    "add_note",
    "admit",
    "ask_source",
    "asked_for",
    "assign",
    "category_as_data",
    "category_of",
    "chances",
    "cleaned",
    "close",
    "concern_as_data",
    "concerns",
    "confidential",
    "evaluate_source",
    "find",
    "first_purpose",
    "for_purpose",
    "frame",
    "hear",
    "home_lines",
    "import_file",
    "in_register",
    "line_as_data",
    "load_categories",
    "look_by_code",
    "look_up",
    "nightly",
    "note_case",
    "note_first_read",
    "offered",
    "owner_by_code",
    "packet_lines",
    "page_of",
    "public_with_slug",
    "put_example",
    "put_on_agenda",
    "receive",
    "refuse",
    "register_block",
    "report_topic",
    "rows",
    "search",
    "send_publicly",
    "share",
    "shared_of",
    "source_lines",
    "take_report",
    "tell",
    "tell_effect",
    "weigh",
    "wijken",
]
