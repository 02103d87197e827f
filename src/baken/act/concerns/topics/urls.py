# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of topic signals, under those of concerns."""

from typing import Any

from django.urls import path

from . import views as topic_views

urlpatterns: list[Any] = [
    path("onderwerpen/", topic_views.overview, name="topics"),
    path("onderwerpen/nieuw/", topic_views.new, name="topic_new"),
]
