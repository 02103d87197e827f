# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import own_views, views

app_name = "terms"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("regels/", views.rules, name="rules"),
    path("rekenhulp/", views.calculator, name="calculator"),
    path("gemist/<slug:kind>/<uuid:pk>/", views.explain, name="explain"),
    path("vervanging/", own_views.deputies, name="deputies"),
    path("vervanging/<uuid:pk>/stoppen/", own_views.deputy_end, name="deputy_end"),
    path("mail/", own_views.mail, name="mail"),
    path("agenda/", views.feed, name="feed"),
    path("agenda/maken/", views.feed_make, name="feed_make"),
    path("agenda/stoppen/", views.feed_end, name="feed_end"),
    path("agenda/<str:token>.ics", views.calendar, name="calendar"),
]
