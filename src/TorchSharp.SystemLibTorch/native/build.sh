#!/usr/bin/env bash
# Compiles the C++ files beside this script into one library: build.sh OUTPUT.so [LIBTORCH]
# LIBTORCH is a folder with include/ and lib/ (a PyTorch wheel's torch folder, the libtorch zip); without it, the distribution's.
# It takes a C++ compiler (CXX, by default g++) and nothing else: CUDA's own headers are not needed for a libtorch with CUDA.
set -euo pipefail

fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

[[ $# -eq 1 || $# -eq 2 ]] || fail "build.sh takes the library to make and, if wanted, the libtorch to build against: build.sh OUTPUT.so [LIBTORCH]"
output=$1
root=${2:-}
sources=("$(dirname "${BASH_SOURCE[0]}")"/*.cpp)
compiler=${CXX:-g++}
command -v "$compiler" >/dev/null || fail "no C++ compiler ($compiler): install one (Debian and Ubuntu: g++), or name one in CXX"

# -O3, not -O2: the loops of the kernels of our own are unrolled, which makes them up to a third faster.
compile_flags=(-O3 -fPIC -fvisibility=hidden)
link_flags=(-shared)
if [[ -n $root ]]; then
    for inner in torch libtorch; do
        [[ ! -f $root/$inner/include/ATen/ATen.h ]] || fail "LIBTORCH=$root is the folder around a libtorch: give $root/$inner"
    done
    [[ -d $root ]] || fail "LIBTORCH=$root: there is no such folder; give a libtorch's, with its whole path"
    for part in include/ATen/ATen.h lib/libtorch_cpu.so lib/libc10.so; do
        [[ -f $root/$part ]] || fail "LIBTORCH=$root is no libtorch: it has no $part"
    done
    root=$(cd "$root" && pwd)
    compile_flags+=("-I$root/include" "-I$root/include/torch/csrc/api/include")
    link_flags+=("-L$root/lib" -Xlinker -rpath -Xlinker "$root/lib")
    # Most wheels before 2.7 are built with the old std::string: the exported name of c10::Error's constructor tells.
    if grep -qaE 'c105ErrorC[12]ENS_14SourceLocationESs' "$root/lib/libc10.so"; then
        compile_flags+=(-D_GLIBCXX_USE_CXX11_ABI=0)
    fi
else
    [[ -f /usr/include/ATen/ATen.h ]] || fail "no libtorch: set LIBTORCH to a libtorch's folder (a PyTorch's folder torch, the libtorch zip's), or install the distribution's (Debian and Ubuntu: libtorch-dev)"
    compile_flags+=(-I/usr/include/torch/csrc/api/include)
    # Old-style, for the path counts for what libtorch asks for as well.
    link_flags+=('-Wl,--disable-new-dtags,-rpath,$ORIGIN/stand-ins')
fi

mkdir -p "$(dirname "$output")"
if [[ -z $root ]]; then bash "$(dirname "${BASH_SOURCE[0]}")/stand-ins.sh" "$(dirname "$output")/stand-ins"; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# All files at once, each in a process of its own.
compile() {
    local file jobs=() succeeded=1
    for file in "${sources[@]}"; do
        "$compiler" "-std=$1" "${compile_flags[@]}" -c "$file" -o "$work/$(basename "$file").o" >"$work/$(basename "$file").log" 2>&1 &
        jobs+=($!)
    done
    for job in "${jobs[@]}"; do wait "$job" || succeeded=0; done
    [[ $succeeded == 1 ]]
}

link() {
    # The linker warns of CUDA libraries that it does not find and does not need; the loader will look for them where libtorch says.
    "$compiler" "${link_flags[@]}" "$work"/*.o -o "$output.new" -ltorch_cpu -lc10 -ldl >"$work/link.log" 2>&1
}

# libtorch asks for C++17 up to 2.13, for C++20 from 2.14 on.
if { compile c++17 || compile c++20; } && link; then
    mv "$output.new" "$output"
else
    cat "$work"/*.log >&2
    exit 1
fi
