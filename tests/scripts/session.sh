#!/usr/bin/env bash
# session.sh COMMAND…: runs it in a desktop of its own, and ends all of it afterwards.
#
# Xvfb outside, a session bus inside (what the bus starts must inherit DISPLAY), an unlocked
# throw-away keychain inside the bus, then the command. HOME and XDG_RUNTIME_DIR are new folders,
# while the toolchains keep their caches. WebKit's two WEBKIT_DISABLE_* variables are unset because
# screenshots through WebDriver hang with them, and LANG names a real language because with "C"
# WebKit reports a language tag that Intl refuses.
# shellcheck disable=SC2317 # finish is called by a trap
set -euo pipefail
source "$(dirname "$0")/lib.sh"

DISPLAY_SIZE=${PATCHBAY_DISPLAY:-1280x900x24}

# Toolchains and their caches stay where they are when HOME moves.
keep_caches() {
  export CARGO_HOME=${CARGO_HOME:-$HOME/.cargo}
  export RUSTUP_HOME=${RUSTUP_HOME:-$HOME/.rustup}
  export npm_config_cache=${npm_config_cache:-$HOME/.npm}
  export npm_config_userconfig=${npm_config_userconfig:-$HOME/.npmrc}
}

move_home() {
  export HOME=$FOLDER/home XDG_RUNTIME_DIR=$FOLDER/run TMPDIR=$FOLDER/tmp
  mkdir -m 700 "$HOME" "$XDG_RUNTIME_DIR" "$TMPDIR"
  export LANG=en_US.UTF-8 GDK_BACKEND=x11 GSETTINGS_BACKEND=memory GIO_USE_VFS=local NO_AT_BRIDGE=1
  export PATCHBAY_TEST_KEYCHAIN=1
  unset LC_ALL LANGUAGE DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
  unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME PATCHBAY_HOME
  unset WEBKIT_DISABLE_DMABUF_RENDERER WEBKIT_DISABLE_COMPOSITING_MODE
}

cookie() {
  od -An -N16 -tx1 /dev/urandom | tr -d ' \n'
}

# The server chooses a free display itself and says which, so that two sessions never race for one.
start_display() {
  local cookie
  cookie=$(cookie)
  export XAUTHORITY=$FOLDER/xauthority
  touch "$FOLDER/server" "$XAUTHORITY"
  mkfifo "$FOLDER/display"
  xauth -q -f "$FOLDER/server" add :0 . "$cookie"
  exec 8<>"$FOLDER/display"
  Xvfb -displayfd 9 -auth "$FOLDER/server" -screen 0 "$DISPLAY_SIZE" -nolisten tcp -noreset \
    9>"$FOLDER/display" </dev/null >"$FOLDER/xvfb.log" 2>&1 &
  until read -r -t 1 -u 8 DISPLAY; do
    kill -0 $! 2>/dev/null || no_display
  done
  exec 8<&-
  export DISPLAY=:$DISPLAY
  xauth -q add "$DISPLAY" . "$cookie"
}

no_display() {
  cat "$FOLDER/xvfb.log" >&2
  die 'Xvfb did not start' 'Its own lines are above. Is there room in /tmp?'
}

# Whatever carries this session's mark in its environment, orphans and daemons included.
marked() {
  grep -lzxF "PATCHBAY_SESSION=$FOLDER" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3 || true
}

signal_all() {
  local pid
  for pid in $(marked); do kill "-$1" "$pid" 2>/dev/null || true; done
}

finish() {
  trap - EXIT INT TERM HUP
  unset PATCHBAY_SESSION
  signal_all TERM
  local _
  for _ in {1..50}; do
    [ -n "$(marked)" ] || break
    sleep 0.1
  done
  signal_all KILL
  rm -rf "$FOLDER"
}

main() {
  [ $# -gt 0 ] || die 'session.sh needs a command to run'
  local program
  for program in Xvfb xauth dbus-run-session gnome-keyring-daemon; do
    have "$program" || die "$program is missing" 'Run tests/scripts/install.sh test'
  done
  FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/patchbay-session.XXXXXX")
  trap finish EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  export PATCHBAY_SESSION=$FOLDER
  keep_caches
  move_home
  start_display
  local status=0
  # A job of its own with its own group, so that a signal to this script is acted on at once.
  set -m
  dbus-run-session --config-file="$ROOT/tests/scripts/bus.conf" -- \
    "$ROOT/tests/scripts/unlocked.sh" "$@" </dev/null &
  set +m
  wait $! || status=$?
  exit "$status"
}

main "$@"
