// Swift cannot call functions with variable arguments: what is asked of a connection has a function
// here each.
#include <microhttpd.h>
#include <netinet/in.h>
#include <string.h>

static inline int vp_connection_descriptor(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info ? info->connect_fd : -1;
}

static inline const struct sockaddr *vp_client_address(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  return info ? info->client_addr : NULL;
}

// What NOTIFY_CONNECTION has put there.
static inline void *vp_socket_context(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info ? info->socket_context : NULL;
}

// How many bytes have come on a TCP connection; -1: unknown. The headers of glibc do not have this
// field of the kernel's struct tcp_info.
static inline long vp_bytes_received(int descriptor) {
  unsigned char info[192];
  socklen_t length = sizeof info;
  unsigned long long count;
  if (getsockopt(descriptor, IPPROTO_TCP, 11 /* TCP_INFO */, info, &length) != 0) return -1;
  if (length < 136) return -1;
  memcpy(&count, info + 128, sizeof count);
  return (long)count;
}
