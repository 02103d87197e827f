# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the command line asks of access: `baken accounts first-administrator`."""

from django.utils import translation

from baken.kernel import moment
from baken.kernel.errors import BakenError, Refused
from baken.kernel.models import Municipality

from .accounts import identity
from .accounts.forms import AccountForm
from .accounts.mail import link_of
from .actors import system_actor


class Wrong(BakenError):
    """The account can't be made. The message, a line for each reason, is for the user."""


def first_administrator(*, municipality: str, username: str, name: str, email: str) -> str:
    """Make the first functional administrator of a municipality; return the link by which that person chooses a password.

    The account is made by the action behind the page of accounts, so it is in the audit log. No password is made or shown.
    Raises `Wrong` with every reason.
    """
    town = Municipality.objects.filter(slug=municipality).first()
    if town is None:
        there = ", ".join(Municipality.objects.values_list("slug", flat=True)) or "none yet (baken municipality found)"
        raise Wrong(f"there is no municipality called {municipality!r}; there are: {there}")
    with translation.override("en"):
        given = _checked(town, username, name, email)
        try:
            made = identity.first_administrator(actor=system_actor(town), at=moment.now(), municipality=town, **given)
        except Refused as refused:
            raise Wrong("\n".join(reason.text for reason in refused.reasons)) from None
    return link_of(made)


def _checked(town: Municipality, username: str, name: str, email: str) -> dict[str, str]:
    """Return what the form of the page makes of the three, or raise `Wrong` with what is wrong in them."""
    typed = {"kind": "person", "username": username, "display_name": name, "email": email}
    form = AccountForm(
        {**typed, "role": identity.ADMINISTRATOR, "since": moment.today().isoformat(), "reason": "made by command"},
        municipality=town,
    )
    options = {"display_name": "--name", "username": "--username", "email": "--email"}
    problems = [f"{options.get(field, field)}: {told}" for field, all_told in form.errors.items() for told in all_told]
    if not problems and not form.cleaned_data["email"]:
        problems = ["--email: give an address, to which later links can be mailed"]
    if problems:
        raise Wrong("\n".join(problems))
    return {field: str(form.cleaned_data[field]) for field in options}
