#!/usr/bin/env bash
# Compiles TorchSharp's native library against the libtorch that is here:
#   native.sh SOURCE OUT [LIBTORCH]     SOURCE: TorchSharp's src/Native; LIBTORCH: a folder with include and lib; else the distribution's
# The source is written for libtorch 2.10. What older ones lack is taken out of a copy of it; 1.13 and 2.6 were tried.
set -euo pipefail
source=$1 out=$2 libtorch=${3:-/usr}

mkdir -p "$out"
rm -rf "$out/source"
cp -r "$source" "$out/source"
cd "$out/source/LibTorchSharp"

versions=$libtorch/include/torch/csrc/api/include/torch/version.h
[[ -e $versions ]] || { echo "torchsharp: $versions is not there: install libtorch-dev, or name a libtorch with LIBTORCH=DIR" >&2; exit 2; }
version=$(awk '/define TORCH_VERSION_MAJOR/ { major = $3 } /define TORCH_VERSION_MINOR/ { minor = $3 } END { print major * 100 + minor }' "$versions")

if ((version < 210)); then
    sed -i 's/view_as_self_fn, false)/view_as_self_fn)/' THSAutograd.cpp
    sed -i 's/ == at::CuBLASReductionOption::AllowReducedPrecisionWithSplitK//; s/setAllowFP16ReductionCuBLAS(flag, true)/setAllowFP16ReductionCuBLAS(flag)/' THSTorch.cpp
fi
if ((version < 200)); then
    sed -i 's/, {}, view_as_self_fn)/)/' THSAutograd.cpp
    sed -i 's/c10::SymInt/int64_t/g' THSFFT.cpp THSTensor.cpp
    sed -i 's/std::optional/c10::optional/g' THSTensor.cpp
    sed -i 's/torch::scaled_dot_product_attention(.*)/at::Tensor())/' THSNN.cpp
fi

compile() {
    g++ -std=c++17 -O1 -w -fPIC -fvisibility=hidden -D__LINUX__ -I.. -I. -I"$libtorch/include" -I"$libtorch/include/torch/csrc/api/include" -c "$1" -o "$1.o" ||
        { echo "torchsharp: $1 does not compile against libtorch ${version:0: -2}.$((10#${version: -2})); this script may have to learn about it" >&2; return 1; }
}
export -f compile
export libtorch version
printf '%s\n' ./*.cpp | xargs -P "$(nproc)" -I{} bash -c 'compile {}'
g++ -shared -o "$out/libLibTorchSharp.so" ./*.o -L"$libtorch/lib" -Wl,-rpath,"$libtorch/lib" -ltorch -ltorch_cpu -lc10 -Wl,-Bsymbolic
