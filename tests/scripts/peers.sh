#!/usr/bin/env bash
# peers.sh: a Python environment with clients written by others, for the tests that let them speak
# to ours; prints its interpreter. It is made anew when peers.txt changes.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

WANTED=$ROOT/tests/scripts/peers.txt
FOLDER=$(target_dir)/peers

is_made() {
  [ -x "$FOLDER/bin/python" ] && cmp -s "$WANTED" "$FOLDER/peers.txt"
}

# Debian's own interpreter: one from a version switcher needs the HOME that a session replaces.
make_it() {
  local python=/usr/bin/python3
  [ -x "$python" ] || python=python3
  rm -rf "$FOLDER"
  mkdir -p "$(dirname "$FOLDER")"
  "$python" -m venv "$FOLDER"
  "$FOLDER/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
    --require-hashes --requirement "$WANTED"
  cp "$WANTED" "$FOLDER/peers.txt"
}

is_made || make_it >&2
printf '%s\n' "$FOLDER/bin/python"
