// libre as Debian packages it; Swift sees what this header includes. Its pkg-config file does not
// carry the definitions that the library was built with, so they stand here.
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#define HAVE_INTTYPES_H 1
#define HAVE_STDBOOL_H 1
#define HAVE_INET6 1
#define USE_OPENSSL 1
#define RELEASE 1
#include <re/re.h>
#include <openssl/crypto.h>
#include <openssl/sha.h>
#define DEBUG_MODULE "voiceportal"
#define DEBUG_LEVEL 0
#include <re/re_dbg.h>
#undef min
#undef max
#undef MIN
#undef MAX

// Functions with variable arguments are not imported into Swift. Text is passed as bytes ("%b"),
// so that a percent sign in it is only a percent sign.
// An extension of the C library that its headers show only where it is asked for before them all.
int accept4(int listener, struct sockaddr *address, socklen_t *length, int flags);
// A handler of connections, as `tcp_listen` is given it.
typedef void (*cre_connection_handler)(const struct sa *peer, void *context);

// Adds a transport: the last argument is the TLS context, ignored for others.
static inline int cre_transport_add(
    struct sip *sip, enum sip_transp transport, const struct sa *address, struct tls *tls) {
  return sip_transp_add(sip, transport, address, tls);
}
// Answers within a server transaction, which then repeats it by itself.
static inline int cre_transaction_reply(
    struct sip_strans **transaction, struct mbuf **sent, struct sip *sip,
    const struct sip_msg *request, bool recordRoute, uint16_t code, const char *reason,
    const char *text, size_t count) {
  return sip_treplyf(
      transaction, sent, sip, request, recordRoute, code, reason, "%b", text, count);
}
// Answers and forgets.
static inline int cre_reply(
    struct sip *sip, const struct sip_msg *request, uint16_t code, const char *reason,
    const char *text, size_t count) {
  return sip_replyf(sip, request, code, reason, "%b", text, count);
}

// libre does not check the certificate of a server that it calls. OpenSSL's own functions do, on
// the context that libre shows; they are declared here, so that its great headers need not be read.
struct x509_store_ctx_st;
struct X509_VERIFY_PARAM_st;
int SSL_CTX_set_default_verify_paths(struct ssl_ctx_st *);
void SSL_CTX_set_verify(
    struct ssl_ctx_st *, int mode, int (*callback)(int, struct x509_store_ctx_st *));
void SSL_CTX_set_verify_depth(struct ssl_ctx_st *, int depth);
struct X509_VERIFY_PARAM_st *SSL_CTX_get0_param(struct ssl_ctx_st *);
int X509_VERIFY_PARAM_set1_host(struct X509_VERIFY_PARAM_st *, const char *name, size_t count);
int X509_VERIFY_PARAM_set1_ip_asc(struct X509_VERIFY_PARAM_st *, const char *address);
