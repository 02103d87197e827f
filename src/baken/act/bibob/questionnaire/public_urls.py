# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The address of the subject: whatever stands in the place of a link gets the same answer."""

from django.urls import path

from . import public

app_name = "questionnaire"
urlpatterns = [path("<str:token>/", public.form, name="form")]
