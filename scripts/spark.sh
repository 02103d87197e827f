#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
# The extra `spark` and a Java for it, for the campaign: about 450 MB the first time. Installs into .venv, from
# requirements-spark.lock. Never fails: without them the test that needs them names itself as left out.
set -u
cd "$(dirname "$0")/.."
. scripts/lib.sh

have_java() { command -v java >/dev/null 2>&1 || [ -n "${JAVA_HOME:-}" ]; }
if ! have_java; then
  may_apt && apt_install default-jre-headless
  have_java || say "not found: java. Spark's test will be named as left out. On Debian or Ubuntu: sudo apt-get install default-jre-headless"
fi

wanted=$(sed -n 's/^pyspark==\([^ ]*\).*/\1/p' requirements-spark.lock)
found=$(.venv/bin/python -c 'from importlib.metadata import version; print(version("pyspark"))' 2>/dev/null)
if [ "$found" != "$wanted" ]; then
  say "installing Spark $wanted in .venv (about 450 MB, once)"
  pinned=$(mktemp)
  awk '/^[a-z0-9]/ { keep = /^(pyspark|py4j)==/ } keep' requirements-spark.lock >"$pinned"
  # a source distribution: what builds it is held to the list too, and isn't installed
  .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes --no-deps \
    --build-constraints requirements-spark.lock -r "$pinned" ||
    say "could not install Spark $wanted; its test will be named as left out"
  rm -f "$pinned"
fi
exit 0
