// libpq as Debian packages it; Swift sees what this header includes.
#include <libpq-fe.h>
