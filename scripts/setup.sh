#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
# Makes .venv from requirements.lock, starting from a bare Python of at least 3.11. Quick and offline once it is done:
# a stamp in .venv remembers for which lock, project and folder.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

python=$(find_python) || die "Baken needs Python 3.11 or newer and found none. Install it, or name one: BAKEN_PYTHON=/path/to/python3 make setup"

mkdir -p var
if command -v flock >/dev/null 2>&1; then # two makes at once: the second waits and finds it done
  exec 9>var/.setup.lock
  flock 9
fi

fingerprint() { # of all that decides what is in .venv; the folder too, as an environment can't be moved
  "$python" - <<'PY'
import hashlib, pathlib, sys
mark = hashlib.sha256(f"{pathlib.Path.cwd()} {sys.version_info[:2]}".encode())
for name in ("requirements.lock", "pyproject.toml", "scripts/setup.sh"):
    mark.update(pathlib.Path(name).read_bytes())
print(mark.hexdigest())
PY
}

make_venv() {
  "$python" -m venv --clear .venv >/dev/null 2>&1 && return 0
  # Debian and Ubuntu ship Python without ensurepip; the package has the version in its name beside the plain one
  local version
  version=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  if may_apt && { apt_install "$version" || apt_install python3-venv; }; then
    "$python" -m venv --clear .venv && return 0
  fi
  die "Python's venv module doesn't work here. On Debian or Ubuntu: sudo apt-get install $version"
}

install() {
  local here=.venv/bin/python pinned isolation=
  [ -x "$here" ] && [ "$("$here" -c 'import sys; print(sys.version_info[:2])')" = \
    "$("$python" -c 'import sys; print(sys.version_info[:2])')" ] && [ -x .venv/bin/pip ] || make_venv
  if ! [ -x .venv/bin/uv ]; then
    # uv itself comes from the lock too, with its hashes
    pinned=$(mktemp)
    awk '/^[a-z0-9]/ { keep = ($0 ~ /^uv==/) } keep' requirements.lock >"$pinned"
    "$here" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$pinned"
    rm -f "$pinned"
  fi
  .venv/bin/uv pip install --quiet --python "$here" --require-hashes --compile-bytecode -r requirements.lock
  # with the build backend from the lock, nothing unpinned is fetched
  "$here" -c 'import hatchling, editables' 2>/dev/null && isolation=--no-build-isolation
  .venv/bin/uv pip install --quiet --python "$here" --no-deps $isolation -e .
}

wanted=$(fingerprint)
if [ "$(cat .venv/.baken-stamp 2>/dev/null)" != "$wanted" ]; then
  say "setting up the environment in .venv (a few minutes the first time)"
  rm -f .venv/.baken-stamp
  install
  printf '%s\n' "$wanted" >.venv/.baken-stamp
fi
# every time: compiled files of changed sources are what makes a command start within a second
.venv/bin/python -m compileall -q src/baken
.venv/bin/python scripts/messages.py compile
