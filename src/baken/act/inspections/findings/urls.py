# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import views as finding_views

FINDINGS = "<slug:reference>/bevindingen/"
urlpatterns = [
    path(f"{FINDINGS}adres/<uuid:target>/", finding_views.record, name="record"),
    path(f"{FINDINGS}<uuid:key>/verbeteren/", finding_views.correct, name="correct"),
    path(f"{FINDINGS}foto/<uuid:key>/", finding_views.photo, name="photo"),
]
