#!/usr/bin/env bash
# Renews the lines of TorchSharp's API that the conformance test holds the binding to.
#
#     scripts/update-api-lines.sh FULL_LIST
#
# FULL_LIST names every public member of the TorchSharp package, one a line. Of these, the ones that the binding has are kept.
# Members of the binding that the list lacks are printed, and the exit code is 1: they must go, or be spelled as the package spells them.
set -euo pipefail

if [ $# -ne 1 ] || [ ! -f "$1" ]; then
    echo "usage: scripts/update-api-lines.sh FULL_LIST (a text file of the package's public members)" >&2
    exit 2
fi

full=$(realpath "$1")
cd "$(dirname "$0")/.."
project=tests/TorchSharp.SystemLibTorch.Tests
kept=$project/Api/TorchSharp-0.106.0.txt
binding=$(realpath -m artifacts/bin/TorchSharp.SystemLibTorch.Tests/debug/Api/binding.txt)

# The test writes what the binding has, whether or not it passes.
rm -f "$binding"
touch "$kept"
dotnet build "$project" --nologo -v q
dotnet test "$project" --no-build --nologo -v q --filter EveryPublicMemberOfTheBindingIsOneOfTorchSharps >/dev/null || true
if [ ! -f "$binding" ]; then
    echo "update-api-lines: the conformance test wrote no $binding" >&2
    exit 1
fi

LC_ALL=C sort -u "$binding" | LC_ALL=C comm -12 - <(LC_ALL=C sort -u "$full") > "$kept"
echo "$(wc -l < "$kept") lines kept in $kept"

strangers=$(LC_ALL=C sort -u "$binding" | LC_ALL=C comm -23 - "$kept")
if [ -n "$strangers" ]; then
    echo "Not in $full:" >&2
    echo "$strangers" >&2
    exit 1
fi
