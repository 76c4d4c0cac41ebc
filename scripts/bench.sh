#!/usr/bin/env bash
# Measures this program against PyTorch's on this machine, in turn:
#   bench.sh main [--data DIR] [--arch A] [--epochs N] [--batch-size N] [--image-size N] [--rounds N]   training
#   bench.sh eval --checkpoint FILE [--data DIR]                                                        accuracy of the same weights
#   bench.sh cold PHOTO --checkpoint FILE [--rounds N]                                                  one prediction, cold start
# These need Debian's python3-torch and python3-torchvision, which nothing else here does. And the steps of our own alone:
#   bench.sh parts [--filter '*Imaging*']                                                               decode, resize, checkpoints
#   bench.sh scan [FILES] [CLASSES]                                                                     a folder of 1,000,000 files
set -euo pipefail
benchmarks=$(cd "$(dirname "${BASH_SOURCE[0]}")/../benchmarks" && pwd)

usage() {
    sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

run_parts() {
    [[ $# -gt 0 ]] || set -- --filter '*'
    exec dotnet run --project "$benchmarks/ResNetFlowers.Benchmarks" --configuration Release -- "$@"
}

run_scan() {
    exec dotnet run --project "$benchmarks/ResNetFlowers.Benchmarks" --configuration Release -- scan "${1:-1000000}" "${2:-100}"
}

case ${1:-} in
    parts) shift && run_parts "$@" ;;
    scan) shift && run_scan "$@" ;;
    main) program=compare_training.py ;;
    eval) program=compare_evaluation.py ;;
    cold) program=compare_prediction.py ;;
    *) usage ;;
esac
shift

if ! /usr/bin/python3 -c 'import importlib.util as u, sys; sys.exit(not (u.find_spec("torch") and u.find_spec("torchvision")))'; then
    echo "bench: the reference needs PyTorch: apt-get install python3-torch python3-torchvision" >&2
    exit 1
fi
exec /usr/bin/python3 "$benchmarks/$program" "$@"
