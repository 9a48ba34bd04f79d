#define _GNU_SOURCE
#include "fault_fs.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static char plan_folder[PATH_MAX];
static struct FaultPlan plan;
static int seen;
static char record_folder[PATH_MAX];
static FaultRecorder recorder;

void FaultFsPlan(const struct FaultPlan* wanted) {
  plan.call = FAULT_NONE;
  seen = 0;
  if (wanted == NULL) return;
  snprintf(plan_folder, sizeof plan_folder, "%s", wanted->folder);
  plan = *wanted;
}

int FaultFsSeen(void) { return __atomic_load_n(&seen, __ATOMIC_SEQ_CST); }

void FaultFsRecord(FaultRecorder wanted, const char* folder) {
  recorder = wanted;
  snprintf(record_folder, sizeof record_folder, "%s", folder == NULL ? "" : folder);
}

static const char* const kNames[] = {"none",  "open",  "write",   "fsync",  "rename",
                                     "close", "mkdir", "symlink", "remove", "any"};

__attribute__((constructor)) static void ReadEnvironment(void) {
  const char* text = getenv("FAULT_FS");
  const char* folder = getenv("FAULT_FS_FOLDER");
  char name[16];
  struct FaultPlan wanted = {folder, FAULT_NONE, 0, 0, 0};
  if (text == NULL || folder == NULL ||
      sscanf(text, "%15[a-z],%d,%d,%d", name, &wanted.nth, &wanted.count, &wanted.error_number) != 4)
    return;
  for (int i = 0; i <= FAULT_ANY; ++i) {
    if (strcmp(name, kNames[i]) == 0) wanted.call = (enum FaultCall)i;
  }
  FaultFsPlan(&wanted);
}

/* --- paths -------------------------------------------------------------------------------------- */

static int IsBelow(const char* path, const char* folder) {
  const size_t length = strlen(folder);
  return length > 0 && strncmp(path, folder, length) == 0 &&
         (path[length] == '/' || path[length] == '\0');
}

static void PathOfDescriptor(int descriptor, char* path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const ssize_t size = readlink(link, path, PATH_MAX - 1);
  path[size < 0 ? 0 : size] = '\0';
}

static void PathAt(int folder, const char* name, char* path) {
  if (name[0] == '/') {
    snprintf(path, PATH_MAX, "%s", name);
    return;
  }
  char base[PATH_MAX];
  if (folder == AT_FDCWD) {
    const ssize_t size = readlink("/proc/self/cwd", base, sizeof base - 1);
    base[size < 0 ? 0 : size] = '\0';
  } else {
    PathOfDescriptor(folder, base);
  }
  if (snprintf(path, PATH_MAX, "%s/%s", base, name) >= PATH_MAX) path[0] = '\0';
}

static int IsWatching(void) { return plan.call != FAULT_NONE || recorder != NULL; }

/* --- faults and records ------------------------------------------------------------------------- */

/* 0: do the call; an errno; or FAULT_SHORT. */
static int Verdict(const struct FaultEvent* event) {
  if (plan.call != FAULT_NONE && (plan.call == event->call || plan.call == FAULT_ANY) &&
      IsBelow(event->path, plan_folder)) {
    const int now = __atomic_add_fetch(&seen, 1, __ATOMIC_SEQ_CST);
    if (now >= plan.nth && now < plan.nth + plan.count) {
      if (plan.error_number == FAULT_KILL) raise(SIGKILL);
      return plan.error_number;
    }
  }
  if (recorder != NULL && IsBelow(event->path, record_folder)) recorder(event);
  return 0;
}

static int Fails(enum FaultCall call, const char* path, const char* target) {
  const struct FaultEvent event = {call, path, target, NULL, 0, 0};
  const int verdict = Verdict(&event);
  if (verdict > 0) errno = verdict;
  return verdict > 0;
}

#define REAL(name) ((__typeof__(&name))Real(#name))
static void* Real(const char* name) { return dlsym(RTLD_NEXT, name); }

static int Open(int folder, const char* name, int flags, mode_t mode) {
  static __typeof__(&openat) real;
  if (real == NULL) real = REAL(openat);
  if (IsWatching()) {
    char path[PATH_MAX];
    PathAt(folder, name, path);
    if (Fails(FAULT_OPEN, path, (flags & O_CREAT) != 0 ? "" : NULL)) return -1;
  }
  return real(folder, name, flags, mode);
}

static mode_t ModeOf(int flags, va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
}

#define DEFINE_OPEN(name)                        \
  int name(const char* path, int flags, ...) {   \
    va_list arguments;                           \
    va_start(arguments, flags);                  \
    const mode_t mode = ModeOf(flags, arguments); \
    va_end(arguments);                           \
    return Open(AT_FDCWD, path, flags, mode);    \
  }
