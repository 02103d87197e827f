# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import views

app_name = "web"
urlpatterns = [
    path("zoeken/", views.search, name="search"),
    path("over-baken/", views.about, name="about"),
    path("over-baken/hoe-wij-rekenen/", views.method, name="method"),
    path("over-baken/toegankelijkheid/", views.accessibility, name="accessibility"),
    path("over-baken/privacy/", views.privacy, name="privacy"),
    path("toezicht/logboek/", views.log, name="log"),
    path("toezicht/logboek/logboek.csv", views.log_csv, name="log_csv"),
]

root = [
    path("", views.home, name="home"),
    path("taal/", views.language, name="language"),
    path("gezond/", views.health, name="health"),
    path("uitvoeren/", views.act, name="act"),
]
"""Pages of the house as a whole, whose names stand in no namespace."""
