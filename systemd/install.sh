#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
# Lay the files of this folder where systemd, udev and the kernel look for them: systemd/install.sh ROOT
set -eu
root=$(realpath -m "${1:?"systemd/install.sh ROOT: below which folder?"}")
cd "$(dirname "$0")"

put() {
    mkdir -p "$root/usr/lib/$1"
    install -m 644 "$2" "$root/usr/lib/$1/${3:-$(basename "$2")}"
}

for file in *.service *.target *.path *.timer; do put systemd/system "$file"; done
for file in ./*.service.d/*.conf; do put "systemd/system/$(basename "$(dirname "$file")")" "$file"; done
for file in journald.conf.d/*.conf system.conf.d/*.conf; do put "systemd/$(dirname "$file")" "$file"; done
put systemd/system-preset 50-cherha.preset
put udev/rules.d 60-cherha.rules
put udev/rules.d 90-cherha-stick.rules
put udev/rules.d 95-cherha-sound.rules
put sysusers.d cherha.sysusers cherha.conf
put tmpfiles.d cherha.tmpfiles cherha.conf
put sysctl.d cherha.sysctl cherha.conf
put modules-load.d cherha.modules cherha.conf

# A pointer without dots, in the form of Xcursor(3): cage shows its own whenever something is plugged in, and nothing of
# Cherha is pointed at. Head with one entry; picture, 24 dots in name, at byte 28; then it: 1 x 1, its dot is clear.
pointer="$root/usr/lib/cherha-screen/default/cursors"
mkdir -p "$pointer"
{
    printf 'Xcur\020\0\0\0\0\0\01\0\01\0\0\0'
    printf '\02\0\375\377\030\0\0\0\034\0\0\0'
    printf '\044\0\0\0\02\0\375\377\030\0\0\0\01\0\0\0\01\0\0\0\01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0'
} >"$pointer/left_ptr"
chmod 644 "$pointer/left_ptr"
