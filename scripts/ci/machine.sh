#!/usr/bin/env bash
# Installs what the stages need and the machine lacks: PostgreSQL with PostGIS, a browser, Chinese letters for its pictures.
set -euo pipefail

missing=()
ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1 || missing+=(postgresql-15 postgresql-15-postgis-3)
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || missing+=(chromium)
[ -d /usr/share/fonts/opentype/noto ] || missing+=(fonts-noto-cjk)

if [ ${#missing[@]} -eq 0 ]; then
  echo "machine: nothing is missing"
  exit 0
fi

root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "machine: ${missing[*]} must be installed, and that needs root or sudo" >&2; exit 1; }
  root=(sudo)
fi
echo "machine: installing ${missing[*]}"
"${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
"${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
