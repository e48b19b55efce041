// CSodium as Debian packages it; Swift sees what this header includes.
#include <sodium.h>
