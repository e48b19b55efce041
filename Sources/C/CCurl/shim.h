// Swift cannot call functions with variable arguments: each kind of option has a function here.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

typedef size_t (*vp_curl_callback)(char *, size_t, size_t, void *);

static inline CURLcode vp_curl_set_text(CURL *curl, CURLoption option, const char *value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode vp_curl_set_number(CURL *curl, CURLoption option, long value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode vp_curl_set_pointer(CURL *curl, CURLoption option, void *value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode vp_curl_set_list(
    CURL *curl, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode vp_curl_set_callback(
    CURL *curl, CURLoption option, vp_curl_callback value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode vp_curl_set_form(CURL *curl, curl_mime *value) {
  return curl_easy_setopt(curl, CURLOPT_MIMEPOST, value);
}
static inline CURLcode vp_curl_set_open_socket(CURL *curl, curl_opensocket_callback value) {
  return curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, value);
}
static inline long vp_curl_response_code(CURL *curl) {
  long code = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
  return code;
}
