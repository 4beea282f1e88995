#ifndef RUMKIT_CCRYPTO_SHIM_H
#define RUMKIT_CCRYPTO_SHIM_H

// The plain functions of the hashes: their state is a value, and they read no configuration of the host.
// OpenSSL 3 advises against them for new ciphers and keeps them.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/md5.h>
#include <openssl/sha.h>

#endif
