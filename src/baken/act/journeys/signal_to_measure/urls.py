# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of journeys that end with a measure, under those of its file."""

from django.urls import path

from .answering_views import answer

app_name = "measure_journeys"
urlpatterns = [path("<measure:reference>/gevraagd/", answer, name="answer")]
