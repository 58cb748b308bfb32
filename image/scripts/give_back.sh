#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
# Take back what image/scripts/lend.sh has lent: image/scripts/give_back.sh ROOT
set -eu
root=$(realpath "$1")

# Last mounted, first unmounted: the programs need the libraries. All that is lent lies in /usr, or in /bin as a link to it.
awk -v usr="$root/usr/" 'index($5, usr) == 1 { print $5 }' /proc/self/mountinfo | tac |
    while read -r place; do umount "$place"; done
rm -f "$root/lib64"
rmdir "$root/usr/lib/x86_64-linux-gnu" "$root/usr/lib64" 2>/dev/null || true
