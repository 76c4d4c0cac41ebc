#!/usr/bin/env bash
# Takes the pictures of docs/ anew: the report of a training, light and dark, and a terminal while it trains. Needs a Chromium
# (scripts/setup.sh --tests).
#
#     scripts/screenshots.sh [RUN [DATA]]
#
# RUN is a run's folder with a report.html, DATA what to train on, by default those of scripts/demo.sh, demo/run and demo/data.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
page=$(realpath "${1:-$root/demo/run}")/report.html
[[ -e $page ]] || { echo "screenshots: $page: no such file; run scripts/demo.sh first, or name a run" >&2; exit 2; }

browser=${CHROMIUM:-}
for each in chromium chromium-browser google-chrome; do
    [[ -n $browser ]] || browser=$(command -v "$each" || true)
done
[[ -n $browser ]] || { echo "screenshots: no Chromium is installed; scripts/setup.sh --tests installs it" >&2; exit 2; }

data=$(realpath "${2:-$root/demo/data}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

shoot() { # NAME WIDTH HEIGHT PAGE [OPTION…]
    timeout 60 "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size="$2,$3" --screenshot="$root/docs/$1" "${@:5}" "file://$4" 2> /dev/null
    echo "screenshots: docs/$1"
}

# What a terminal of 100 columns shows after SECONDS of training: the lines that stay, and the last that were drawn in place.
record_terminal() { # SECONDS
    timeout "$1" script -qfc "stty cols 100; '$root/scripts/flowers' train --data '$data' --arch resnet18 --image-size 96 --batch-size 32 --epochs 12 --out '$scratch/run'" \
        "$scratch/recording" < /dev/null > /dev/null 2>&1 || true
    tail -n +2 "$scratch/recording" | sed -E 's/\x1b\[[0-9;?]*[A-Za-z]//g; s/\x1b[=>]//g; s/\r/\n/g' | awk '
        !NF || /^Script done|^Session terminated/ { next }
        /^epoch [0-9]+\// { left = 4; frame = "" }
        left > 0 { frame = frame $0 "\n"; if (--left == 0) last = frame; next }
        !seen[$0]++
        END { printf "%s", last }'
}

shoot report.png 1200 1500 "$page"
shoot report-dark.png 1200 1500 "$page" --blink-settings=preferredColorScheme=0

"$root/scripts/flowers" --version > /dev/null
{
    echo '<!doctype html><meta charset="utf-8"><body style="margin:0;background:#1e222a;color:#d8dee9">'
    echo '<pre style="margin:20px;font:15px/1.4 monospace">$ flowers train --arch resnet18 --image-size 96 --batch-size 32 --epochs 12'
    record_terminal 45 | sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e "s|$scratch/run|runs/resnet18-1|g"
    echo '</pre>'
} > "$scratch/terminal.html"
shoot terminal.png 980 330 "$scratch/terminal.html"
