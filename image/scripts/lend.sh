#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
# Lend this machine's own programs to a root of another architecture while it is built: image/scripts/lend.sh ROOT
# What is called a thousand times (shell, coreutils, perl, unpacking) then runs without emulation. Each is mounted over the
# program of the same package, release and path, so both sides must be of one Debian; image/scripts/give_back.sh undoes it,
# and no byte of it reaches the root. Never kmod: mkinitramfs copies that one.
set -eu
root=$1
LENT="coreutils dash bash sed grep gzip tar findutils perl-base mawk dpkg xz-utils zstd cpio"
DPKG=/usr/bin/dpkg-deb # the others of its package speak of the architecture that they are made for
LIBRARIES="/usr/lib/x86_64-linux-gnu /usr/lib64"

elf() {
    [ -f "$1" ] && [ ! -L "$1" ] && [ "$(head -c 4 "$1" | tail -c 3)" = ELF ]
}

[ "$(dpkg --print-architecture)" = amd64 ] || exit 0 # an arm64 machine has no emulation to avoid
for folder in $LIBRARIES; do
    mkdir -p "$root$folder"
    mount --bind -o ro "$folder" "$root$folder"
done
[ -e "$root/lib64" ] || ln -s usr/lib64 "$root/lib64" # where they look for their loader
for package in $LENT; do
    for file in $(dpkg-query --listfiles "$package" 2>/dev/null | grep -E '/bin/'); do
        [ "$package" != dpkg ] || [ "$file" = "$DPKG" ] || continue
        if elf "$file" && elf "$root$file"; then mount --bind -o ro "$file" "$root$file"; fi
    done
done
