# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public form: what was filled in, what is wrong with it, and how it shows. It works whole without a script.

Nothing is kept between steps: all steps are one form, and a mistake brings back all that was typed (photos a browser never gives
back). The form carries its own key, so that a double click is one report; who is too quick for a person is asked again.
"""

import hashlib
import json
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django import forms
from django.core.signing import BadSignature, TimestampSigner, b62_decode
from django.http import QueryDict

from baken.kernel.papers.kept import CheckedPaper, PaperRefused, examine_picture
from baken.ui.place import Ground, PlaceMixin

from ..models import Category, Channel
from ..reporting import questions
from ..reporting.intake import MAX_CONTACT, MAX_DESCRIPTION, MAX_FILES, is_address
from ..reporting.plain_text import plain
from ..reporting.reports import Contact, Place, Report

PREFIX = "v_"
TRAP = "website"
"""A field that people don't see and robots fill in."""
QUICKEST, OLDEST = 3, 24 * 3_600
"""Seconds between showing a form and sending it: less is no person; more, and the page is checked once again."""
SIGNER = TimestampSigner(salt="baken.concerns.public")


class PlaceForm(PlaceMixin, forms.Form):
    """Where it is; it may stay open."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One question on the page. `when`: JSON for the script, `condition`: the same in words for who has none."""

    slug: str
    name: str
    kind: str
    label: str
    hint: str
    required: bool
    options: tuple[Option, ...]
    value: str
    error: str
    when: str = ""
    condition: str = ""


@dataclass(slots=True)
class Filled:
    """What was sent, as it was typed, and what is wrong: by the name of the field."""

    description: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    contact: Contact = field(default_factory=Contact)
    photos: list[CheckedPaper] = field(default_factory=list)
    token: str = ""
    place: PlaceForm | None = None
    wrong: dict[str, str] = field(default_factory=dict)
    general: str = ""
    """What is wrong with the whole, in words."""
    sent_photos: bool = False

    @property
    def ok(self) -> bool:
        """Whether it can be sent on."""
        return not self.wrong and not self.general and (self.place is None or self.place.is_valid())

    def report(self, language: str) -> Report:
        """Return what is to be kept of a form that is in order."""
        place = self.place.cleaned_data["place"] if self.place is not None else Place()
        return Report(
            description=self.description, answers=self.answers, place=place, contact=self.contact, language=language
        )

    def body(self) -> bytes:
        """Return by what the same is known again: the content, whatever is between its parts."""
        place = dict(self.place.cleaned_data) if self.place is not None else {}
        told = [
            self.description,
            self.answers,
            asdict(self.contact),
            {name: str(value) for name, value in place.items()},
            [photo.digest for photo in self.photos],
        ]
        return json.dumps(told, sort_keys=True, ensure_ascii=True).encode()


def new_token() -> str:
    """Return the key that a form carries, with the moment at which it was shown."""
    return SIGNER.sign(secrets.token_urlsafe(12))


def read(data: QueryDict, files: Any, category: Category, ground: Ground, t: Mapping[str, str]) -> Filled:
    """Return what was sent for a category, judged. `t`: the texts of the page.

    Photos come last, and only of a form that looks like a person's: looking at them takes the most work.
    """
    found = Filled(
        description=plain(data.get("description", "")),
        answers=_answers(data, category.questions),
        contact=Contact(
            plain(data.get("name", "")), plain(data.get("email", "")), plain(data.get("phone", "")),
            bool(data.get("wants_mail")),
        ),
        place=PlaceForm(_without_nul(data), ground=ground, place_required=False),
    )  # fmt: skip
    _judge(found, data, category, t)
    found.general = _trapped(found, data, t)
    found.sent_photos = any(files.getlist("photos"))
    found.photos, wrong = ([], "") if found.general else photos_of(files, t)
    if wrong:
        found.wrong["photos"] = wrong
    if not found.ok:
        found.photos = []
    return found


def _judge(found: Filled, data: QueryDict, category: Category, t: Mapping[str, str]) -> None:
    if not found.description:
        found.wrong["description"] = t["missing_description"]
    elif len(found.description) > MAX_DESCRIPTION:
        found.wrong["description"] = t["too_long"]
    for reason in questions.against(category.questions, found.answers, Channel.PUBLIC):
        what, _colon, slug = reason.slug.partition(":")
        found.wrong[PREFIX + slug] = t["missing" if what == "missing" else "wrong"]
    told = found.contact
    for name in ("name", "email", "phone"):
        if len(getattr(told, name)) > MAX_CONTACT:
            found.wrong[name] = t["too_long"]
    if told.email and not is_address(told.email.strip()):
        found.wrong["email"] = t["bad_email"]


