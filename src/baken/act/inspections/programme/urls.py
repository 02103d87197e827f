# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the programme of a year, under those of inspections."""

from typing import Any

from django.urls import path

from . import views

ONE = "programma/<int:year>/"
urlpatterns: list[Any] = [
    path("programma/", views.overview, name="programmes"),
    path("programma/nieuw/", views.new, name="programme_new"),
    path(ONE, views.overview, name="programme"),
    path(f"{ONE}doel/", views.write, {"name": "goal"}, name="programme_goal"),
    path(f"{ONE}regel/", views.write, {"name": "line"}, name="programme_line"),
    path(f"{ONE}regel/<uuid:key>/weg/", views.line_remove, name="programme_line_remove"),
    path(f"{ONE}vaststellen/", views.write, {"name": "adopt"}, name="programme_adopt"),
    path(f"{ONE}voorleggen/", views.write, {"name": "propose"}, name="programme_propose"),
    path(f"{ONE}terughalen/", views.write, {"name": "take_back"}, name="programme_take_back"),
    path(f"{ONE}teruggeven/", views.write, {"name": "give_back"}, name="programme_give_back"),
    path(f"{ONE}evaluatie/", views.write, {"name": "evaluation"}, name="programme_evaluation"),
    path(f"{ONE}geld/", views.write, {"name": "money"}, name="programme_money"),
    path(f"{ONE}quickscan/", views.write, {"name": "scan"}, name="programme_scan"),
    path(f"{ONE}ontvangst/", views.write, {"name": "reception"}, name="programme_reception"),
]
