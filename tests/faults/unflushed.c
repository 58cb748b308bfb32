/* SPDX-FileCopyrightText: 2026 The Cherha developers
 * SPDX-License-Identifier: Apache-2.0
 *
 * A disk that keeps nothing but what was flushed: LD_PRELOAD it into a process whose files begin with the path
 * CHERHA_UNFLUSHED, as "/…/state/dispatcher"; the rest of the machine stays as it is.
 *
 * In the folder CHERHA_DURABLE stands what a power cut would leave (tests/faults/power_card.py reads it):
 *   files/KEY    what fsync or fdatasync of the file found in it; KEY names the file itself, not its name
 *   names/N      the directory, a line "KEY NAME" for each file; its first line is "flushed" where the directory was,
 *                or "before rename", "before unlink" where it was not: so it stood a step later, in this order
 * Both come there by rename, so that who is killed in the middle leaves the flush undone. As strict as POSIX: a file's
 * flush keeps neither its name nor its directory.
 *
 * CHERHA_FLUSH_MS: how long a flush takes, as on a slow card. CHERHA_LIES: a flush returns at once, and keeps nothing.
 * cherha_cut_at(n): take the power from this process before its n-th write, flush, rename or unlink from now on;
 * cherha_steps(): how many there were. What can be read is never opened a second time: POSIX would drop SQLite's locks.
 */

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static const char *begins, *durable;
static char folder[PATH_MAX];
static int flush_ms, lies;
static long names_count, steps, cut_at;
static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;

static void die(const char *what) {
    perror(what);
    abort();
}

__attribute__((constructor)) static void begin(void) {
    const char *ms = getenv("CHERHA_FLUSH_MS"), *slash;
    begins = getenv("CHERHA_UNFLUSHED");
    durable = getenv("CHERHA_DURABLE");
    if (!begins || !durable || !(slash = strrchr(begins, '/'))) {
        begins = NULL;
        return;
    }
    snprintf(folder, sizeof folder, "%.*s", (int)(slash - begins), begins);
    flush_ms = ms ? atoi(ms) : 0;
    lies = getenv("CHERHA_LIES") != NULL;
}

void cherha_cut_at(long step) {
    cut_at = step;
    steps = 0;
}

long cherha_steps(void) { return steps; }

static int ours(const char *path) { return begins && !strncmp(path, begins, strlen(begins)); }

static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = 0;
    return length > 0;
}

static int ours_open(int fd) {
    char path[PATH_MAX];
    return begins && path_of(fd, path) && ours(path);
}

static void step(void) {
    if (++steps == cut_at) kill(getpid(), SIGKILL);
}

/* An inode's number comes again when its file has gone; with the moment of its birth it does not. */
static int key_of(int fd, const char *path, int flags, char *key) {
    struct statx seen;
    if (statx(fd, path, flags, STATX_INO | STATX_BTIME, &seen)) return 0;
    sprintf(key, "%llu-%lld-%u", (unsigned long long)seen.stx_ino, (long long)seen.stx_btime.tv_sec,
            seen.stx_btime.tv_nsec);
    return 1;
}

/* For whoever holds the live files against what is kept; key has 80 bytes, "" if there is no such file. */
void cherha_key(const char *path, char *key) {
    if (!key_of(AT_FDCWD, path, 0, key)) *key = 0;
}

static void put(const char *from, const char *kind, const char *name) {
    char to[PATH_MAX];
    snprintf(to, sizeof to, "%s/%s/%s", durable, kind, name);
    if (REAL(rename)(from, to)) die(to);
}

static void keep_names(const char *why) {
    char fresh[PATH_MAX], path[PATH_MAX], name[32], key[80];
    snprintf(fresh, sizeof fresh, "%s/names.new", durable);
    FILE *list = fopen(fresh, "w");
    DIR *all = opendir(folder);
    if (!list || !all) die(folder);
    fprintf(list, "%s\n", why);
    for (struct dirent *entry; (entry = readdir(all));) {
        if (snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) >= (int)sizeof path) continue;
        if (ours(path) && key_of(AT_FDCWD, path, 0, key)) fprintf(list, "%s %s\n", key, entry->d_name);
    }
    closedir(all);
    fclose(list);
    do { /* a process before this one may have counted on from here */
        snprintf(name, sizeof name, "%08ld", ++names_count);
        snprintf(path, sizeof path, "%s/names/%s", durable, name);
    } while (!access(path, F_OK));
    put(fresh, "names", name);
}

static void keep_file(int fd) {
    static char bytes[1 << 16];
    char fresh[PATH_MAX], key[80];
    snprintf(fresh, sizeof fresh, "%s/file.new", durable);
    int copy = open(fresh, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (copy < 0 || !key_of(fd, "", AT_EMPTY_PATH, key)) die(fresh);
    int from = fd;
    if ((fcntl(fd, F_GETFL) & O_ACCMODE) == O_WRONLY) {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        from = open(link, O_RDONLY);
    }
    ssize_t read;
    for (off_t at = 0; (read = pread(from, bytes, sizeof bytes, at)) > 0; at += read)
        if (write(copy, bytes, read) != read) die(fresh);
    if (read < 0) die("a flushed file cannot be read back");
    if (from != fd) close(from);
    close(copy);
    put(fresh, "files", key);
}

static int flush(int fd) {
    char path[PATH_MAX];
    int directory = path_of(fd, path) && !strcmp(path, folder);
    step();
    if (lies) return 0;
    struct timespec wait = {flush_ms / 1000, flush_ms % 1000 * 1000000L};
    nanosleep(&wait, NULL);
    pthread_mutex_lock(&one);
    if (directory)
        keep_names("flushed");
    else if (!strstr(path, " (deleted)"))
        keep_file(fd);
    pthread_mutex_unlock(&one);
    return 0;
}

static int is_flushed_here(int fd) {
    char path[PATH_MAX];
    return begins && path_of(fd, path) && (ours(path) || !strcmp(path, folder));
}

int fsync(int fd) { return is_flushed_here(fd) ? flush(fd) : REAL(fsync)(fd); }

int fdatasync(int fd) { return is_flushed_here(fd) ? flush(fd) : REAL(fdatasync)(fd); }

static void before(const char *what, const char *path) {
    if (!ours(path)) return;
    step();
    if (lies) return;
    pthread_mutex_lock(&one);
    keep_names(what);
    pthread_mutex_unlock(&one);
}

int rename(const char *from, const char *to) {
    before("before rename", from);
    return REAL(rename)(from, to);
}

int unlink(const char *path) {
    before("before unlink", path);
    return REAL(unlink)(path);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
    if (ours_open(fd)) step();
    return REAL(pwrite64)(fd, bytes, count, at);
}

int ftruncate64(int fd, off64_t size) {
    if (ours_open(fd)) step();
    return REAL(ftruncate64)(fd, size);
}
