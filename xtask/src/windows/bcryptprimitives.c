/* wine 8 has no bcryptprimitives.dll, from which Rust's standard library takes its random numbers.
   Built and put beside the program only where it is tried under wine; never shipped. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) {
    return RtlGenRandom(data, (ULONG)length);
}
