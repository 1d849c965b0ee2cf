#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| intake::trial::run("doc", data));
