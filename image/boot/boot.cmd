# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
# What U-Boot does at each start of a Pi: which of two slots, A and B, is booted, and how often a new one is tried.
# See docs/decisions/036-updates.md; card/slots.py reads and writes the same state. U-Boot's shell knows no functions
# and no break, and expands no name within a name: hence what looks roundabout.
#
# The state stands twice, in a sector of its own each (BOOT_ORDER, BOOT_A, BOOT_B and their CRC): a slot is "good", "bad"
# or has "2" or "1" tries left. Whatever writes it writes the first copy first, so the first that is whole counts.
# A settled Pi writes nothing here: only a slot on trial is counted down, and one that cannot be counted is not tried.

setenv BOOT_ORDER
for sector in 0x800 0x1000; do
  if test -z "${BOOT_ORDER}"; then
    if ${devtype} read ${ramdisk_addr_r} ${sector} 1; then
      env import -c ${ramdisk_addr_r} 0x200 BOOT_ORDER BOOT_A BOOT_B
    fi
  fi
done
if test -z "${BOOT_ORDER}"; then
  echo "CHERHA: no slot state is whole: A, then B"
  setenv BOOT_ORDER "A B"
  setenv BOOT_A good
  setenv BOOT_B good
fi

setenv cherha_write "env export -c -s 0x200 ${ramdisk_addr_r} BOOT_ORDER BOOT_A BOOT_B"
setenv cherha_write "${cherha_write} && ${devtype} write ${ramdisk_addr_r} 0x800 1"
setenv cherha_write "${cherha_write} && ${devtype} write ${ramdisk_addr_r} 0x1000 1"

# The screen last: there take-in says, as text, what this Pi is. No console on the pins of a Pi, where U-Boot
# has spoken until now.
setenv cherha_console "console=tty1"
if test "${devtype}" = "virtio"; then
  setenv cherha_console "console=tty1 console=ttyAMA0"
fi
setenv cherha_always "ro rootwait panic=10 quiet loglevel=3 consoleblank=0 vt.global_cursor_default=0"
setenv cherha_always "${cherha_always} cherha.data=PARTUUID=ce12aa09-04 ${cherha_console}"

# Second round: nothing is left, so the first of the order is booted as if it were good, the other if it has no kernel.
for round in usual last; do
  for slot in ${BOOT_ORDER}; do
    if test "${slot}" = "A"; then
      setenv cherha_part 2
      setenv cherha_left "${BOOT_A}"
    else
      setenv cherha_part 3
      setenv cherha_left "${BOOT_B}"
    fi
    setenv cherha_trial
    setenv cherha_next
    setenv cherha_go
    if test "${round}" = "last" || test "${cherha_left}" = "good"; then
      setenv cherha_go yes
    fi
    if test "${round}" = "usual" && test "${cherha_left}" = "2"; then
      setenv cherha_next 1
    fi
    if test "${round}" = "usual" && test "${cherha_left}" = "1"; then
      setenv cherha_next bad
    fi
    if test -n "${cherha_next}"; then
      setenv BOOT_${slot} ${cherha_next}
      setenv cherha_trial cherha.trial
      if run cherha_write; then
        setenv cherha_go yes
      else
        echo "CHERHA: slot ${slot} is on trial, and its try cannot be written down: it is left out"
      fi
    fi
    if test -n "${cherha_go}"; then
      echo "CHERHA: slot ${slot} (${cherha_left})"
      setenv bootargs "root=PARTUUID=ce12aa09-0${cherha_part} rauc.slot=${slot} ${cherha_always} ${cherha_trial}"
      if load ${devtype} ${devnum}:${cherha_part} ${kernel_addr_r} /boot/vmlinuz; then
        if load ${devtype} ${devnum}:${cherha_part} ${ramdisk_addr_r} /boot/initrd.img; then
          booti ${kernel_addr_r} ${ramdisk_addr_r}:${filesize} ${fdt_addr}
        fi
      fi
      echo "CHERHA: slot ${slot} does not start"
    fi
  done
done
echo "CHERHA: neither slot starts. Put a new card in."
sleep 10
reset
