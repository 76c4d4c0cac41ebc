#!/usr/bin/env bash
# Fetches a public data set from its own site, compares checksums, and lays it out as folders of photos:
#   scripts/download.sh flower_photos [DIR]   five flowers, 218 MB, to be split
#   scripts/download.sh oxford102 [DIR]       102 flowers, 329 MB, split as published: train, val, test
#   scripts/download.sh fashion-mnist [DIR]   ten kinds of clothes, 30 MB: train, and its test pictures as val
# DIR is the set's name unless given. An interrupted download goes on where it stopped; FLOWERS_DOWNLOADS names another list than
# download.list, of a mirror for example.
set -euo pipefail
scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
list=${FLOWERS_DOWNLOADS:-$scripts/download.list}

say() { printf '%s\n' "download: $*" >&2; }
fail() { say "$@"; exit 2; }

checksum() {
    if command -v sha256sum > /dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

fetch() {
    local sum=$1 address=$2 file=$cache/${2##*/}
    if [[ -e $file && $(checksum "$file") == "$sum" ]]; then return; fi
    rm -f "$file"
    say "fetching $address"
    # Resumed where a part is there; a server that cannot resume is asked for the whole.
    curl --fail --location --silent --show-error --retry 3 --connect-timeout 30 --speed-limit 1 --speed-time 60 \
        --continue-at - --output "$file.part" "$address" \
        || { [[ $? -eq 33 || $? -eq 36 ]] && rm -f "$file.part" && curl --fail --location --silent --show-error --output "$file.part" "$address"; } \
        || fail "$address: cannot be fetched; run me again to go on, or name a mirror's list with FLOWERS_DOWNLOADS"
    if [[ $(checksum "$file.part") != "$sum" ]]; then
        rm -f "$file.part"
        fail "$address: is not the file that was published (its SHA-256 is another); try again, or name a mirror's list with FLOWERS_DOWNLOADS"
    fi
    mv "$file.part" "$file"
}

case ${1:-} in
    flower_photos | oxford102 | fashion-mnist) ;;
    *) fail "give a set: flower_photos, oxford102 or fashion-mnist" ;;
esac
set_name=$1
folder=${2:-$set_name}
[[ ! -e $folder ]] || fail "$folder: is there already; name another folder, or remove it first"
command -v curl > /dev/null || fail "curl is missing: install it with your system's package manager"
cache=$scripts/../artifacts/downloads/$set_name
mkdir -p "$cache"
while read -r name sum address; do
    if [[ $name == "$set_name" ]]; then fetch "$sum" "$address"; fi
done < "$list"

# Beside the folder first, so that it is whole when it bears its name.
mkdir -p "$(dirname "$folder")"
staging=$(mktemp -d "$folder.XXXXXX")
trap 'rm -rf "$staging"' EXIT
case $set_name in
    flower_photos)
        tar -xzf "$cache/flower_photos.tgz" -C "$staging" --strip-components 1
        chmod -R u+rwX "$staging"
        next="scripts/flowers split $folder"
        ;;
    oxford102)
        "$scripts/flowers" import flowers102 "$cache/102flowers.tgz" "$cache/imagelabels.mat" "$cache/setid.mat" --out "$staging"
        next="scripts/flowers train --data $folder"
        ;;
    fashion-mnist)
        for part in train val; do
            source=$part
            [[ $part == train ]] || source=t10k
            "$scripts/flowers" import idx "$cache/$source-images-idx3-ubyte.gz" "$cache/$source-labels-idx1-ubyte.gz" \
                --names fashion-mnist --out "$staging/$part"
        done
        next="scripts/flowers train --data $folder"
        ;;
esac
chmod 755 "$staging"
mv "$staging" "$folder"
trap - EXIT
say "$folder is ready; next: $next"
