#!/usr/bin/env bash
# Installs what the build needs and this machine lacks; does nothing where nothing is missing. For a libtorch of your own, set
# LIBTORCH to its folder (the libtorch zip's, or a PyTorch wheel's torch/). With --tests, what only the tests need, too: a Chromium, in
# which they look at the report, and curl, with which scripts/download.sh fetches.
set -euo pipefail

say() { printf '%s\n' "setup: $*"; }
fail() { printf '%s\n' "setup: $*" >&2; exit 1; }

check_dotnet() {
    command -v dotnet > /dev/null || fail "the .NET 10 SDK is missing: get it from https://dotnet.microsoft.com/download/dotnet/10.0"
    local version
    version=$(cd / && dotnet --version)
    [[ ${version%%.*} -ge 10 ]] || fail "dotnet is $version; the .NET 10 SDK is needed: https://dotnet.microsoft.com/download/dotnet/10.0"
}

has_library() {
    # The loader's cache is the one that the program will ask; ldconfig is not on every user's path.
    PATH="$PATH:/usr/sbin:/sbin" ldconfig -p | grep -F "$1" > /dev/null
}

has_browser() {
    # The places that tests/ResNetFlowers.Tests/Reports/Browser/Chromium.cs looks at.
    [[ -n ${CHROMIUM:-} || -e /usr/bin/chromium || -e /usr/bin/chromium-browser || -e /usr/bin/google-chrome ]]
}

find_missing() {
    command -v g++ > /dev/null || missing+=(g++)
    if [[ -n ${LIBTORCH:-} ]]; then
        [[ -e $LIBTORCH/include/torch/script.h ]] || fail "LIBTORCH is $LIBTORCH, which holds no include/torch/script.h: give a libtorch's folder"
    elif [[ ! -e /usr/include/torch/script.h ]]; then
        missing+=(libtorch-dev)
    fi
    has_library libturbojpeg.so.0 || missing+=(libturbojpeg0)
    has_library libgd.so.3 || missing+=(libgd3)
    [[ $for_tests == 1 ]] || return 0
    has_browser || missing+=(chromium)
    command -v curl > /dev/null || missing+=(curl)
}

install_missing() {
    command -v apt-get > /dev/null || fail "install these with your system's package manager and run me again: ${missing[*]}
  g++            a C++17 compiler (Fedora: gcc-c++; Arch: gcc)
  libtorch-dev   libtorch 1.13 or later: https://pytorch.org/get-started/locally/, then LIBTORCH=its folder
  libturbojpeg0  TurboJPEG (Fedora: turbojpeg; Arch: libjpeg-turbo)
  libgd3         libgd (Fedora and Arch: gd)
  chromium       for the tests: Chromium or Chrome; CHROMIUM=FILE names one elsewhere
  curl           for the tests: scripts/download.sh"

    local as_root=()
    if [[ $(id -u) -ne 0 ]]; then
        command -v sudo > /dev/null || fail "missing: ${missing[*]}; run me as root, or install them with apt-get"
        as_root=(sudo)
    fi

    say "installing ${missing[*]} with apt-get (needs an administrator; libtorch-dev is the large one)"
    "${as_root[@]}" apt-get update -qq < /dev/null
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" < /dev/null > /dev/null
    say "installed ${missing[*]}"
}

for_tests=0
[[ ${1:-} == --tests ]] && for_tests=1
check_dotnet
if [[ $(uname -s) != Linux ]]; then
    say "nothing to install: on this system every library comes from NuGet"
    exit 0
fi

missing=()
find_missing
if [[ ${#missing[@]} -gt 0 ]]; then install_missing; else say "nothing is missing"; fi
