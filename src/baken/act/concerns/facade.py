# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of concerns. Each function answers only for what the actor may see."""

from .blocks import Block, register_block
from .categories.actions import load_categories
from .doors import confidential, for_purpose, in_register
from .figures.example import Invented, put_example
from .files.command import Wrong as WrongFile
from .files.command import load as import_file
from .gatekeeper.checks import Tested, admit, refuse
from .home import home_lines, search
from .keeping.nightly import nightly
from .models import (
    Category,
    Channel,
    ChosenBarrier,
    Concern,
    ConcernObject,
    HandOver,
    Packet,
    Route,
    Status,
    TopicSignal,
    Weighing,
)
from .parts import KIND, PACKET_PARTS
from .parts import REPORT as REPORT_PART
from .policies import HANDLE, REPORT, SHARE, VIEW
from .public.following import add as add_by_code
from .public.following import look as look_by_code
from .public.following import owner as owner_by_code
from .public.limits import take_report
from .public.sending import active_with_slug as category_of
from .public.sending import as_data as category_as_data
from .public.sending import offered
from .public.sending import send as send_publicly
from .public.sending import with_slug as public_with_slug
from .queries import Seen, concerns, find, first_purpose, may_handle, rows
from .reporting.groups import grouped
from .reporting.intake import MAX_DESCRIPTION, receive
from .reporting.own_reports import offered_to, victims_category
from .reporting.plain_text import cleaned
from .reporting.reports import Contact, Place, Report, Thing
from .sharing.actions import note_first_read, share, tell_effect
from .sharing.asking import answer_asked, asked_by, hand_in
from .sharing.packet_views import home_lines as packet_lines
from .sharing.queries import shared_of
from .sharing.rules import Parcel, redacted
from .source.actions import ask as ask_source
from .source.actions import evaluate as evaluate_source
from .source.views import asked_for
from .source.views import home_lines as source_lines
from .topics.actions import Told, report_topic, wijken
from .trafficking.actions import Barred, hand_over, note_answer, put_up, settle
from .trafficking.rules import HandedOver
from .triage.as_data import as_data as concern_as_data
from .triage.as_data import line as line_as_data
from .triage.as_data import page_of
from .triage.assigning import add_note, assign
from .triage.pages import frame
from .weighing.actions import Closing, Decided, chances, close, look_up, note_case, put_on_agenda, reopen, weigh
from .weighing.feedback import MAX_TEXT as MAX_MESSAGE
from .weighing.feedback import hear, tell
from .workflow import WEIGHABLE

__all__ = [
    "HANDLE",
    "KIND",
    "MAX_DESCRIPTION",
    "MAX_MESSAGE",
    "PACKET_PARTS",
    "REPORT",
    "REPORT_PART",
    "SHARE",
    "VIEW",
    "WEIGHABLE",
    "Barred",
    "Block",
    "Category",
    "Channel",
    "ChosenBarrier",
    "Closing",
    "Concern",
    "ConcernObject",
    "Contact",
    "Decided",
    "HandOver",
    "HandedOver",
    "Invented",
    "Packet",
    "Parcel",
    "Place",
    "Report",
    "Route",
    "Seen",
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
    "answer_asked",
    "ask_source",
    "asked_by",
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
    "grouped",
    "hand_in",
    "hand_over",
    "hear",
    "home_lines",
    "import_file",
    "in_register",
    "line_as_data",
    "load_categories",
    "look_by_code",
    "look_up",
    "may_handle",
    "nightly",
    "note_answer",
    "note_case",
    "note_first_read",
    "offered",
    "offered_to",
    "owner_by_code",
    "packet_lines",
    "page_of",
    "public_with_slug",
    "put_example",
    "put_on_agenda",
    "put_up",
    "receive",
    "redacted",
    "refuse",
    "register_block",
    "reopen",
    "report_topic",
    "rows",
    "search",
    "send_publicly",
    "settle",
    "share",
    "shared_of",
    "source_lines",
    "take_report",
    "tell",
    "tell_effect",
    "victims_category",
    "weigh",
    "wijken",
]
