#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
# Run a command where arm64 programs run, in mounts of its own that end with it: image/scripts/inside.sh COMMAND…
set -eu
if [ "${CHERHA_INSIDE:-}" != yes ]; then
    CHERHA_INSIDE=yes exec unshare --mount --propagation private "$0" "$@"
fi
if ! arch-test arm64 >/dev/null 2>&1; then
    formats=/proc/sys/fs/binfmt_misc
    mount -t binfmt_misc binfmt_misc "$formats"
    [ -e "$formats/qemu-aarch64" ] || cat /usr/lib/binfmt.d/qemu-aarch64.conf >"$formats/register"
    arch-test arm64 >/dev/null || {
        echo "This machine does not run arm64 programs, though qemu-user-static is there." >&2
        exit 1
    }
fi
exec "$@"
