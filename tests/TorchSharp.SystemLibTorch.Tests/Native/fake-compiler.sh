#!/usr/bin/env bash
# Stands in for a C++ compiler: notes its arguments in the file CALLS, one call a line, and makes the file that is asked for. Fails where
# an argument is REFUSED.
for word in "$@"; do
    if [[ $word == "$REFUSED" ]]; then
        echo "no, not $word" >&2
        exit 1
    fi
done
printf '%s\n' "$(printf '[%s]' "$@")" >>"$CALLS"
while [[ $1 != -o ]]; do shift; done
echo made >"$2"
