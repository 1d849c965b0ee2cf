//! What a .zip says it unfolds to. The zip reader stops a part that unfolds to more than it declares, so the
//! sum of what is declared is the most that can come of it.

use std::io::{Read, Seek};

use scorebook::Finding;
use zip::ZipArchive;

use super::{broken, limits};

/// Fails when the parts unfold to more than is read of a file.
pub(super) fn within_limit<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Result<(), Finding> {
    let mut inflated = 0_u64;
    for index in 0..archive.len() {
        inflated = inflated.saturating_add(archive.by_index_raw(index).map_err(broken)?.size());
    }
    if inflated > limits::INFLATED_BYTES {
        return Err(Finding::TooLarge {
            detail: "nội dung giải nén lớn hơn 512 MB".into()
        });
    }
    Ok(())
}
