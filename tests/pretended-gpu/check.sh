#!/usr/bin/env bash
# Trains, evaluates and predicts on the pretended GPU, a line for each case; closes with their count: check.sh [--program FLOWERS]
# PRETENDED_GPU is the folder of the libraries; what failed leaves its log and its output there.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
program=$root/scripts/flowers
work=$PRETENDED_GPU/check
readonly limit=300 train_images=100
cases=0
failed=0

while [[ $# -gt 0 ]]; do
    case $1 in
        --program)
            [[ -x ${2:-} && ! -d $2 ]] || { echo "pretend-gpu: --program ${2:-}: give the program flowers, which can be run" >&2; exit 2; }
            program=$(realpath "$2")
            shift 2
            ;;
        *)
            echo "pretend-gpu: check: $1: there is no such option; usage: scripts/pretend-gpu.sh check [--program FLOWERS]" >&2
            exit 2
            ;;
    esac
done

# watch LABEL SETTINGS COMMAND...: SETTINGS are judge.awk's.
watch() {
    local label=$1 settings=$2 log problems
    shift 2
    cases=$((cases + 1))
    log=$work/$cases.log
    problems=$(
        PRETENDED_GPU_LOG=$log PRETENDED_GPU_LAZY=1 PRETENDED_GPU_LAG=2 PRETENDED_GPU_KERNELS=softmax_warp_ \
            timeout "$limit" "$root/scripts/pretend-gpu.sh" run "$program" "$@" < /dev/null > "$work/$cases.txt" 2>&1 ||
            echo "exit code $?: $(tail -n 1 "$work/$cases.txt")"
        # Words without quotes: each is an assignment.
        # shellcheck disable=SC2086
        if [[ -e $log ]]; then awk $settings -f "$here/judge.awk" "$log"; else echo "the pretended GPU was not used"; fi
    )
    if [[ -z $problems ]]; then
        printf 'ok      %s\n' "$label"
        rm -f "$log" "$work/$cases.txt"
    else
        printf 'FAILED  %s: %s (%s)\n' "$label" "${problems//$'\n'/; }" "$log"
        failed=$((failed + 1))
    fi
}

# train CAPTURES EPOCHS BATCH_SIZE OPTIONS...: a resnet18 unless they say another.
train() {
    local captures=$1 epochs=$2 batch_size=$3 graph=on
    shift 3
    [[ $captures -gt 0 ]] || graph=off
    [[ " $* " == *" --arch "* ]] || set -- --arch resnet18 "$@"
    local batches=$(((train_images + batch_size - 1) / batch_size)) full=$((train_images / batch_size))
    local options=(--batch-size "$batch_size" "$@" --cuda-graph "$graph")
    rm -rf "$work/run"
    watch "train ${options[*]//$work\//}" "-v batches=$batches -v full=$full -v epochs=$epochs -v captures=$captures" \
        train --data "$work/data" --out "$work/run" --image-size 64 --epochs "$epochs" "${options[@]}"
}

# use COMMAND...: with what the last training left.
use() {
    watch "${*//$work\//}" "-v batches=0" "$@" --checkpoint "$work/run"
}

# scarce MIB IMAGE_SIZE BATCH_SIZE: on a device of so little memory such a batch does not fit, and one that does is advised.
scarce() {
    local mib=$1 label="train --image-size $2 --batch-size $3, in $1 MiB" said advised
    local -x PRETENDED_GPU_MEMORY_MIB=$mib
    local run=(train --data "$work/data" --out "$work/run" --image-size "$2" --epochs 1 --arch resnet18)
    rm -rf "$work/run"
    said=$(timeout "$limit" "$root/scripts/pretend-gpu.sh" run "$program" "${run[@]}" --batch-size "$3" < /dev/null 2>&1 | tail -n 1) || true
    advised=$(sed -n "s/^error: --batch-size $3: .*; give \(--batch-size [^,]*\).*/\1/p" <<< "$said")
    if [[ -z $advised ]]; then
        cases=$((cases + 1)) failed=$((failed + 1))
        printf 'FAILED  %s: no batch size is advised: %s\n' "$label" "$said"
    else
        rm -rf "$work/run"
        # shellcheck disable=SC2086
        watch "$label; as advised: $advised" "-v batches=0" "${run[@]}" $advised
    fi
}

rm -rf "$work"
mkdir -p "$work"
"$program" synth "$work/photos" --per-class 24 --size 80 --quiet < /dev/null > /dev/null
"$program" split "$work/photos" --out "$work/data" --val 0.2 --quiet < /dev/null > /dev/null
photo=("$work"/data/val/roses/*)

# shellcheck source=SCRIPTDIR/cases.sh
source "$here/cases.sh"

rm -rf "$work/photos" "$work/data" "$work/run" "$work/cache"
echo "pretend-gpu: $cases cases, $failed failed"
[[ $failed -eq 0 ]]
