#!/usr/bin/env bash
# Makes an archive of the program for Linux on x86-64 that needs no .NET where it is unpacked: scripts/publish.sh [--out DIR]
# What stands between the program and libtorch is built there, by the archive's build-native.sh; here neither libtorch nor a C++
# compiler is needed.
set -euo pipefail

max_bytes=45000000
runtime=linux-x64

fail() { printf 'publish: %s\n' "$*" >&2; exit 2; }

case ${BASH_SOURCE[0]} in
    */*) root=$(cd "${BASH_SOURCE[0]%/*}/.." && pwd) ;;
    *) root=$(cd .. && pwd) ;;
esac

out=$root/artifacts/publish
while [[ $# -gt 0 ]]; do
    case $1 in
        --out)
            [[ $# -ge 2 && -n $2 ]] || fail "--out: give the folder for the archive"
            out=$2
            shift 2
            ;;
        *) fail "$1: there is no such option; usage: scripts/publish.sh [--out DIR]" ;;
    esac
done
mkdir -p "$out" 2> /dev/null || fail "--out $out: is no folder and cannot be made one"
[[ -w $out ]] || fail "--out $out: cannot be written to"

version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' "$root/Directory.Build.props")
name=flowers-$version-$runtime
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
stage=$work/$name
program=$stage/program

build() {
    printf 'publish: building ...\n' >&2
    # In a folder of its own: what else is built from these sources is of another kind.
    if ! dotnet publish "$root/src/ResNetFlowers.Cli" --configuration Release --runtime "$runtime" --self-contained true \
        -p:PublishReadyToRun=true -p:TorchProvider=system -p:BuildNative=false -p:ArtifactsPath="$root/artifacts/publish-build" \
        --output "$program" --nologo --verbosity quiet < /dev/null > "$work/build.log" 2>&1; then
        cat "$work/build.log" >&2
        printf 'publish: the build failed\n' >&2
        exit 1
    fi
    # What only programmers use.
    rm -f "$program"/*.pdb "$program"/*.xml "$program"/createdump "$program"/libmscordbi.so "$program"/libmscordaccore.so
}

# TurboJPEG is small and needs nothing but the C library; libgd is neither. It may be passed on together with its licence.
take_turbojpeg() {
    local library licence=/usr/share/doc/libturbojpeg0/copyright
    library=$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p | sed -n 's|.*libturbojpeg\.so\.0 .*x86-64.*=> ||p' | head -n 1)
    if [[ -z $library || ! -e $licence ]]; then
        printf 'publish: Debian'"'"'s package libturbojpeg0 is not installed: where the archive is unpacked, it will have to be\n' >&2
        return
    fi
    cp -L "$library" "$program/libturbojpeg.so.0"
    cp "$licence" "$stage/licenses/libjpeg-turbo.txt"
}

take_files() {
    local dotnet_root
    dotnet_root=$(dirname "$(readlink -f "$(command -v dotnet)")")
    mkdir -p "$stage/licenses" "$stage/native"
    cp "$root/LICENSE" "$root"/scripts/archive/* "$stage"
    cp "$root"/src/TorchSharp.SystemLibTorch/native/* "$stage/native"
    ln -s program/flowers "$stage/flowers"
    if [[ -e $dotnet_root/LICENSE.txt ]]; then cp "$dotnet_root/LICENSE.txt" "$stage/licenses/dotnet.txt"; fi
    if [[ -e $dotnet_root/ThirdPartyNotices.txt ]]; then cp "$dotnet_root/ThirdPartyNotices.txt" "$stage/licenses/dotnet-third-party.txt"; fi
    take_turbojpeg
}

pack() {
    tar --create --directory "$work" --sort=name --owner=0 --group=0 --numeric-owner "$name" | gzip -9 > "$out/$name.tar.gz.new"
    local bytes
    bytes=$(wc -c < "$out/$name.tar.gz.new")
    if [[ $bytes -gt $max_bytes ]]; then
        rm "$out/$name.tar.gz.new"
        printf 'publish: the archive has %s bytes, more than %s\n' "$bytes" "$max_bytes" >&2
        exit 1
    fi
    mv "$out/$name.tar.gz.new" "$out/$name.tar.gz"
    printf '%s, %s MB\n' "$out/$name.tar.gz" "$(((bytes + 500000) / 1000000))"
}

build
take_files
pack
