#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
# The programs that tests use beside Python: PostgreSQL, Chromium, gettext, and poppler to look into a PDF.
# Installs what is missing where it may (root on Debian or Ubuntu); elsewhere says what to install. Never fails for a
# missing program: the tests that need it name themselves as left out.
set -u
. "$(dirname "$0")/lib.sh"

have() { command -v "$1" >/dev/null 2>&1; }

has_postgresql() {
  [ -n "${BAKEN_TEST_POSTGRESQL_URL:-}" ] || have initdb || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1
}

has_chromium() {
  [ -n "${BAKEN_TEST_CHROMIUM:-}" ] || have chromium || have chromium-browser || have google-chrome
}

missing=()
has_postgresql || missing+=(postgresql)
has_chromium || missing+=(chromium)
have msgfmt || missing+=(gettext)
have pdftotext || missing+=(poppler-utils)
[ "${#missing[@]}" = 0 ] && exit 0

if may_apt; then
  # one at a time after a failure of all together: a package that can't be had must not keep the others away
  apt_install "${missing[@]}" || for package in "${missing[@]}"; do
    apt_install "$package" || say "could not install $package"
  done
else
  say "not found: ${missing[*]}. What needs them will be named as left out. On Debian or Ubuntu:"
  say "  sudo apt-get install ${missing[*]}"
fi
exit 0
