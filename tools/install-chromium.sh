#!/usr/bin/env bash
# Installs Debian's Chromium for the browser tests where it is missing. Asks for nothing.
set -euo pipefail

if command -v chromium >/dev/null; then
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo "chromium is missing and this is no Debian: install it, or set CHROMIUM to its path" >&2
  exit 1
fi

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo --non-interactive "$@"; fi
}

export DEBIAN_FRONTEND=noninteractive
as_root apt-get update -qq
as_root apt-get install -y -qq --no-install-recommends chromium
