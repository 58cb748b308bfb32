#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
# Try the files of this folder without starting any: is every word known, does every unit find what it names, and how
# much of the machine is open to it. Prints a line for each unit: its exposure, 0.0 (nothing) to 10.0 (all), by
# systemd-analyze. With PAGE the lines are also put into that page, between its two marks. Works in a container, by
# whomever: everything is laid below a temporary root, and no systemd need run.
set -eu
page=${1:-}
[ -z "$page" ] || page=$(realpath "$page")
cd "$(dirname "$0")"

HIGHEST=20 # tenths

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

stand_in() {
    mkdir -p "$root/$(dirname "$1")"
    printf '#!/bin/sh\n' >"$root/$1"
    chmod 755 "$root/$1"
}

mkdir -p "$root/usr/lib/systemd"
cp -R /lib/systemd/system "$root/usr/lib/systemd/system"
./install.sh "$root"
stand_in usr/bin/cherha
for program in bin/echo usr/bin/cage usr/bin/python3 usr/bin/systemd-mount usr/bin/systemd-umount; do stand_in "$program"; done

# Of a template an instance is tried; its id has a hyphen, as many have.
instance() {
    case $1 in
    *@.*) echo "${1%@.*}@unit-1.${1##*.}" ;;
    *) echo "$1" ;;
    esac
}

wrong=0
complain() {
    echo "$1" >&2
    wrong=1
}

lines=""
for file in *.service *.target *.path *.timer; do
    unit=$(instance "$file")
    # Without recursive-errors a word that systemd does not know is only told of, and the code is 0.
    said=$(systemd-analyze verify --recursive-errors=one --man=no --root="$root" "$unit" 2>&1) ||
        complain "systemd/$file: $said"
    case $file in
    *.service)
        report=$(systemd-analyze security --offline=yes --root="$root" --threshold=$HIGHEST --no-pager "$unit" 2>&1) ||
            complain "systemd/$file: more is open to it than 2.0: systemd-analyze security says of what"
        exposure=$(printf '%s\n' "$report" | sed -n 's/^.*Overall exposure level for [^ ]*: \([0-9.]*\) .*$/\1/p')
        lines="$lines| \`$file\` | ${exposure:-unknown} |
"
        ;;
    esac
done
# What it does not like of a line it tells, and leaves the line out.
said=$(systemd-sysusers --dry-run --root="$root" 2>&1 | grep '/sysusers.d/cherha.conf' || true)
[ -z "$said" ] || complain "systemd/cherha.sysusers: $said"

# shellcheck disable=SC2016  # the backticks are Markdown's
printf '%s' "$lines" | sed -E 's/^\| `([^`]*)` \| (.*) \|$/\2  systemd\/\1/'
[ "$wrong" = 0 ] || exit 1
[ -n "$page" ] || exit 0
version=$(systemd-analyze --version | sed -n '1s/^systemd \([0-9]*\).*$/\1/p')
table=$(printf '| unit | exposure, by systemd %s |\n| --- | --- |\n%s' "$version" "$lines")
new=$(awk -v table="$table" '
    /^<!-- exposure -->$/ { print; print table; inside = 1 }
    /^<!-- end -->$/ { inside = 0 }
    !inside && !/^<!-- exposure -->$/ { print }' "$page")
printf '%s\n' "$new" >"$page"
