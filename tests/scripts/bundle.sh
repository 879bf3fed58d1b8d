#!/usr/bin/env bash
# bundle.sh release|debug: the .deb, made offline; prints where it is.
#
# The debug one packs the binary that the tests have just used, within seconds; its test is about
# what the package holds and does, which is the same in both.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
cd "$ROOT"

TAURI=$ROOT/ui/node_modules/.bin/tauri

pack() {
  case $1 in
    release) "$TAURI" build --ci --bundles deb -- --locked ;;
    debug)
      cargo build --locked --bin patchbay
      "$TAURI" bundle --ci --debug --bundles deb
      ;;
    *) die "bundle.sh knows 'release' and 'debug', not '$1'" ;;
  esac
}

main() {
  local profile=${1:-release} folder
  folder=$(target_dir)/$profile/bundle/deb
  {
    tests/scripts/install.sh build
    make page
    rm -rf "$folder"
    pack "$profile"
  } >&2
  find "$folder" -maxdepth 1 -name '*.deb' -print -quit | grep . || die "no .deb in $folder"
}

main "$@"
