#!/usr/bin/env bash
# Makes empty libraries in place of those that a distribution's libtorch names and has no use for: stand-ins.sh FOLDER
# Debian links libtorch_cpu.so with OpenCV, FFmpeg and others, of which it takes no symbol, and which bring two hundred libraries along:
# together they take 0.13 s of each start and 70 MiB. The loader asks for names only; an empty library of the name will do.
set -euo pipefail
export LC_ALL=C

folder=$1
compiler=${CXX:-g++}
library=$("$compiler" -print-file-name=libtorch_cpu.so)

needed() { readelf --dynamic --wide "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'; }

# ldd answers 1 where there are any.
unused=$(ldd -u "$library" | sed -n 's|^[[:space:]].*/||p' || true)

declare -A path_of kept
while read -r name _ path _; do
    if [[ $path == /* ]]; then path_of[$name]=$path; fi
done < <(ldd "$library")

# Everything that is used, and what that needs in its turn: such a library cannot be stood in for, whoever names it.
queue=()
for name in $(needed "$library"); do
    if ! grep -qxF "$name" <<< "$unused"; then queue+=("$name"); fi
done
while [[ ${#queue[@]} -gt 0 ]]; do
    name=${queue[-1]}
    unset 'queue[-1]'
    if [[ -n ${kept[$name]:-} || -z ${path_of[$name]:-} ]]; then continue; fi
    kept[$name]=yes
    mapfile -t -O "${#queue[@]}" queue < <(needed "${path_of[$name]}")
done

rm -rf "$folder"
mkdir -p "$folder"
for name in $unused; do
    # A small one could be what another part of the program asks for by the same name (libtiff wants libzstd), and saves nothing.
    case $name in libopencv_* | libav* | libsw*) ;; *) continue ;; esac
    if [[ -n ${kept[$name]:-} ]]; then continue; fi
    "$compiler" -shared -nostdlib -s -x c -Wl,-soname,"$name" -o "$folder/$name" /dev/null
done
