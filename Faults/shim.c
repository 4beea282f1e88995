// Stands between a program and the C library (LD_PRELOAD): counts the calls that change a disk, and makes the
// n-th of them fail, or kills the program right before or after it. It can also move the clock.
//
//   FAULTS_LOG   a file that gets a line for each call: its number, class and place
//   FAULTS_AT    the number of the call that is met, from 1
//   FAULTS_KIND  EIO, ENOSPC, EAGAIN, EACCES: this call fails; FULL: from this one on nothing grows;
//                DEAD: from this one on every call fails, but for what the program says;
//                before, after: the program is killed; torn: half of the bytes are written, and it is killed
//   FAULTS_CLOCK +N or -N seconds, or @N for a clock that stands at N
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

typedef enum { NOTHING, FAIL, KILL_AFTER, TEAR } act;

static atomic_long calls;
static long at = -1, shift, standing;
static int log_file = -1, code, kills_before, kills_after, tears, full, dead, moves, stands;

__attribute__((constructor)) static void begin(void) {
  const char *name = getenv("FAULTS_LOG"), *number = getenv("FAULTS_AT"),
             *kind = getenv("FAULTS_KIND"), *clock = getenv("FAULTS_CLOCK");
  if (name) {
    log_file = syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  }
  if (number) at = atol(number);
  if (kind) {
    kills_before = !strcmp(kind, "before");
    kills_after = !strcmp(kind, "after");
    tears = !strcmp(kind, "torn");
    full = !strcmp(kind, "FULL");
    dead = !strcmp(kind, "DEAD");
    code = !strcmp(kind, "EIO") || dead ? EIO
           : !strcmp(kind, "EAGAIN") ? EAGAIN
           : !strcmp(kind, "EACCES") ? EACCES
                                     : ENOSPC;
  }
  if (clock) {
    moves = *clock != '@';
    stands = *clock == '@';
    if (moves) shift = atol(clock);
    if (stands) standing = atol(clock + 1);
  }
  // What the program starts runs without faults.
  unsetenv("LD_PRELOAD");
  unsetenv("FAULTS_AT");
}

static void die(void) {
  syscall(SYS_kill, getpid(), SIGKILL);
  for (;;) pause();
}

static act meet(const char *class, const char *place, int file, int grows) {
  long number = atomic_fetch_add(&calls, 1) + 1;
  char link[64], name[4096], line[4300];
  if (!place) {
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t count = readlink(link, name, sizeof name - 1);
    name[count > 0 ? count : 0] = 0;
    place = name;
  }
  if (log_file >= 0) {
    int count = snprintf(line, sizeof line, "%ld %s %s\n", number, class, place);
    syscall(SYS_write, log_file, line, count < (int)sizeof line ? count : (int)sizeof line);
  }
  int is_disk = file != 1 && file != 2;
  if (at > 0 && number >= at && ((full && grows) || (dead && is_disk))) {
    errno = full ? ENOSPC : EIO;
    return FAIL;
  }
  if (number != at || full || dead) return NOTHING;
  if (kills_before) die();
  if (kills_after) return KILL_AFTER;
  if (tears) return TEAR;
  errno = code;
  return FAIL;
}

static int is_file(int file) {
  struct stat facts;
  return fstat(file, &facts) == 0 && S_ISREG(facts.st_mode);
}

// Files, and what the program says: pipes to other programs are no disk.
static int is_output(int file) { return file == 1 || file == 2 || is_file(file); }

static int is_system(const char *path) {
  if (!strncmp(path, "/dev/shm/", 9)) return 0;
  return !strncmp(path, "/dev/", 5) || !strncmp(path, "/proc/", 6) || !strncmp(path, "/sys/", 5);
}

#define REAL(name) \
  static __typeof__(&name) real; \
  if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define END(call) \
  __typeof__(call) result = act == FAIL ? (__typeof__(call))-1 : (call); \
  if (act == KILL_AFTER || act == TEAR) die(); \
  return result

#define WRITING(name, parameters, ...) \
  ssize_t name parameters { \
    REAL(name); \
    act act = is_output(file) ? meet("write", 0, file, file > 2) : NOTHING; \
    if (act == TEAR) count = (count + 1) / 2; \
    END(real(__VA_ARGS__)); \
  }
WRITING(write, (int file, const void *bytes, size_t count), file, bytes, count)
WRITING(pwrite, (int file, const void *bytes, size_t count, off_t place), file, bytes, count, place)
WRITING(pwrite64, (int file, const void *bytes, size_t count, off64_t place), file, bytes, count, place)
WRITING(writev, (int file, const struct iovec *bytes, int count), file, bytes, count)
WRITING(pwritev, (int file, const struct iovec *bytes, int count, off_t place), file, bytes, count, place)

