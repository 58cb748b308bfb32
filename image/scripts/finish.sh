#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
# Make a root of Debian's packages the root of a card: image/scripts/finish.sh ROOT PACKAGE VERSION
# ROOT: a folder; PACKAGE: Cherha's .deb; VERSION: of the image. In a mount namespace of its own (inside.sh).
set -eu
root=$(realpath "$1")
package=$2
version=$3
here=$(realpath "$(dirname "$0")")

chrooted() {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"
}

install_package() {
    systemd-sysusers --root="$root" "$here/ids.sysusers" # before the package's own, which says no numbers
    cp "$package" "$root/cherha.deb"
    chrooted dpkg --install /cherha.deb
    rm "$root/cherha.deb"
}

# Files of ours, over Debian's; a folder's owner and mode are root's and the world's to read.
lay_files() {
    tar -C "$here/../root" --owner=0 --group=0 --mode='u+rw,go=rX' -cf - . | tar -C "$root" --no-same-permissions -xpf -
    mkdir -p "$root/data" "$root/boot/firmware"
}

# What Debian would enable by itself is not asked; what a unit's package switched on is off again.
choose_units() {
    mkdir -p "$root/etc/systemd/system-generators"
    ln -sf /dev/null "$root/etc/systemd/system-generators/systemd-getty-generator"
    systemctl --root="$root" preset-all --preset-mode=full
}

# A machine's own, which two cards must not share.
make_nobody() {
    rm -f "$root"/etc/ssh/ssh_host_* "$root/var/lib/dbus/machine-id" "$root/var/lib/systemd/random-seed"
    : >"$root/etc/machine-id" # filled at the first boot; were it missing systemd would take each boot for the first
    ln -sf /etc/machine-id "$root/var/lib/dbus/machine-id"
    echo cherha >"$root/etc/hostname"
    printf '127.0.0.1 localhost\n127.0.1.1 cherha\n::1 localhost ip6-localhost ip6-loopback\n' >"$root/etc/hosts"
    ln -sf /run/NetworkManager/resolv.conf "$root/etc/resolv.conf"
}

name_image() {
    sed -i '/^IMAGE_/d' "$root/usr/lib/os-release"
    printf 'IMAGE_ID=cherha\nIMAGE_VERSION=%s\n' "$version" >>"$root/usr/lib/os-release"
    touch -d "@$SOURCE_DATE_EPOCH" "$root/usr/lib/clock-epoch" # no Pi of this image is older than its image
}

# One kernel, by a name that the boot script knows. Modules are indexed here, not under emulation.
make_initrd() {
    kernel=$(basename "$root"/usr/lib/modules/*)
    depmod -b "$root" "$kernel"
    chrooted mkinitramfs -o /boot/initrd.img "$kernel"
    mv "$root/boot/vmlinuz-$kernel" "$root/boot/vmlinuz"
    rm -f "$root"/vmlinuz* "$root"/initrd.img* "$root"/boot/initrd.img-* "$root"/boot/System.map-*
}

sweep() {
    rm -rf "$root"/var/cache/* "$root"/var/log/* "$root"/var/lib/apt "$root"/tmp/* "$root"/var/tmp/* "$root"/etc/apt
    rm -rf "$root"/var/lib/dpkg/*-old "$root"/etc/*- "$root"/var/backups/* "$root"/var/spool/*
    rm -f "$root/usr/lib/binfmt.d/python3.11.conf" # nobody starts bytecode by its name, and a unit would run for it
    for kind in adsl bluetooth ovs team wwan; do # what no Pi has, and each start would load
        rm -f "$root"/usr/lib/*/NetworkManager/*/libnm-device-plugin-$kind.so
    done
    for folder in cherha NetworkManager rauc systemd; do mkdir -p "$root/var/lib/$folder"; done # to be mounted upon
}

# Say that users, units' catalog and devices' names are up to date: else systemd would do it anew at each boot.
say_updated() {
    for place in etc var; do
        touch -d "@$(($(stat -c %Y "$root/usr") + 1))" "$root/$place/.updated"
    done
}

for place in proc sys dev; do mount --rbind "/$place" "$root/$place"; done
install_package
lay_files
choose_units
make_nobody
name_image
"$here/lend.sh" "$root"
make_initrd
"$here/give_back.sh" "$root"
for place in proc sys dev; do umount -R "$root/$place"; done
sweep
say_updated
