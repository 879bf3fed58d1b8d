#!/usr/bin/env bash
# test.sh [check]: every check of the project, the cheap ones first; stops at the first that fails.
# With `check`, only those that run nothing of ours.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
cd "$ROOT"

SESSION=tests/scripts/session.sh
TIMES=()

# stage NAME COMMAND…: runs it, and says how long it took.
stage() {
  local name=$1 start=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  FAILED=$name
  "$@"
  FAILED=
  TIMES+=("$(printf '%5d s  %s' "$(seconds_since "$start")" "$name")")
  printf '== %s: %d s\n' "$name" "$(seconds_since "$start")"
}

closing() {
  local status=$? line
  printf '\n'
  for line in "${TIMES[@]}"; do printf '%s\n' "$line"; done
  printf '%5d s  in all\n' "$SECONDS"
  [ "$status" -eq 0 ] || printf 'Failed: %s\n' "${FAILED:-?}"
}

prepare() {
  local crates
  cargo fetch --quiet --locked &
  crates=$!
  tests/scripts/install.sh "$1"
  make ui/node_modules/.package-lock.json
  [ "$1" != test ] || tests/scripts/peers.sh
  wait "$crates"
}

scripts() {
  if have shellcheck; then
    shellcheck -x -P tests/scripts tests/scripts/*.sh .ci/run
  else
    say 'shellcheck is not installed: skipped.'
  fi
}

page_check() {
  (cd ui && npm run --silent check)
}

page_test() {
  (cd ui && npm run --silent test)
}

# Advisories need their database from the network, so they are asked for by hand only.
deny() {
  if have cargo-deny; then
    cargo deny --locked check bans licenses sources
  else
    say 'cargo-deny is not installed: skipped.'
  fi
}

# The window test is left out of `--all-targets`, as it is of `cargo test`.
clippy() {
  cargo clippy --locked --workspace --all-targets -- -D warnings
  cargo clippy --locked --workspace --test window -- -D warnings
}

docs() {
  RUSTDOCFLAGS='-D warnings' cargo doc --locked --workspace --no-deps --quiet
}

build_tests() {
  cargo test --locked --workspace --no-run
}

# nextest where it is installed; building it would take longer than it saves.
crates_test() {
  if have cargo-nextest; then
    timeout -k 30 1800 "$SESSION" cargo nextest run --locked --workspace
    cargo test --locked --workspace --doc
  else
    timeout -k 30 1800 "$SESSION" cargo test --locked --workspace --no-fail-fast
  fi
}

# One window at a time: they share a display and, through D-Bus, a single-instance name. The whole
# workspace is named so that nothing is built a second time with other features.
window_test() {
  cargo test --locked --workspace --test window --no-run
  timeout -k 30 2100 "$SESSION" cargo test --locked --workspace --test window -- --test-threads=1
}

check() {
  stage 'Rust format' cargo fmt --all -- --check
  stage 'scripts' scripts
  stage 'page: types, lint, format' page_check
  stage 'page: build' make page
  stage 'licences, bans, sources' deny
  stage 'clippy' clippy
  stage 'documentation' docs
}

main() {
  trap closing EXIT
  # What nobody builds upon again need not be kept for an incremental build.
  [ -z "${CI:-}" ] || export CARGO_INCREMENTAL=0 CARGO_TERM_PROGRESS_WHEN=never
  PATCHBAY_PEERS=$(target_dir)/peers/bin/python
  export PATCHBAY_PEERS
  if [ "${1:-}" = check ]; then
    stage 'what is missing' prepare build
    check
    return
  fi
  stage 'what is missing' prepare test
  check
  stage 'page: tests' page_test
  stage 'crates: build' build_tests
  stage 'crates: tests' crates_test
  stage 'window' window_test
  stage 'bundle' tests/scripts/bundle-test.sh
}

main "$@"
