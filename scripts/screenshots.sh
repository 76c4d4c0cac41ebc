#!/usr/bin/env bash
# Takes the pictures of docs/ anew: the report of a training on drawn flowers, light and dark. Needs a Chromium (scripts/setup.sh --tests).
#
#     scripts/screenshots.sh [RUN]
#
# RUN is a run's folder with a report.html, by default that of scripts/demo.sh, demo/run.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
page=$(realpath "${1:-$root/demo/run}")/report.html
[[ -e $page ]] || { echo "screenshots: $page: no such file; run scripts/demo.sh first, or name a run" >&2; exit 2; }

browser=${CHROMIUM:-}
for each in chromium chromium-browser google-chrome; do
    [[ -n $browser ]] || browser=$(command -v "$each" || true)
done
[[ -n $browser ]] || { echo "screenshots: no Chromium is installed; scripts/setup.sh --tests installs it" >&2; exit 2; }

shoot() { # NAME WIDTH HEIGHT [OPTION…]
    "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size="$2,$3" --screenshot="$root/docs/$1" "${@:4}" "file://$page" 2> /dev/null
    echo "screenshots: docs/$1"
}

shoot report.png 1200 1500
shoot report-dark.png 1200 1500 --blink-settings=preferredColorScheme=0
