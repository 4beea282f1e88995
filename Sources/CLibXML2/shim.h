#ifndef RUMKIT_CLIBXML2_SHIM_H
#define RUMKIT_CLIBXML2_SHIM_H

// Debian builds libxml2 with ICU, and its headers would pull in ICU's, which define UErrorCode a
// second time beside Foundation's. Nothing here needs ICU.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>

#endif
