#!/usr/bin/env bash
# The whole main job on drawn flowers: set-up, then split, train, eval and predict. Options go to the verb `demo`.
set -euo pipefail
case ${BASH_SOURCE[0]} in
    */*) scripts=${BASH_SOURCE[0]%/*} ;;
    *) scripts=. ;;
esac
"$scripts/setup.sh"
exec "$scripts/flowers" demo "$@"
