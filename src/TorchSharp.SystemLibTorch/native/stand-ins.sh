#!/usr/bin/env bash
# Makes libraries in place of those that a distribution's libtorch names and has no use for here: stand-ins.sh FOLDER
# Debian links libtorch_cpu.so with libraries of which it takes no symbol: OpenCV and FFmpeg in 12, which bring two hundred others along and
# take 0.13 s of each start and 70 MiB; Z3 from 13 on. The loader asks for names only; an empty library of the name will do. From 13 on it
# is linked with Open MPI as well, for training on several computers, which takes 0.17 s of each start.
set -euo pipefail
export LC_ALL=C

folder=$1

# Those whose symbols must be there, though nobody calls them.
standing() { case $1 in libmpi.so.* | libopen_mpi.so.*) ;; *) return 1 ;; esac }
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
    if [[ -n ${kept[$name]:-} || -z ${path_of[$name]:-} ]] || standing "$name"; then continue; fi
    kept[$name]=yes
    mapfile -t -O "${#queue[@]}" queue < <(needed "${path_of[$name]}")
done

rm -rf "$folder"
mkdir -p "$folder"
for name in $unused; do
    # A small one could be what another part of the program asks for by the same name (libtiff wants libzstd), and saves nothing.
    case $name in libopencv_* | libav* | libsw* | libz3.*) ;; *) continue ;; esac
    if [[ -n ${kept[$name]:-} ]]; then continue; fi
    "$compiler" -shared -nostdlib -s -x c -Wl,-soname,"$name" -o "$folder/$name" /dev/null
done

# All symbols of a library, as C: functions that end the process, and memory that only has an address. All of them, for libtorch's CUDA
# library and its friends, which come later, ask for others. Fails where one is no name of C's, or has a version, which the loader would
# look for.
symbols_of() {
    local symbol kind
    echo 'void abort(void);'
    nm --dynamic --defined-only "$1" | awk '{ print $NF, $(NF - 1) }' | while read -r symbol kind; do
        case $symbol:$kind in
            *[!A-Za-z0-9_]*:*) return 1 ;;
            *:[TWi]) echo "void $symbol(void) { abort(); }" ;;
            *) echo "char $symbol[1024];" ;;
        esac
    done
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for name in "${!path_of[@]}"; do
    standing "$name" || continue
    symbols_of "${path_of[$name]}" > "$work/symbols.c" || continue
    # It only spares time: what cannot be stood in for is loaded.
    "$compiler" -shared -fPIC -fno-builtin -s -x c -Wl,-soname,"$name" -o "$folder/$name" "$work/symbols.c" || rm -f "$folder/$name"
done
