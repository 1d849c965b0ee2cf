//! Files that Excel opens without asking: it locks them with a password of its own, which it tries by itself
//! ([MS-XLS] 2.2.10), when a workbook's structure is protected or it is recommended for reading only.

const PASSWORD: &str = "VelvetSweatshop";

/// The file inside, if that password opens it.
pub(super) fn open(bytes: &[u8]) -> Option<Vec<u8>> {
    // other people's code on foreign bytes
    let opened =
        std::panic::catch_unwind(|| office_crypto::decrypt_from_bytes(bytes.to_vec(), PASSWORD));
    opened.ok()?.ok().filter(|opened| opened.starts_with(b"PK"))
}
