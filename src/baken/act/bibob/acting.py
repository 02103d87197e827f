# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every action on a file by its name: for who plays the example, and for tests."""

from collections.abc import Callable
from typing import Any

from . import concluding, disclosing, duties, inquiry, investigating, lbb, papers, screenings
from .workload import actions as workload

ACTIONS: dict[str, Callable[..., Any]] = {
    "questions_sent": inquiry.questions_sent,
    "found_incomplete": inquiry.found_incomplete,
    "found_complete": inquiry.found_complete,
    "start_without": inquiry.start_without,
    "refuse_form": inquiry.refuse_form,
    "weigh": inquiry.weigh,
    "investigate_again": inquiry.investigate_again,
    "ask": lbb.ask,
    "pause": lbb.pause,
    "resume": lbb.resume,
    "extend": lbb.extend,
    "receive": lbb.receive,
    "ask_view": concluding.ask_view,
    "note_view": concluding.note_view,
    "conclude": concluding.conclude,
    "reconsider": concluding.reconsider,
    "stop": screenings.stop,
    "settle": screenings.settle,
    "reopen": screenings.reopen,
    "look": investigating.look,
    "relate": investigating.relate,
    "indicate": investigating.indicate,
    "weigh_fact": investigating.weigh,
    "reuse": investigating.reuse,
    "disclose": disclosing.disclose,
    "fulfil": duties.fulfil,
    "add_papers": papers.add,
    "add_hours": workload.add_hours,
}
