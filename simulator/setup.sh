#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
# Prepare this machine for the demo: the Debian packages that are missing, and .venv with pinned packages.
# With the word test also for the tests: readers of tickets (OCR, codes), cables to pull,
# partitions to grow, a Pi's compositor and the second decoder of ESC/POS.
# With the word image for make image: what fills a root of another architecture, divides a card and signs bundles.
# With the word trial for make image-test: a Pi of QEMU, what reads its screen, and what makes it another update.
# Does nothing, quickly, when all is there. Each thing that is wrong is one sentence on stderr and exit code 1.
set -eu
cd "$(dirname "$0")/.."

# systemd: for systemd-analyze, by which make check tries the units; nothing here starts it.
PACKAGES="mosquitto fonts-dejavu-core fonts-roboto-unhinted xvfb espeak-ng systemd"
TEST_PACKAGES="tesseract-ocr tesseract-ocr-ukr tesseract-ocr-eng zbar-tools iproute2 fdisk e2fsprogs openssl cage gcc libc6-dev"
IMAGE_PACKAGES="mmdebstrap qemu-user-static arch-test kmod genimage mtools dosfstools e2fsprogs u-boot-tools
    device-tree-compiler zstd rauc squashfs-tools openssl"
# ipxe-qemu: without the ROM in it QEMU plugs no network card in, and qemu-system-arm only recommends it.
TRIAL_PACKAGES="$TEST_PACKAGES qemu-system-arm ipxe-qemu u-boot-qemu u-boot-tools device-tree-compiler mtools openssh-client
    rauc squashfs-tools"

fail() {
    echo "$1" >&2
    exit 1
}

# The newest Python on the PATH that is new enough; Debian 12 has 3.11, Debian 13 has 3.13.
find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    fail "Cherha needs Python 3.11 or newer; this machine has $(python3 --version). Use Debian 12 or newer."
}

missing_packages() {
    for package in $PACKAGES; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || printf '%s ' "$package"
    done
    # Whatever Python is first on the PATH: with venv it is enough, and Debian's keeps venv in a package of its own.
    python3 -c 'import ensurepip, venv' 2>/dev/null || printf 'python3 python3-venv '
}

install_packages() {
    if [ "$(id -u)" = 0 ]; then
        as_root=""
    elif [ -t 0 ] && command -v sudo >/dev/null; then
        as_root="sudo"
    else
        fail "Debian packages are missing and you are not root. Run: sudo apt-get install $*"
    fi
    echo "Installing Debian packages: $*"
    # apt-get's own report goes to stderr only when it fails.
    # Debian looks for news by itself, too: install waits for that, update has to be said again.
    # shellcheck disable=SC2016  # the inner shell is to expand it
    report=$($as_root sh -c 'export DEBIAN_FRONTEND=noninteractive LC_ALL=C
        tries=0
        until said=$(apt-get update -qq 2>&1); do
            tries=$((tries + 1))
            case $said in *"Could not get lock"*) [ $tries -lt 60 ] ;; *) false ;; esac || { echo "$said"; exit 1; }
            sleep 5
        done
        apt-get install -y -qq -o DPkg::Lock::Timeout=300 --no-install-recommends "$@"' sh "$@" 2>&1) ||
        fail "apt-get could not install $*: $(echo "$report" | tail -n 1)"
}

prepare_venv() {
    python=$(find_python)
    stamp=.venv/ready
    wanted=$(cat pyproject.toml constraints.txt | sha256sum)
    if [ "$(cat "$stamp" 2>/dev/null || true)" = "$wanted" ] && .venv/bin/python -c '' 2>/dev/null; then
        return
    fi
    echo "Setting up .venv (once)"
    rm -f "$stamp"
    .venv/bin/python -c '' 2>/dev/null || "$python" -m venv --clear .venv || fail "$python could not make .venv."
    .venv/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]' ||
        fail "pip could not install the packages of constraints.txt; its words are above."
    echo "$wanted" >"$stamp"
}

# emupos asks for Python 3.13, but the part that we use is newer than 3.11 only in its lines "type A = B", which name
# types and do nothing else. Its web server and configuration, and so most of its dependencies, are left out.
prepare_second_decoder() {
    list=tests/simulator/second_decoder/requirements.txt
    folder=.venv/second_decoder
    wanted=$(sha256sum <"$list")
    if [ "$(cat "$folder/ready" 2>/dev/null || true)" = "$wanted" ]; then
        return
    fi
    echo "Setting up $folder (once)"
    rm -rf "$folder"
    .venv/bin/pip install --quiet --disable-pip-version-check --no-deps --no-compile --ignore-requires-python \
        --target "$folder" --requirement "$list" || fail "pip could not install $list; its words are above."
    find "$folder/emupos" -name '*.py' -exec sed -i -E 's/^type ([A-Za-z]+ = )/\1/' '{}' +
    echo "$wanted" >"$folder/ready"
}

case "${1:-}" in
    "") ;;
    test) PACKAGES="$PACKAGES $TEST_PACKAGES" ;;
    image) PACKAGES="$PACKAGES $IMAGE_PACKAGES" ;;
    trial) PACKAGES="$PACKAGES $TRIAL_PACKAGES" ;;
    *) fail "simulator/setup.sh $1: unknown; say 'simulator/setup.sh' for the demo, 'simulator/setup.sh test' for the tests, '… image' and '… trial' for images." ;;
esac
command -v dpkg-query >/dev/null || fail "This machine is not a Debian: Cherha needs Debian 12 or newer, or Raspberry Pi OS."
missing=$(missing_packages)
# shellcheck disable=SC2086  # one word a package
[ -z "$missing" ] || install_packages $missing
prepare_venv
[ "${1:-}" != test ] || prepare_second_decoder
