#!/usr/bin/env bash
# practice.sh [ARGUMENT…]: the practice BigCommerce alone; stdout is its addresses as JSON.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
cd "$ROOT"

{
  tests/scripts/install.sh build
  make page
  cargo build --locked --bin patchbay
} >&2
exec "$(target_dir)/debug/patchbay" practice "$@"
