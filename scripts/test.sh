#!/usr/bin/env bash
# Builds everything, runs all tests, and closes with the line "Tests: N passed, N failed".
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

scripts/setup.sh --tests
# Tests that run ONNX graphs are skipped where it cannot be had.
if [[ -z ${ONNXRUNTIME:-} ]]; then
    if library=$(scripts/onnxruntime.sh); then export ONNXRUNTIME=$library; fi
fi
echo "test: building"
dotnet build ResNetFlowers.sln --configuration Release --nologo --verbosity quiet < /dev/null

results=artifacts/test-results
rm -rf "$results"
passed=0
failed=0
broken=0
for project in tests/*/*.csproj; do
    name=$(basename "$project" .csproj)
    echo "test: running $name"
    # Minimal: what fails is printed with its message and where; what passes is not.
    dotnet test "$project" --configuration Release --no-build --nologo --results-directory "$results" \
        --logger "console;verbosity=minimal" --logger "trx;LogFileName=$name.trx" < /dev/null || broken=1

    counters=$(grep -o '<Counters [^>]*>' "$results/$name.trx" 2> /dev/null || true)
    if [[ -z $counters || $counters == *' total="0"'* ]]; then
        echo "test: $name ran no test"
        broken=1
        continue
    fi
    [[ $counters =~ \ passed=\"([0-9]+)\" ]] && passed=$((passed + BASH_REMATCH[1]))
    [[ $counters =~ \ failed=\"([0-9]+)\" ]] && failed=$((failed + BASH_REMATCH[1]))
done

echo "Tests: $passed passed, $failed failed"
[[ $failed -eq 0 && $broken -eq 0 ]]
