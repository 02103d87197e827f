# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# What the other scripts share: finding a Python, and the system's package manager where we may use it. Sourced, not run.

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$*"
  exit 1
}

# True where apt-get may be used without asking: root on Debian, Ubuntu or a derivative.
may_apt() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && [ -r /etc/debian_version ]
}

# apt_install PACKAGE...: installs what is missing. Package lists are refreshed only when the first try fails, as a fresh
# image has none and an up-to-date one needs no minute of waiting. Returns non-zero when a package can't be had.
apt_install() {
  local log
  log=$(mktemp)
  say "installing with apt-get: $*"
  if _apt_get install -y --no-install-recommends "$@" >"$log" 2>&1 ||
    { _apt_get update >>"$log" 2>&1 && _apt_get install -y --no-install-recommends "$@" >>"$log" 2>&1; }; then
    rm -f "$log"
    return 0
  fi
  tail -n 15 "$log" >&2
  rm -f "$log"
  return 1
}

# Waits for another apt-get (unattended upgrades on a fresh server) instead of failing on its lock.
_apt_get() {
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 -q "$@" </dev/null
}

# Prints the first Python of at least 3.11. A version manager's stub that answers with an error doesn't count.
find_python() {
  local name
  for name in ${BAKEN_PYTHON:+"$BAKEN_PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if command -v "$name" >/dev/null 2>&1 &&
      "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}
