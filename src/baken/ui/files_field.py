# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several files in one field of a form, each looked at before it comes in."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from baken.kernel.papers.kept import ACCEPT, CheckedPaper, PaperRefused, examine


class ManyFiles(forms.ClearableFileInput):
    """Several files in one field."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """Return what was sent under this name."""
        return list(files.getlist(name)) if hasattr(files, "getlist") else []


class FilesField(forms.FileField):
    """Several files, at most `most`, each looked at by `look`: a list of `CheckedPaper`."""

    widget = ManyFiles

    def __init__(
        self, *, most: int, look: Callable[[Any], CheckedPaper] = examine, accept: str = ACCEPT, **kwargs: Any
    ):
        super().__init__(widget=ManyFiles(attrs={"accept": accept}), **kwargs)
        self.most, self.look = most, look

    def clean(self, data: Any, initial: Any = None) -> list[CheckedPaper]:
        """Return the files; what is wrong is told with the name of each."""
        sent = [one for one in (data if isinstance(data, (list, tuple)) else [data]) if one]
        if len(sent) > self.most:
            raise ValidationError(_("Voeg hoogstens %(max)d bestanden toe.") % {"max": self.most})
        found, wrong = [], []
        for upload in sent:
            try:
                found.append(self.look(upload))
            except PaperRefused as refused:
                wrong += [f"{str(upload.name)[:60]}: {reason.text}" for reason in refused.reasons]
        if wrong:
            raise ValidationError(wrong)
        return found
