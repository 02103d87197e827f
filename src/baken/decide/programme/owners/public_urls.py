# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import public_views

app_name = "progress"
urlpatterns = [
    path("", public_views.root, name="root"),
    path("bedankt/", public_views.thanks, name="thanks"),
    path("nieuwe-link/", public_views.renew, name="renew"),
    path("<str:token>/", public_views.link, name="link"),
    path("<str:token>/antwoord/", public_views.answer, name="answer"),
]
