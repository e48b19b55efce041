// CSndFile as Debian packages it; Swift sees what this header includes.
#include <sndfile.h>
