#!/usr/bin/env bash
# run.sh [ARGUMENT…]: from whatever is there to an open window.
#
# It builds the dev profile: a cold start is what a newcomer waits for, optimising five hundred
# crates takes longer than anything it would save here, and the tests share what this leaves behind.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
cd "$ROOT"

need_display() {
  [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || die 'there is no display to open a window on' \
    'Run this in a desktop session. Without one: tests/scripts/session.sh make run'
}

# The crates arrive while apt-get and npm are waiting for their own servers.
gather() {
  local crates
  cargo fetch --quiet --locked &
  crates=$!
  tests/scripts/install.sh build
  make page
  wait "$crates"
}

main() {
  need_display
  gather
  cargo build --locked --bin patchbay
  say "Ready after $SECONDS s."
  exec "$(target_dir)/debug/patchbay" "$@"
}

main "$@"
