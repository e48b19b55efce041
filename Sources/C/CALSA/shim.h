// libasound as Debian packages it; Swift sees what this header includes.
#include <alsa/asoundlib.h>

// libasound writes to standard error unless told otherwise. The handler is variadic, so that it
// cannot be written in Swift. What went wrong is told by the return codes.
static void calsa_say_nothing(
    const char *file, int line, const char *function, int error, const char *format, ...) {
  (void)file, (void)line, (void)function, (void)error, (void)format;
}
static inline void calsa_be_quiet(void) { snd_lib_error_set_handler(calsa_say_nothing); }
