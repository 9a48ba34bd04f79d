// Ctrl-C and SIGTERM: the first asks long work to finish its step and save, the second stops.
#pragma once

namespace supreme {

// Installs the handler for SIGINT and SIGTERM. Call once, from main. On a terminal the first signal
// is answered by a line on stderr. SIGPIPE becomes a write error.
void InstallInterruptHandler();
// For a program that draws over its own lines: the handler writes none between them.
void SilenceInterruptNote();
// True once the user asked to stop. Safe from any thread.
bool Interrupted();
// Throws Error(kCancelled) once the user asked to stop; call it between steps of long work.
void ThrowIfInterrupted();

}  // namespace supreme
