#!/usr/bin/env bash
# unlocked.sh COMMAND…: inside a session bus, an unlocked keychain, then the command.
# The keychain must be unlocked before anything asks for it, with a password that is not empty; and
# must own its name by then, or the bus starts a second one.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

LOG=$PATCHBAY_SESSION/keyring.log

ask_bus() {
  dbus-send --session --print-reply=literal --reply-timeout=5000 "$@" 2>>"$LOG"
}

is_there() {
  ask_bus --dest=org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus.NameHasOwner \
    string:org.freedesktop.secrets | grep -q true
}

is_open() {
  ask_bus --dest=org.freedesktop.secrets /org/freedesktop/secrets/aliases/default \
    org.freedesktop.DBus.Properties.Get string:org.freedesktop.Secret.Collection string:Locked |
    grep -q false
}

opens() {
  printf 'throw-away' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>"$LOG" &&
    until_true 20 is_there && until_true 20 is_open
}

opens || die 'the throw-away keychain did not open' "$(cat "$LOG")"

exec "$@"
