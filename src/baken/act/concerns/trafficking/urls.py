# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of trafficking, under those of concerns."""

from typing import Any

from django.urls import path

from . import views

CONCERN = "<concern:reference>/"
urlpatterns: list[Any] = [
    path("mensenhandel/", views.overview, name="trafficking"),
    path(f"{CONCERN}overdracht/", views.hand_over, name="hand_over"),
    path(f"{CONCERN}overdracht/<uuid:key>/", views.answer, name="hand_over_answer"),
    path(f"{CONCERN}barriere/", views.barrier, name="barrier"),
    path(f"{CONCERN}barriere/<uuid:key>/", views.outcome, name="barrier_outcome"),
]
