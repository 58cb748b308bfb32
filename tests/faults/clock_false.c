/* SPDX-FileCopyrightText: 2026 The Cherha developers
   SPDX-License-Identifier: Apache-2.0

   A wall clock that a test sets, for one process: loaded before libc (LD_PRELOAD), it adds to CLOCK_REALTIME what stands
   in the file CHERHA_FALSE_CLOCK, and answers for the kernel whether that clock is proven (adjtimex(2)). The file is two
   64-bit numbers, nanoseconds and 0 or 1, and is read anew each time. The steady clock is left alone. */

#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000LL

struct setting {
    int64_t ahead_ns;
    int64_t proven;
};

static const volatile struct setting *setting;

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("CHERHA_FALSE_CLOCK");
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0)
        return;
    void *shared = mmap(NULL, sizeof *setting, PROT_READ, MAP_SHARED, file, 0);
    if (shared != MAP_FAILED)
        setting = shared;
    close(file);
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int failed = (int)syscall(SYS_clock_gettime, clock, now);
    if (failed || !setting || (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE))
        return failed;
    int64_t ns = now->tv_sec * SECOND + now->tv_nsec + setting->ahead_ns;
    now->tv_sec = ns / SECOND;
    now->tv_nsec = ns % SECOND;
    return 0;
}

time_t time(time_t *seconds)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (seconds)
        *seconds = now.tv_sec;
    return now.tv_sec;
}

int gettimeofday(struct timeval *restrict when, void *restrict zone)
{
    struct timespec now;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &now);
    when->tv_sec = now.tv_sec;
    when->tv_usec = now.tv_nsec / 1000;
    return 0;
}

int adjtimex(struct timex *state)
{
    (void)state;
    return setting && setting->proven ? TIME_OK : TIME_ERROR;
}
