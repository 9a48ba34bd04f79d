// A file system that fails on purpose: a shared library that stands between a program and libc.
// A test links it and sets plans; LD_PRELOAD puts it under a finished program, with the plan in the
// environment:
//   FAULT_FS=write,3,1,28 FAULT_FS_FOLDER=/tmp/run LD_PRELOAD=libsupreme_fault_fs.so supreme-train
//   …
// fails the third write below /tmp/run once with errno 28. Counting starts with the plan; only
// calls below the folder count. Plans may not be changed while other threads write below it.
#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum FaultCall {
  FAULT_NONE,
  FAULT_OPEN,
  FAULT_WRITE,
  FAULT_SYNC,
  FAULT_RENAME,
  FAULT_CLOSE,
  FAULT_MKDIR,
  FAULT_SYMLINK,
  FAULT_REMOVE,  // unlink and rmdir
  FAULT_ANY      // all of these, whatever comes n-th
};

enum { FAULT_KILL = -1, FAULT_SHORT = -2 };

struct FaultPlan {
  const char* folder;
  enum FaultCall call;
  int nth;           // the first that fails, from 1
  int count;         // how many fail, one after the other
  int error_number;  // errno; FAULT_KILL: the process dies instead; FAULT_SHORT: writes take half
};

// What a call changes below the recorded folder. Reported before it is done, if it is done.
struct FaultEvent {
  enum FaultCall call;
  const char* path;
  const char* target;  // of a rename: the new name; of a symlink: what it holds
  const void* data;    // of a write
  size_t size;
  long long offset;
};
typedef void (*FaultRecorder)(const struct FaultEvent*);

// Null: no faults.
void FaultFsPlan(const struct FaultPlan* plan);
// Calls of the plan's kind since it was set.
int FaultFsSeen(void);
// Null: stop.
void FaultFsRecord(FaultRecorder recorder, const char* folder);

#ifdef __cplusplus
}
#endif
