# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of privacy."""

from .defaults import CODED
from .doors import Behind, Doors, in_register, in_registers, shows_alone
from .models import Certificate, DataRequest, ProcessingRecord, ReadReview, RetentionRule
from .nightly import nightly
from .overview import attention, rooms
from .queries import chain_check, contacts_of, dpias, public_activities
from .reads.actions import answer, ask, look, questions_for, register_involved, settle
from .register.actions import load_defaults, set_contacts
from .register.dpia_actions import begin_anew, change_dpia
from .requests.actions import add_request, request_under_way, step_request
from .retention.days import due_on
from .retention.destruction import approve, complete, destroy, destroy_along, place_hold, release_hold
from .retention.due import RetentionKind, RowKind, due_day, register_kind
from .retention.rule_actions import verify_rule

__all__ = [
    "CODED",
    "Behind",
    "Certificate",
    "DataRequest",
    "Doors",
    "ProcessingRecord",
    "ReadReview",
    "RetentionKind",
    "RetentionRule",
    "RowKind",
    "add_request",
    "answer",
    "approve",
    "ask",
    "attention",
    "begin_anew",
    "chain_check",
    "change_dpia",
    "complete",
    "contacts_of",
    "destroy",
    "destroy_along",
    "dpias",
    "due_day",
    "due_on",
    "in_register",
    "in_registers",
    "load_defaults",
    "look",
    "nightly",
    "place_hold",
    "public_activities",
    "questions_for",
    "register_involved",
    "register_kind",
    "release_hold",
    "request_under_way",
    "rooms",
    "set_contacts",
    "settle",
    "shows_alone",
    "step_request",
    "verify_rule",
]
