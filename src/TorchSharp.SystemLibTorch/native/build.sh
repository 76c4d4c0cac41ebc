#!/usr/bin/env bash
# Compiles torch_native.cpp against a libtorch: build.sh OUTPUT.so [LIBTORCH]
# LIBTORCH is a folder with include/ and lib/ (a PyTorch wheel's torch folder, the libtorch zip); without it, the distribution's.
set -euo pipefail

output=$1
root=${2:-}
source=$(dirname "${BASH_SOURCE[0]}")/torch_native.cpp
compiler=${CXX:-g++}

if ! command -v "$compiler" >/dev/null; then
    echo "error: no C++ compiler ($compiler): scripts/setup.sh installs one" >&2
    exit 1
fi

flags=(-O2 -shared -fPIC -fvisibility=hidden -Wall -Wno-unknown-pragmas)
if [[ -n $root ]]; then
    if [[ ! -f $root/include/ATen/ATen.h || ! -d $root/lib ]]; then
        echo "error: LIBTORCH=$root is no libtorch: it has no include/ATen/ATen.h or no lib/" >&2
        exit 1
    fi
    flags+=("-isystem" "$root/include" "-isystem" "$root/include/torch/csrc/api/include" "-L$root/lib" "-Wl,-rpath,$root/lib")
    # Wheels before 2.6 are built with the old std::string; the exported name of c10::Error's constructor tells.
    if ! grep -qa 'c105ErrorC[12]ENS_14SourceLocationENSt7__cxx11' "$root/lib/libc10.so"; then
        flags+=(-D_GLIBCXX_USE_CXX11_ABI=0)
    fi
else
    # Old-style, for the path counts for what libtorch asks for as well.
    flags+=(-isystem /usr/include/torch/csrc/api/include '-Wl,--disable-new-dtags,-rpath,$ORIGIN/stand-ins')
fi

mkdir -p "$(dirname "$output")"
if [[ -z $root ]]; then bash "$(dirname "${BASH_SOURCE[0]}")/stand-ins.sh" "$(dirname "$output")/stand-ins"; fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for standard in c++17 c++20; do
    if "$compiler" "-std=$standard" "${flags[@]}" "$source" -o "$output.new" -ltorch_cpu -lc10 >"$log" 2>&1; then
        mv "$output.new" "$output"
        exit 0
    fi
done
cat "$log" >&2
exit 1
