/**
 * The whole C surface of the library: what the binary exports is what these headers declare with SONDE_API.
 *
 * Handles are opaque pointers, arrays are pointers with lengths, a call that can fail returns a status. Everything that
 * a `_create` gives, its `_destroy` takes back; everything else belongs to whoever allocated it. See wasm/README.md.
 */
#ifndef SONDE_H
#define SONDE_H

#include "sonde_base.h"
#include "sonde_codec.h"
#include "sonde_contour.h"
#include "sonde_decimation.h"
#include "sonde_edit.h"
#include "sonde_f0.h"
#include "sonde_fft.h"
#include "sonde_filter.h"
#include "sonde_harvest.h"
#include "sonde_hash.h"
#include "sonde_interpolation.h"
#include "sonde_level.h"
#include "sonde_pcm.h"
#include "sonde_resample.h"
#include "sonde_view.h"
#include "sonde_vocoder.h"
#include "sonde_world.h"

#endif
