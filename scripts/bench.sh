#!/usr/bin/env bash
# Measures this program against PyTorch's on this machine, in turn:
#   bench.sh main [--data DIR] [--arch A] [--epochs N] [--batch-size N] [--image-size N] [--rounds N]   training
#   bench.sh eval --checkpoint FILE [--data DIR]                                                        accuracy of the same weights
#   bench.sh cold PHOTO --checkpoint FILE [--rounds N]                                                  one prediction, cold start
#   bench.sh data [--data DIR] [--image-size N] [--every N] [--rounds N]                                photos to batches, on one core
# These need Debian's python3-torch and python3-torchvision, which nothing else here does. And the steps of our own alone:
#   bench.sh parts [--filter '*Imaging*']                                                               decode, resize, checkpoints
#   bench.sh data --allocations                                                                         bytes allocated for a photo
#   bench.sh scan [FILES] [CLASSES]                                                                     a folder of 1,000,000 files
set -euo pipefail
benchmarks=$(cd "$(dirname "${BASH_SOURCE[0]}")/../benchmarks" && pwd)

usage() {
    sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

require_reference() {
    if ! /usr/bin/python3 -c 'import importlib.util as u, sys; sys.exit(not (u.find_spec("torch") and u.find_spec("torchvision")))'; then
        echo "bench: the reference needs PyTorch: apt-get install python3-torch python3-torchvision" >&2
        exit 1
    fi
}

run_parts() {
    [[ $# -gt 0 ]] || set -- --filter '*'
    exec dotnet run --project "$benchmarks/ResNetFlowers.Benchmarks" --configuration Release -- "$@"
}

# One core for everything that the comparison starts.
run_data() {
    if [[ ${1:-} == --allocations ]]; then run_parts --filter '*SampleBenchmarks*'; fi
    require_reference
    exec taskset --cpu-list "$(last_core)" /usr/bin/python3 "$benchmarks/compare_data.py" "$@"
}

last_core() {
    local allowed
    allowed=$(taskset --cpu-list --pid $$)
    printf '%s' "${allowed##*[ ,-]}"
}

run_scan() {
    exec dotnet run --project "$benchmarks/ResNetFlowers.Benchmarks" --configuration Release -- scan "${1:-1000000}" "${2:-100}"
}

case ${1:-} in
    data) shift && run_data "$@" ;;
    parts) shift && run_parts "$@" ;;
    scan) shift && run_scan "$@" ;;
    main) program=compare_training.py ;;
    eval) program=compare_evaluation.py ;;
    cold) program=compare_prediction.py ;;
    *) usage ;;
esac
shift

require_reference
exec /usr/bin/python3 "$benchmarks/$program" "$@"
