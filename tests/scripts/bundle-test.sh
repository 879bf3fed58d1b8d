#!/usr/bin/env bash
# bundle-test.sh: makes the .deb, installs it, starts what it installed, removes it, and looks at
# each step. BUNDLE=release tests the one that `make bundle` makes.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

PACKAGE=patchbay
PROGRAM=/usr/bin/patchbay

is_installed() {
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$PACKAGE" 2>/dev/null)" = installed ]
}

# "address:port" of each TCP socket the process listens on, in the kernel's hexadecimal.
listening() {
  find "/proc/$1/fd" -lname 'socket:*' -printf '%l\n' 2>/dev/null | tr -dc '0-9\n' |
    awk 'NR == FNR { mine[$1]; next } $4 == "0A" && $10 in mine { print $2 }' - "/proc/$1/net/tcp"
}

listens() {
  [ -n "$(listening "$1")" ]
}

# WebKit starts one such process for a page, once its window is there.
has_page() {
  grep -lsx "PPid:[[:space:]]*$1" /proc/[0-9]*/status | cut -d/ -f3 |
    while read -r child; do cat "/proc/$child/comm" 2>/dev/null; done | grep -q '^WebKitWebProces'
}

# The status an unknown path is answered with.
status_of_unknown() {
  local line
  exec 3<>"/dev/tcp/127.0.0.1/$1"
  printf 'GET /unknown HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$1" >&3
  read -r -t 10 line <&3
  exec 3<&-
  cut -d' ' -f2 <<<"$line"
}

ended() {
  ! kill -0 "$1" 2>/dev/null
}

# Inside a session: the installed app opens its window and its listener, and ends when asked.
starts() {
  local pid sockets port status
  PATCHBAY_HOME=$(mktemp -d)
  export PATCHBAY_HOME
  "$PROGRAM" --version
  "$PROGRAM" --port 0 &
  pid=$!
  until_true 60 listens "$pid" || die "$PROGRAM never listened"
  until_true 60 has_page "$pid" || die "$PROGRAM opened no page"
  sockets=$(listening "$pid")
  grep -qv '^0100007F:' <<<"$sockets" && die "$PROGRAM listens beyond loopback: $sockets"
  port=$((16#${sockets##*:}))
  status=$(status_of_unknown "$port")
  [ "$status" = 404 ] || die "the listener answered an unknown path with '$status', not 404"
  kill -TERM "$pid"
  until_true 15 ended "$pid" || die "$PROGRAM did not end"
  wait "$pid" 2>/dev/null || true
  say "The installed app opened its window and listened on 127.0.0.1:$port."
}

# What the package put down, without the folders it shares with others.
its_files() {
  local path
  dpkg -L "$PACKAGE" | while read -r path; do
    [ ! -f "$path" ] && [ ! -L "$path" ] || printf '%s\n' "$path"
  done
}

remove() {
  is_installed || return 0
  as_root dpkg --purge "$PACKAGE" >/dev/null
}

main() {
  local deb files file
  ! is_installed || die "the package $PACKAGE is installed on this machine" \
    "The bundle test would replace and then remove it. Remove it first: dpkg --purge $PACKAGE"
  deb=$("$ROOT/tests/scripts/bundle.sh" "${BUNDLE:-debug}")
  trap remove EXIT
  as_root dpkg --install "$deb" >/dev/null
  mapfile -t files < <(its_files)
  printf '%s\n' "${files[@]}" | grep -qx "$PROGRAM" || die "the package holds no $PROGRAM"
  printf '%s\n' "${files[@]}" | grep -q '\.desktop$' || die 'the package holds no .desktop file'
  "$ROOT/tests/scripts/session.sh" "$ROOT/tests/scripts/bundle-test.sh" starts
  remove
  for file in "${files[@]}"; do
    [ ! -e "$file" ] || die "left behind after removal: $file"
  done
  say "$(basename "$deb"): installed ${#files[@]} files, started, removed without a trace."
}

case ${1:-} in
  starts) starts ;;
  *) main ;;
esac
