// What Swift's own module for the C library leaves out: waiting for many sockets at once, and giving
// memory back.
#include <malloc.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
