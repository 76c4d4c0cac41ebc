#!/usr/bin/env bash
# Measures this program against PyTorch's on this machine, in turn:
#   bench.sh cpu [--only PARTS] [--arch A,B] [--batch-size N,N] [--variant V,V] [--all] [--rounds N] ...   everything, on the CPU
#   bench.sh gpu [--only PARTS] [--train-options TEXT] [--program DIR] ...                              the same on the GPU; --help lists all
#   bench.sh main [--data DIR] [--arch A] [--epochs N] [--batch-size N] [--image-size N] [--rounds N]   training
#   bench.sh eval --checkpoint FILE [--data DIR]                                                        accuracy of the same weights
#   bench.sh cold PHOTO --checkpoint FILE [--rounds N]                                                  one prediction, cold start
#   bench.sh data [--data DIR] [--image-size N] [--every N] [--rounds N]                                photos to batches, on one core
# These need PyTorch and torchvision, which nothing else here does: Debian's python3-torch and python3-torchvision, or those of the
# Python that PYTHON names. And the steps of our own alone:
#   bench.sh parts [--filter '*Imaging*']                                                               decode, resize, checkpoints
#   bench.sh data --allocations                                                                         bytes allocated for a photo
#   bench.sh scan [FILES] [CLASSES]                                                                     a folder of 1,000,000 files
set -euo pipefail
python=${PYTHON:-/usr/bin/python3}
benchmarks=$(cd "$(dirname "${BASH_SOURCE[0]}")/../benchmarks" && pwd)

usage() {
    sed -n '2,13s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

require_reference() {
    if ! "$python" -c 'import importlib.util as u, sys; sys.exit(not (u.find_spec("torch") and u.find_spec("torchvision")))'; then
        echo "bench: $python has no PyTorch to compare with: apt-get install python3-torch python3-torchvision, or name another with PYTHON" >&2
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
    exec taskset --cpu-list "$(last_core)" "$python" "$benchmarks/compare_data.py" "$@"
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
    cpu | gpu) program=compare_speed.py ;;
    data) shift && run_data "$@" ;;
    parts) shift && run_parts "$@" ;;
    scan) shift && run_scan "$@" ;;
    main) program=compare_training.py ;;
    eval) program=compare_evaluation.py ;;
    cold) program=compare_prediction.py ;;
    *) usage ;;
esac
# The one program is for both: it is told which.
[[ $program == compare_speed.py ]] || shift

require_reference
exec "$python" "$benchmarks/$program" "$@"
