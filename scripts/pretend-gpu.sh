#!/usr/bin/env bash
# Runs what is meant for a GPU where there is none, to look at the host's part of it:
#   pretend-gpu.sh build                      compiles the pretended CUDA libraries into artifacts/pretended-gpu
#   pretend-gpu.sh run COMMAND...             runs a command with them
#   pretend-gpu.sh check [--program FLOWERS]  trains, evaluates and predicts in many ways, and says where a rule of CUDA was broken
# They need a libtorch with CUDA 12: Debian's libtorch-cuda-dev, or the one whose folder LIBTORCH names. PRETENDED_GPU=DIR keeps the
# libraries in another folder. docs/pretended-gpu.md tells more.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
PRETENDED_GPU=$(realpath --canonicalize-missing "${PRETENDED_GPU:-$root/artifacts/pretended-gpu}")
export PRETENDED_GPU

usage() {
    sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

require_libraries() {
    [[ -e $PRETENDED_GPU/libcudart.so.12 ]] || { echo "pretend-gpu: $PRETENDED_GPU holds no libraries: run 'scripts/pretend-gpu.sh build' first" >&2; exit 2; }
}

run() {
    if [[ $# -eq 0 ]]; then echo "pretend-gpu: run: give the command to run" >&2; exit 2; fi
    require_libraries
    if [[ $PRETENDED_GPU == *[[:space:]:]* ]]; then
        echo "pretend-gpu: PRETENDED_GPU=$PRETENDED_GPU: the loader takes no path with a blank or a colon; name a folder without" >&2
        exit 2
    fi
    # Loaded before all others: a wheel's libtorch has paths of its own, which go before LD_LIBRARY_PATH.
    local preload
    preload=$(printf '%s:' "$PRETENDED_GPU"/lib*.so.*)
    exec env LD_PRELOAD="$preload${LD_PRELOAD:-}" "$@"
}

case ${1:-} in
    build) [[ $# -eq 1 ]] || usage; exec "$root/tests/pretended-gpu/build.sh" "$PRETENDED_GPU" "${LIBTORCH:-}" ;;
    run) shift && run "$@" ;;
    check) shift && require_libraries && exec "$root/tests/pretended-gpu/check.sh" "$@" ;;
    *) usage ;;
esac
