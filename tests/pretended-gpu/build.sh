#!/usr/bin/env bash
# Compiles the pretended libraries beside this script: build.sh OUTPUT_FOLDER [LIBTORCH]
# Each gets the name under which the libtorch asks for it, and a stub for all that libtorch imports from it and no source here has. The
# stubs return 0, and tell the log when they are called for the first time.
set -euo pipefail

fail() { printf '%s\n' "pretend-gpu: $*" >&2; exit 2; }

sources=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
output=$1
compiler=${CXX:-g++}
command -v "$compiler" > /dev/null || fail "no C++ compiler ($compiler): install one (Debian: g++), or name one in CXX"
command -v nm > /dev/null || fail "nm is missing: install binutils"

# Debian's libraries are where its compiler links.
if [[ -n ${2:-} ]]; then folder=$2/lib; else folder=/usr/lib/$("$compiler" -dumpmachine); fi
[[ -e $folder/libtorch_cuda.so ]] ||
    fail "$folder has no libtorch_cuda.so: install libtorch-cuda-dev (Debian's contrib), or name a libtorch with CUDA in LIBTORCH"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$output"
output=$(cd "$output" && pwd)

# "library symbol version" of everything that libtorch, or what it loads, imports from another library; "-" where that has no versions,
# and then any of those that are loaded may be meant.
list_imports() {
    local libraries=("$folder"/libtorch*.so "$folder"/libc10*.so) library
    mapfile -t -O "${#libraries[@]}" libraries < <(ldd "$folder/libtorch_cuda.so" | awk '$3 ~ "^/" { print $3 }')
    for library in "${libraries[@]}"; do readlink -f "$library"; done | sort -u | while read -r library; do
        nm --dynamic --undefined-only "$library" 2> /dev/null | awk '$1 == "U" { n = split($2, part, "@"); print part[1], (n > 1 ? part[n] : "-") }'
    done | sort -u
}

# The name under which libtorch asks for a library, from the beginning of the name.
asked_for() {
    readelf --dynamic --wide "$folder/libtorch_cuda.so" "$folder/libc10_cuda.so" | grep --only-matching --extended-regexp "\[$1\.so\.[0-9]+\]" | head -n 1 | tr -d '[]'
}

# make SONAME PATTERN FOLDER: PATTERN is of symbols that have no version.
make_library() {
    local name=$1 pattern=$2 part=$3 file objects=() link=()
    for file in "$sources/$part"/*.cpp; do
        "$compiler" -std=c++17 -O2 -Wall -Wextra -fPIC -fvisibility=hidden -c "$file" -o "$work/$part-$(basename "$file").o"
        objects+=("$work/$part-$(basename "$file").o")
    done

    nm --defined-only "${objects[@]}" | awk 'NF == 3 { print $3 }' | sort -u > "$work/have"
    awk -v version="$name" -v pattern="$pattern" '$2 == version || ($2 == "-" && $1 ~ pattern) { print $1 }' "$work/imports" | sort -u > "$work/need"
    {
        echo '#include "log.h"'
        comm -13 "$work/have" "$work/need" | while read -r symbol; do
            echo "PRETENDED int $symbol() { static const bool told = (pretended::log_line(\"stub $symbol\"), true); return told ? 0 : 1; }"
        done
    } > "$work/stubs.cpp"
    "$compiler" -std=c++17 -O1 -fPIC -fvisibility=hidden -I"$sources/common" -c "$work/stubs.cpp" -o "$work/stubs.o"

    if awk -v version="$name" '$2 == version { found = 1 } END { exit !found }' "$work/imports"; then
        echo "$name { global: *; };" > "$work/version"
        link=("-Wl,--version-script=$work/version")
    fi
    "$compiler" -shared "-Wl,-soname,$name" "${link[@]}" "${objects[@]}" "$work/stubs.o" "$work"/common-*.o -o "$output/$name.new"
    mv "$output/$name.new" "$output/$name"
    printf '%s: %d functions, %d stubs\n' "$name" "$(grep --count --invert-match '^_ZN' "$work/have")" "$(comm -13 "$work/have" "$work/need" | wc -l)"
}

runtime=$(asked_for libcudart)
[[ -n $runtime ]] || fail "$folder/libtorch_cuda.so has the CUDA runtime inside: take Debian's libtorch, or that of a PyTorch wheel"
[[ $runtime == libcudart.so.12 ]] || fail "$folder asks for $runtime, and CUDA 12 is what is pretended: take a libtorch for CUDA 12"
list_imports > "$work/imports"
for file in "$sources"/common/*.cpp; do
    "$compiler" -std=c++17 -O2 -Wall -Wextra -fPIC -fvisibility=hidden -c "$file" -o "$work/common-$(basename "$file").o"
done

rm -f "$output"/*.so.*
make_library "$runtime" '^(__)?cuda' runtime
make_library "$(asked_for libcudnn)" '^cudnn' cudnn
make_library "$(asked_for libcublas)" '^cublas[^L]' cublas
make_library "$(asked_for libcublasLt)" '^cublasLt' cublaslt
make_library libcuda.so.1 '^cu[A-Z]' driver
