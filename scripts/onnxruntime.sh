#!/usr/bin/env bash
# Fetches ONNX Runtime's native library, which 'export --to onnx' and some tests run graphs with, out of its package for Node;
# prints the library's path. Needs npm once; nothing is installed outside artifacts/.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
version=1.30.0

fail() { printf '%s\n' "onnxruntime: $*" >&2; exit 1; }

[[ $(uname -s) == Linux ]] || fail "only for Linux; elsewhere set ONNXRUNTIME to a library of your own"
case $(uname -m) in x86_64) machine=x64 ;; aarch64) machine=arm64 ;; *) fail "there is no package for $(uname -m)" ;; esac

folder=$root/artifacts/onnxruntime/$version
library=$folder/libonnxruntime.so.1
if [[ ! -e $library ]]; then
    command -v npm > /dev/null || fail "npm is missing: install it, or set ONNXRUNTIME to a libonnxruntime.so.1 of your own"
    mkdir -p "$folder"
    temporary=$(mktemp -d "$folder/.fetch.XXXXXX")
    trap 'rm -rf "$temporary"' EXIT
    printf '%s\n' "onnxruntime: fetching onnxruntime-node $version with npm" >&2
    # Packed, not installed: an install would run a script that looks for more.
    (cd "$temporary" && npm pack --silent --fetch-retries 1 --fetch-timeout 120000 "onnxruntime-node@$version" < /dev/null > /dev/null) \
        || fail "npm could not fetch onnxruntime-node $version"
    tar -xzf "$temporary"/onnxruntime-node-*.tgz -C "$temporary" --strip-components 5 --wildcards "package/bin/napi-v*/linux/$machine/libonnxruntime.so.1"
    mv "$temporary/libonnxruntime.so.1" "$library"
fi

printf '%s\n' "$library"
