# shellcheck shell=bash
# What every script here needs: where the project is, and how to speak.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
export ROOT

# The build's own folder, as cargo sees it.
target_dir() {
  printf '%s\n' "${CARGO_TARGET_DIR:-$ROOT/target}"
}

say() {
  printf '%s\n' "$*" >&2
}

# die WHAT [REMEDY …]: what happened, then what to do about it, one line each.
die() {
  printf 'patchbay: %s\n' "$1" >&2
  shift
  local line
  for line in "$@"; do printf '  %s\n' "$line" >&2; done
  exit 1
}

have() {
  command -v "$1" >/dev/null 2>&1
}

# as_root COMMAND…: runs it as root, through sudo when that is needed and there.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif have sudo; then
    sudo "$@"
  else
    die "this needs root: $*" \
      'There is no sudo here. Run the line above as root, then try again.'
  fi
}

# seconds_since START: whole seconds since a value of $SECONDS.
seconds_since() {
  printf '%d\n' "$((SECONDS - $1))"
}

# until_true SECONDS COMMAND…: polls; false when the time is over.
until_true() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.1
  done
}