#define ON_FILE(name, class, condition, parameters, ...) \
  int name parameters { \
    REAL(name); \
    act act = (condition) ? meet(class, 0, file, 0) : NOTHING; \
    END(real(__VA_ARGS__)); \
  }
ON_FILE(fsync, "sync", 1, (int file), file)
ON_FILE(fdatasync, "sync", 1, (int file), file)
ON_FILE(ftruncate, "truncate", 1, (int file, off_t size), file, size)
ON_FILE(ftruncate64, "truncate", 1, (int file, off64_t size), file, size)
ON_FILE(flock, "lock", !(how & LOCK_UN), (int file, int how), file, how)
ON_FILE(fchmod, "mode", 1, (int file, mode_t mode), file, mode)
ON_FILE(fchown, "mode", 1, (int file, uid_t user, gid_t group), file, user, group)

#define ON_PATH(name, class, path, grows, parameters, ...) \
  int name parameters { \
    REAL(name); \
    act act = meet(class, path, -1, grows); \
    END(real(__VA_ARGS__)); \
  }
ON_PATH(rename, "rename", to, 0, (const char *from, const char *to), from, to)
ON_PATH(renameat, "rename", to, 0, (int a, const char *from, int b, const char *to), a, from, b, to)
ON_PATH(renameat2, "rename", to, 0,
        (int a, const char *from, int b, const char *to, unsigned flags), a, from, b, to, flags)
ON_PATH(link, "rename", to, 1, (const char *from, const char *to), from, to)
ON_PATH(mkdir, "mkdir", path, 1, (const char *path, mode_t mode), path, mode)
ON_PATH(mkdirat, "mkdir", path, 1, (int at, const char *path, mode_t mode), at, path, mode)
ON_PATH(unlink, "unlink", path, 0, (const char *path), path)
ON_PATH(unlinkat, "unlink", path, 0, (int at, const char *path, int flags), at, path, flags)
ON_PATH(remove, "unlink", path, 0, (const char *path), path)
ON_PATH(rmdir, "unlink", path, 0, (const char *path), path)
ON_PATH(chmod, "mode", path, 0, (const char *path, mode_t mode), path, mode)
ON_PATH(chown, "mode", path, 0, (const char *path, uid_t user, gid_t group), path, user, group)
ON_PATH(mkstemp, "open", name, 1, (char *name), name)

char *mkdtemp(char *name) {
  REAL(mkdtemp);
  act act = meet("mkdir", name, -1, 1);
  char *result = act == FAIL ? 0 : real(name);
  if (act == KILL_AFTER || act == TEAR) die();
  return result;
}

#define OPENING(name, before, ...) \
  int name(before const char *path, int flags, ...) { \
    REAL(name); \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0; \
    va_end(more); \
    int writes = flags & (O_WRONLY | O_RDWR | O_CREAT) && !is_system(path); \
    act act = writes ? meet("open", path, -1, flags & O_CREAT) : NOTHING; \
    END(real(__VA_ARGS__ path, flags, mode)); \
  }
#define COMMA ,
OPENING(open, )
OPENING(open64, )
OPENING(openat, int at COMMA, at COMMA)
OPENING(openat64, int at COMMA, at COMMA)
ON_PATH(creat, "open", path, 1, (const char *path, mode_t mode), path, mode)

#define CONTROLLING(name) \
  int name(int file, int command, ...) { \
    REAL(name); \
    va_list more; \
    va_start(more, command); \
    void *argument = va_arg(more, void *); \
    va_end(more); \
    int locks = (command == F_SETLK || command == F_SETLKW || command == F_OFD_SETLK || \
                 command == F_OFD_SETLKW) && ((struct flock *)argument)->l_type != F_UNLCK; \
    act act = locks ? meet("lock", 0, file, 0) : NOTHING; \
    END(real(file, command, argument)); \
  }
CONTROLLING(fcntl)
CONTROLLING(fcntl64)

int clock_gettime(clockid_t clock, struct timespec *time) {
  REAL(clock_gettime);
  int result = real(clock, time);
  if (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE) return result;
  if (moves) time->tv_sec += shift;
  if (stands) *time = (struct timespec){.tv_sec = standing};
  return result;
}

int gettimeofday(struct timeval *time, void *zone) {
  struct timespec now;
  (void)zone;
  clock_gettime(CLOCK_REALTIME, &now);
  *time = (struct timeval){.tv_sec = now.tv_sec, .tv_usec = now.tv_nsec / 1000};
  return 0;
}

time_t time(time_t *place) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (place) *place = now.tv_sec;
  return now.tv_sec;
}