#define DEFINE_OPENAT(name)                                 \
  int name(int folder, const char* path, int flags, ...) {  \
    va_list arguments;                                      \
    va_start(arguments, flags);                             \
    const mode_t mode = ModeOf(flags, arguments);           \
    va_end(arguments);                                      \
    return Open(folder, path, flags, mode);                 \
  }
DEFINE_OPEN(open)
DEFINE_OPEN(open64)
DEFINE_OPENAT(openat)
DEFINE_OPENAT(openat64)

static ssize_t PlainWrite(int descriptor, const void* data, size_t size, off_t offset) {
  static __typeof__(&write) real;
  if (real == NULL) real = REAL(write);
  (void)offset;
  return real(descriptor, data, size);
}

static ssize_t WriteAt(int descriptor, const void* data, size_t size, off_t offset) {
  static __typeof__(&pwrite) real;
  if (real == NULL) real = REAL(pwrite);
  return real(descriptor, data, size, offset);
}

typedef ssize_t (*Writer)(int, const void*, size_t, off_t);

static ssize_t WriteWith(Writer writer, int descriptor, const struct FaultEvent* data) {
  if (IsWatching()) {
    char path[PATH_MAX];
    PathOfDescriptor(descriptor, path);
    struct FaultEvent event = *data;
    event.path = path;
    const int verdict = Verdict(&event);
    if (verdict > 0) {
      errno = verdict;
      return -1;
    }
    if (verdict == FAULT_SHORT) return writer(descriptor, data->data, data->size / 2, data->offset);
  }
  return writer(descriptor, data->data, data->size, data->offset);
}

ssize_t write(int descriptor, const void* data, size_t size) {
  const long long offset = IsWatching() ? lseek(descriptor, 0, SEEK_CUR) : 0;
  const struct FaultEvent event = {FAULT_WRITE, "", NULL, data, size, offset};
  return WriteWith(PlainWrite, descriptor, &event);
}

ssize_t pwrite(int descriptor, const void* data, size_t size, off_t offset) {
  const struct FaultEvent event = {FAULT_WRITE, "", NULL, data, size, offset};
  return WriteWith(WriteAt, descriptor, &event);
}

ssize_t pwrite64(int descriptor, const void* data, size_t size, off64_t offset) {
  return pwrite(descriptor, data, size, offset);
}

static int FailsOn(enum FaultCall call, int descriptor) {
  if (!IsWatching()) return 0;
  char path[PATH_MAX];
  PathOfDescriptor(descriptor, path);
  return Fails(call, path, NULL);
}

int fsync(int descriptor) { return FailsOn(FAULT_SYNC, descriptor) ? -1 : REAL(fsync)(descriptor); }
int syncfs(int descriptor) {
  return FailsOn(FAULT_SYNC, descriptor) ? -1 : REAL(syncfs)(descriptor);
}

/* As on network file systems: the descriptor is gone, and the error is known only now. */
int close(int descriptor) {
  static __typeof__(&close) real;
  if (real == NULL) real = REAL(close);
  const int fails = FailsOn(FAULT_CLOSE, descriptor);
  const int error_number = errno;
  const int result = real(descriptor);
  if (!fails) return result;
  errno = error_number;
  return -1;
}

static int FailsAt(enum FaultCall call, int folder, const char* name, const char* target) {
  if (!IsWatching()) return 0;
  char path[PATH_MAX];
  PathAt(folder, name, path);
  return Fails(call, path, target);
}

int rename(const char* from, const char* to) {
  return FailsAt(FAULT_RENAME, AT_FDCWD, from, to) ? -1 : REAL(rename)(from, to);
}
int mkdir(const char* path, mode_t mode) {
  return FailsAt(FAULT_MKDIR, AT_FDCWD, path, NULL) ? -1 : REAL(mkdir)(path, mode);
}
int symlink(const char* target, const char* path) {
  return FailsAt(FAULT_SYMLINK, AT_FDCWD, path, target) ? -1 : REAL(symlink)(target, path);
}
int unlink(const char* path) {
  return FailsAt(FAULT_REMOVE, AT_FDCWD, path, NULL) ? -1 : REAL(unlink)(path);
}
int rmdir(const char* path) {
  return FailsAt(FAULT_REMOVE, AT_FDCWD, path, NULL) ? -1 : REAL(rmdir)(path);
}
int remove(const char* path) {
  return FailsAt(FAULT_REMOVE, AT_FDCWD, path, NULL) ? -1 : REAL(remove)(path);
}
int unlinkat(int folder, const char* path, int flags) {
  return FailsAt(FAULT_REMOVE, folder, path, NULL) ? -1 : REAL(unlinkat)(folder, path, flags);
}
