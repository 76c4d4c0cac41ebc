#!/usr/bin/env bash
# Reads damaged picture files: 200,000 of them, or as many as the argument says; a crash, a hang or growing memory fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export FLOWERS_FUZZ=${1:-200000} DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet test tests/ResNetFlowers.Tests --configuration Release --nologo --filter "FullyQualifiedName~ImageFuzzTests" --logger "console;verbosity=normal" < /dev/null
