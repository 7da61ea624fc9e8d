#!/usr/bin/env bash
# What the system tests need beyond Node: Debian packages, and other Node binaries from the npm registry.
set -euo pipefail
cd "$(dirname "$0")/../.."

packages=(chromium poppler-utils qpdf zbar-tools python3 qemu-user libc6-arm64-cross libstdc++6-arm64-cross zsh fish)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if [ "${#missing[@]}" -gt 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# Into a folder that git and the package know nothing of.
for binary in x64@22 x64@24 arm64@22; do
  place="node_modules/.nodes/${binary/@/-}"
  [ -x "$place/node_modules/node-linux-${binary%@*}/bin/node" ] && continue
  mkdir -p "$place"
  echo '{}' > "$place/package.json"
  npm install --prefix "$place" --no-save --force --silent "node-linux-$binary"
done
