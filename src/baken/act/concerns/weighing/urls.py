# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of filling in, weighing, closing, feedback, under those of concerns."""

from typing import Any

from django.urls import path

from . import feedback_views
from . import views as weighing_views

CONCERN = "<concern:reference>/"
urlpatterns: list[Any] = [
    path(f"{CONCERN}nagekeken/", weighing_views.look, name="look"),
    path(f"{CONCERN}agenda/", weighing_views.put_on_agenda, name="put_on_agenda"),
    path(f"{CONCERN}agenda/af/", weighing_views.off_agenda, name="off_agenda"),
    path(f"{CONCERN}wegen/", weighing_views.weigh, name="weigh"),
    path(f"{CONCERN}weging-intrekken/", weighing_views.withdraw, name="withdraw"),
    path(f"{CONCERN}afronden/", weighing_views.close, name="close"),
    path(f"{CONCERN}heropenen/", weighing_views.reopen, name="reopen"),
    path(f"{CONCERN}melder/", feedback_views.tell, name="tell"),
    path(f"{CONCERN}melder/gelezen/", feedback_views.read, name="read_messages"),
]