def _trapped(found: Filled, data: QueryDict, t: Mapping[str, str]) -> str:
    """Return why a form that looks like a robot's is shown again; what was typed stays, so a person loses nothing."""
    token = data.get("once", "")
    try:
        SIGNER.unsign(token, max_age=OLDEST)
        found.token = token
    except BadSignature:
        return t["too_old"]
    if data.get(TRAP):
        return t["filled_trap"]
    return t["too_quick"] if age_of(token) < QUICKEST else ""


def age_of(token: str) -> float:
    """Return how many seconds ago a form was shown."""
    return time.time() - b62_decode(token.split(":")[1]) if token.count(":") == 2 else 0.0


def photos_of(files: Any, t: Mapping[str, str]) -> tuple[list[CheckedPaper], str]:
    """Return the photos that were sent, looked at and without what the camera wrote beside them, and what is wrong."""
    sent = [one for one in files.getlist("photos") if one]
    if len(sent) > MAX_FILES:
        return [], t["too_many_photos"]
    found = []
    for upload in sent:
        try:
            found.append(examine_picture(upload))
        except PaperRefused as refused:
            picture = all(reason.slug not in ("no_picture", "kind", "extension") for reason in refused.reasons)
            return [], str(refused.reasons[0].text) if picture else t["not_photo"]
    return found, ""


def asked(category: Category, filled: Filled, language: str, t: Mapping[str, str]) -> list[Asked]:
    """Return the questions of the public form as the page shows them."""
    every = {str(one["slug"]): one for one in category.questions}
    shown = questions.of_channel(category.questions, Channel.PUBLIC)
    return [_asked(one, every, filled, language, t) for one in shown]


def _asked(
    question: questions.Question, every: Mapping[str, questions.Question], filled: Filled, language: str,
    t: Mapping[str, str],
) -> Asked:  # fmt: skip
    slug, kind = str(question["slug"]), str(question["kind"])
    value = filled.answers.get(slug, "")
    chosen = set(value) if isinstance(value, list) else {value}
    return Asked(
        slug=slug,
        name=PREFIX + slug,
        kind=kind,
        label=questions.said(question.get("label"), language),
        hint=questions.said(question.get("hint"), language),
        required=bool(question.get("required")),
        options=tuple(Option(one, label, one in chosen) for one, label in _options(question, language, t)),
        value=value if isinstance(value, str) else "",
        error=filled.wrong.get(PREFIX + slug, ""),
        **_when(question, every, language, t),
    )


def _when(
    question: questions.Question, every: Mapping[str, questions.Question], language: str, t: Mapping[str, str]
) -> dict[str, str]:
    when = question.get("when")
    about = every.get(str(when.get("question"))) if when else None
    if not when or about is None:
        return {}
    wanted = [str(one) for one in when.get("is", ())]
    labels = [label for slug, label in _options(about, language, t) if slug in wanted]
    told = f"{t['only_when']} {' / '.join(labels)}"
    return {"when": json.dumps({"name": PREFIX + str(about["slug"]), "is": wanted}), "condition": told}


def _options(question: questions.Question, language: str, t: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    if question.get("kind") == "yesno":
        return [(slug, t[slug].capitalize()) for slug in questions.YES_NO]
    found = [(str(one["slug"]), questions.said(one.get("label"), language)) for one in question.get("options", ())]
    return [(slug, label[:1].upper() + label[1:]) for slug, label in found]


def _answers(data: QueryDict, every: Sequence[questions.Question]) -> dict[str, Any]:
    """Return what was answered, to whatever questions: `intake` keeps what was asked."""
    found: dict[str, Any] = {}
    for question in every:
        slug = str(question["slug"])
        told = [value for one in data.getlist(PREFIX + slug) if (value := plain(one))]
        if told:
            found[slug] = told if question.get("kind") == "many" else told[0]
    return found


def _without_nul(data: QueryDict) -> QueryDict:
    """Return the fields of the place, without what is no text."""
    found = QueryDict(mutable=True)
    for name in PlaceForm.PLACE_FIELDS:
        if name in data:
            found[name] = plain(data.get(name, ""))
    return found


def key_of(token: str, more: str = "") -> str:
    """Return the key under which what was sent with a form counts once, or "" for a form without a good token.

    `more`: what tells sendings apart that share a token (the code of a report, a program's own Idempotency-Key).
    """
    try:
        nonce = SIGNER.unsign(token, max_age=OLDEST)
    except BadSignature:
        return ""
    return hashlib.sha256(f"{nonce}|{more}".encode()).hexdigest()
