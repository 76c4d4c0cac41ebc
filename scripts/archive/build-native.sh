#!/usr/bin/env bash
# Builds what stands between the program and libtorch, for the libtorch of this machine. It takes a C++ compiler, and half a minute.
#
#     ./build-native.sh                     the libtorch that the distribution installs (Debian and Ubuntu: libtorch-dev)
#     LIBTORCH=FOLDER ./build-native.sh     another one: a PyTorch's folder torch, the libtorch zip's; with CUDA if it has it
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bash "$here/native/build.sh" "$here/program/libflowers_torch.so" "${LIBTORCH:-}"
echo "built for ${LIBTORCH:-the libtorch of this system}; next: $here/flowers doctor"
