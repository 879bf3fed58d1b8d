#!/usr/bin/env bash
# install.sh build|test: installs the Debian packages that are missing, and is silent when none is.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

# tao links libdbus; xdg-utils hands pages to the system browser.
BUILD=(build-essential pkg-config libwebkit2gtk-4.1-dev librsvg2-dev libdbus-1-dev xdg-utils)
# The real window, its display, its session bus and its keychain; clients written by others; a
# network of the test's own, with a reverse proxy; an SSH server and its clients.
TEST=(webkit2gtk-driver xvfb xauth dbus gnome-keyring python3 python3-venv)
TEST+=(util-linux iproute2 nginx openssh-server openssh-client)

missing() {
  local name
  for name in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] ||
      printf '%s\n' "$name"
  done
}

apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 \
    -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@" </dev/null
}

install() {
  say "Installing system packages: $*"
  local log
  log=$(mktemp)
  # A list that cannot be refreshed is no reason to stop: the package may be in another.
  if ! { apt update || true; apt install --yes --no-install-recommends "$@"; } >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    die 'the system packages could not be installed' \
      'The lines above are apt-get'"'"'s own. By hand, as root:' \
      "apt-get update && apt-get install --no-install-recommends $*"
  fi
  rm -f "$log"
}

# The tests start their servers themselves: a service that came with one is not to serve.
quiet() {
  [ -d /run/systemd/system ] || return 0
  as_root systemctl disable --now --quiet "$1.service" "$1.socket" 2>/dev/null || true
}

# Chromium and its driver are two packages in Debian. In Ubuntu the package is a snap, whose
# driver cannot run in a container, so whatever pair is already on the PATH is taken first.
chromium_packages() {
  have chromedriver && { have chromium || have google-chrome; } && return
  missing chromium chromium-driver
}

no_chromium() {
  die 'this system has no chromium package (Ubuntu ships it as a snap)' \
    'The window test plays the merchant in a real Chromium. Install Google Chrome as' \
    'google-chrome and its chromedriver on the PATH, then try again.'
}

need_debian() {
  { have dpkg-query && have apt-get; } || die 'this is not Debian or Ubuntu' \
    'Install what corresponds to these packages by hand, and set PATCHBAY_NO_INSTALL=1:' "$*"
}

main() {
  local what=${1:-build} wanted=("${BUILD[@]}") lacking=()
  case $what in
    build) ;;
    test) wanted+=("${TEST[@]}") ;;
    *) die "install.sh knows 'build' and 'test', not '$what'" ;;
  esac
  [ -z "${PATCHBAY_NO_INSTALL:-}" ] || return 0
  need_debian "${wanted[*]}"
  mapfile -t lacking < <(
    missing "${wanted[@]}"
    [ "$what" = build ] || chromium_packages
  )
  [ "${#lacking[@]}" -gt 0 ] || return 0
  [[ " ${lacking[*]} " != *" chromium "* ]] || chromium_is_offered || no_chromium
  install "${lacking[@]}"
  [[ " ${lacking[*]} " != *" nginx "* ]] || quiet nginx
  [[ " ${lacking[*]} " != *" openssh-server "* ]] || quiet ssh
}

# Ubuntu's package of this name, where there is one, only fetches the snap.
chromium_is_offered() {
  # shellcheck disable=SC1091
  [ "$(. /etc/os-release && printf '%s' "${ID:-}")" != ubuntu ]
}

main "$@"
