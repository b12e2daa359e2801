#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
# What action.yml runs: installs the packed command and checks. Inputs come as VMOPS_*, never as words of this script.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
temp=${RUNNER_TEMP:-$(mktemp -d)}
home=$temp/vmops

if [ ! -x "$home/node_modules/.bin/vmops" ]; then
  package=${VMOPS_PACKAGE:-}
  if [ -z "$package" ]; then
    package=$temp/$(cd "$here" && npm pack --silent --pack-destination "$temp" | tail -n 1)
  fi
  npm install --silent --no-save --no-audit --no-fund --prefix "$home" "$package"
fi

read -ra paths <<<"${VMOPS_PATHS:-.}"
read -ra more <<<"${VMOPS_ARGS:-}"
options=(--output github --cache "$temp/vmops-cache" --fail-on "${VMOPS_FAIL_ON:-warning}")
[ -z "${VMOPS_BASE:-}" ] || options+=("--diff=$VMOPS_BASE")
[ -z "${VMOPS_BASELINE:-}" ] || options+=("--baseline=$VMOPS_BASELINE")
[ -z "${VMOPS_SARIF:-}" ] || options+=("--output" "sarif=$VMOPS_SARIF")
exec "$home/node_modules/.bin/vmops" lint "${options[@]}" ${more[@]+"${more[@]}"} -- "${paths[@]}"
