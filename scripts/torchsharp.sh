#!/usr/bin/env bash
# Tries the nuget build where NuGet does not serve TorchSharp: on TorchSharp itself, made from its source for the libtorch that is here.
#   torchsharp.sh build SOURCE     makes the packages; SOURCE is a checkout of https://github.com/dotnet/TorchSharp, tag v0.106.0
#   torchsharp.sh test             builds the program with them, and runs the tests
#   torchsharp.sh run ARGUMENT...  runs the program, say: run train --data data --epochs 2
# Everything lies in artifacts/torchsharp. SkiaSharp is stood in for. docs/torchsharp.md tells more.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
place=$root/artifacts/torchsharp
projects=$root/tests/torchsharp
version=$(sed -n 's/.*Include="TorchSharp" Version="\([^"]*\)".*/\1/p' "$root/Directory.Packages.props")
skia=$(sed -n 's/.*Include="SkiaSharp" Version="\([^"]*\)".*/\1/p' "$root/Directory.Packages.props")
# Packages of one name with the real ones must not get where others would find them.
build=(-c Release --nologo -v q -p:TorchProvider=nuget "-p:TorchSharpVersion=$version" "-p:TorchSharpCheck=$place" "-p:RestorePackagesPath=$place/packages"
    "-p:RestoreAdditionalProjectSources=$place/feed")
# Debian 13's libtorch brings UCX, whose handler of signals takes .NET's null references for crashes.
export UCX_ERROR_SIGNALS=

fail() { printf '%s\n' "torchsharp: $*" >&2; exit 2; }

usage() {
    sed -n '2,6s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

make_packages() {
    local source
    source=$(realpath "$1")
    [[ -e $source/src/Native/LibTorchSharp && -e $source/src/TorchSharp ]] || fail "$1 is no checkout of TorchSharp: it has no src/Native/LibTorchSharp and src/TorchSharp"
    rm -rf "$place/"{feed,packages,packing,source}
    mkdir -p "$place/feed"
    "$projects/native.sh" "$source/src/Native" "$place/native" "${LIBTORCH:-}"
    # One using that nothing there uses names a package that cannot be had here.
    cp -r "$source/src/TorchSharp" "$place/source"
    sed -i '/^using SkiaSharp/d' "$place/source/AutogradFunction.cs"
    dotnet build "$projects/TorchSharp" "${build[@]}" "-p:TorchSharpSource=$place/source"
    dotnet build "$projects/SkiaSharp" "${build[@]}"
    empty TorchSharp-cpu "$version"
    empty TorchVision "$version"
    empty SkiaSharp.NativeAssets.Linux.NoDependencies "$skia"
    printf '%s\n' "packages in $place/feed"
}

empty() { dotnet pack "$projects/Empty" "${build[@]}" "-p:PackageId=$1" "-p:Version=$2"; }

require_packages() { [[ -e $place/feed/TorchSharp.$version.nupkg ]] || fail "there are no packages: run 'scripts/torchsharp.sh build SOURCE' first"; }

run_tests() {
    local status=0
    # Not what depends on the codec, which is a stand-in; nor a state of SGD without momentum, over which TorchSharp's own loading stumbles.
    dotnet test "$projects/Binding" "${build[@]}" --filter "FullyQualifiedName!~ALoadedStateGoesOnWhereItWasSaved" || status=1
    dotnet test "$root/tests/ResNetFlowers.Tests" "${build[@]}" "-p:ArtifactsPath=$place/build" --filter "FullyQualifiedName!~.Imaging.&FullyQualifiedName!~DatasetVerifierTests" || status=1
    dotnet test "$root/tests/ResNetFlowers.Cli.Tests" "${build[@]}" "-p:ArtifactsPath=$place/build" --filter "FullyQualifiedName!~VerifyCommandTests" || status=1
    return $status
}

run_program() {
    dotnet build "$root/src/ResNetFlowers.Cli" "${build[@]}" "-p:ArtifactsPath=$place/build" >&2
    exec dotnet "$place/build/bin/ResNetFlowers.Cli/release/flowers.dll" "$@"
}

case ${1:-} in
    build) [[ $# -eq 2 ]] || usage; make_packages "$2" ;;
    test) [[ $# -eq 1 ]] || usage; require_packages; run_tests ;;
    run) shift; require_packages; run_program "$@" ;;
    *) usage ;;
esac
