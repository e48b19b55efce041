// What Swift's own module for the C library leaves out: waiting for many sockets at once, and giving
// memory back.
#include <malloc.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

// The commit that the program is built from, if `.ci/package` has named it.
#ifndef VOICEPORTAL_COMMIT
#define VOICEPORTAL_COMMIT ""
#endif
static inline const char *vp_commit(void) { return VOICEPORTAL_COMMIT; }
