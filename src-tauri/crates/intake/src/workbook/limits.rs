//! How much of a file is read. One place; the figures stand in `docs/ma-loi.md`.

use std::time::Duration;

/// Largest file, in bytes.
pub const FILE_BYTES: usize = 64 * 1024 * 1024;

/// Largest sum of a container's inflated parts, in bytes.
pub const INFLATED_BYTES: u64 = 512 * 1024 * 1024;

/// Most cells with text over all sheets.
pub const CELLS: usize = 1_000_000;

/// Most columns: cells further right are no score table.
pub const COLUMNS: u32 = 512;

/// Most sheets.
pub const SHEETS: usize = 256;

/// Most tables inside one another, in a document of flowing text.
pub const TABLE_DEPTH: usize = 16;

/// Most files in a container (an archive, a message), those of containers inside it among them.
pub const CONTAINED_FILES: usize = 300;

/// How deep containers may lie: a .zip in an e-mail is 2. What is wrapped around one thing alone (winmail.dat, a
/// signature) does not count.
pub const CONTAINER_DEPTH: usize = 4;

/// Longest time for one file; then the child that reads it is ended.
pub const TIME: Duration = Duration::from_secs(20);

/// Most files that one run reads, those in containers among them.
pub const RUN_FILES: usize = 600;

/// Most bytes of files that one run keeps.
pub const RUN_BYTES: usize = 512 * 1024 * 1024;

/// Most cells with text that one run reads.
pub const RUN_CELLS: usize = 3_000_000;

/// Longest time that one run reads.
pub const RUN_TIME: Duration = Duration::from_mins(3);

/// Most memory of the child that reads, in bytes.
pub const MEMORY_BYTES: u64 = 1024 * 1024 * 1024;

/// Longest piece of the child's answer, in bytes.
pub const ANSWER_BYTES: u64 = INFLATED_BYTES;
