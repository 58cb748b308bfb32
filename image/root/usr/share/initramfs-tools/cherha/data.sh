# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# What a root that nobody writes needs from the data partition; functions for scripts/init-bottom/cherha, busybox's sh.

KEPT_FOLDERS="lib/cherha lib/NetworkManager lib/rauc lib/systemd log"
PASSING_FOLDERS="cache spool tmp"

# Say whether the path $1 below /etc is in the list $2, or in a folder that is.
is_kept() {
    while read -r pattern; do
        # shellcheck disable=SC2254  # a pattern, that is the point
        case $pattern in "" | "#"*) continue ;; esac
        # shellcheck disable=SC2254
        case $1 in $pattern | $pattern/*) return 0 ;; esac
    done <"$2"
    return 1
}

# Take out of the upper folder $1 of /etc's overlay whatever the list $2 does not keep. May be cut off at any point.
prune_etc() {
    find "$1" -depth -mindepth 1 | while read -r path; do
        if is_kept "${path#"$1"/}" "$2"; then
            continue
        elif [ -d "$path" ] && [ ! -L "$path" ]; then
            rmdir "$path" 2>/dev/null || : # something in it is kept
        else
            rm -f "$path"
        fi
    done
}

# Check and mount the partition $1 at $2; say in one line why not, and fail.
mount_data() {
    [ -b "$1" ] || {
        echo "there is no partition ${1:-of that name}"
        return 1
    }
    # 0 and 1: sound, or so again. What -p will not decide -y does: half of a journal is more than none.
    checked=0
    e2fsck -p "$1" >/dev/null 2>&1 || checked=$?
    [ "$checked" -lt 4 ] || e2fsck -y "$1" >/dev/null 2>&1 || :
    # Barriers and ordered data are ext4's own: what was fsynced is on the card. A card that fails is left alone, loudly.
    mount -t ext4 -o noatime,nodev,nosuid,commit=60,errors=remount-ro "$1" "$2" 2>/dev/null || {
        echo "$1 has no file system that can be mounted"
        return 1
    }
    if ! (: >"$2/.writable") 2>/dev/null; then # a card at its end turns read-only
        umount "$2"
        echo "$1 cannot be written"
        return 1
    fi
    rm "$2/.writable"
}

# Mount the technician's FAT partition $1 at $2, where take-in looks; if it cannot, the Pi is what it was.
# Here, and not by fstab: systemd would wait for udev to name it, which on a slow card takes longer than any limit is wise.
# Keys come by it, so it is root's alone. Read-only: U-Boot starts from it, and a power cut may tear what is written there;
# take-in lets it be written for as long as it writes (card/open_partition.py).
mount_boot() {
    fsck.vfat -a "$1" >/dev/null 2>&1 || : # what it mended is mended
    mount -t vfat -o ro,noatime,flush,nodev,nosuid,noexec,umask=0077 "$1" "$2" 2>/dev/null || echo "$1 cannot be mounted."
}

# Lay data over the read-only root $1: /etc, what /var keeps, and what of it passes with the power.
lay_over() {
    mkdir -p "$1/data/etc" "$1/data/.etc.work"
    prune_etc "$1/data/etc" /usr/share/cherha/etc.keep
    mount -t overlay -o "lowerdir=$1/etc,upperdir=$1/data/etc,workdir=$1/data/.etc.work" overlay "$1/etc"
    for folder in $KEPT_FOLDERS; do
        mkdir -p "$1/data/var/$folder"
        mount -o bind "$1/data/var/$folder" "$1/var/$folder"
    done
    for folder in $PASSING_FOLDERS; do
        mount -t tmpfs -o nodev,nosuid,mode=755 tmpfs "$1/var/$folder"
    done
    mount -t tmpfs -o nodev,nosuid,mode=1777 tmpfs "$1/tmp"
    chmod 1777 "$1/var/tmp"
}
