# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .activity import PrivacyContacts, ProcessingActivity
from .dpia import Dpia, DpiaRisk, EarlierDpia, Weight
from .logbook import ProcessingRecord, Status
from .read import OPEN, ChainCheck, FollowUp, ReadLook, ReadReview
from .request import DataRequest, RequestKind
from .retention import Certificate, Destruction, Hold, RetentionRule, RowApproval, RuleChange

__all__ = [
    "OPEN",
    "Certificate",
    "ChainCheck",
    "DataRequest",
    "Destruction",
    "Dpia",
    "DpiaRisk",
    "EarlierDpia",
    "FollowUp",
    "Hold",
    "PrivacyContacts",
    "ProcessingActivity",
    "ProcessingRecord",
    "ReadLook",
    "ReadReview",
    "RequestKind",
    "RetentionRule",
    "RowApproval",
    "RuleChange",
    "Status",
    "Weight",
]
