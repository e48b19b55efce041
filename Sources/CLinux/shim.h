// What Swift's own module for the C library leaves out: waiting for many sockets at once.
#include <sys/epoll.h>
#include <sys/eventfd.h>
