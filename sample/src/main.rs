//! `cargo run -p sample`: makes every file of the sample province anew, from `province.csv`.

use std::path::Path;

use anyhow::{Context, Result};

use crate::office::Office;
use crate::province::Province;

mod bad;
mod catalogue;
mod expected;
mod layouts;
mod office;
mod points;
mod province;
mod record;
mod sheet;

fn main() -> Result<()> {
    let province = Province::read(include_str!("../province.csv"))?;
    let files = sample::files_dir();
    let (second, bad) = (files.join("ban-sua-doi"), files.join("hong"));
    for folder in [&files, &second, &bad] {
        std::fs::create_dir_all(folder)?;
    }

    let (snv, snv_record) = layouts::snv::write(&province)?;
    let (vp, vp_record) = layouts::vp::write(&province)?;
    let (stp, stp_record) = layouts::stp::write(&province)?;
    let (tttt, tttt_record) = layouts::tttt::write(&province, false)?;
    let (tc, tc_record) = layouts::tc::write(&province)?;
    let (khdt, khdt_record) = layouts::khdt::write(&province)?;
    let (revised, revised_record) = layouts::tttt::write(&province, true)?;

    save(&sample::catalogue(), &catalogue::write(&province)?)?;
    save(&files.join(snv_record.file), &snv)?;
    save(&files.join(vp_record.file), &vp)?;
    save(&files.join(tc_record.file), &tc)?;
    save(&files.join(khdt_record.file), &khdt)?;
    for (name, bytes) in bad::write(&province, &snv)? {
        save(&bad.join(name), &bytes)?;
    }

    let (stp_file, tttt_file) = (files.join(stp_record.file), files.join(tttt_record.file));
    let revised_file = second.join(revised_record.file);
    let records = [snv_record, vp_record, stp_record, tttt_record, tc_record, khdt_record];
    save(&sample::expected(), &expected::write(&province, &records, &revised_record)?)?;

    let office = Office::find()?;
    save(&stp_file, &office.convert(&stp, "xls")?)?;
    save(&tttt_file, &office::without_dates(&office.convert(&tttt, "ods")?)?)?;
    save(&revised_file, &office::without_dates(&office.convert(&revised, "ods")?)?)?;
    // salted, so never twice the same: kept while it is there
    let closed = bad.join("password.xlsx");
    if !closed.exists() {
        save(&closed, &office.protect(&khdt)?)?;
    }
    Ok(())
}

/// Writes a file whole.
#[expect(clippy::disallowed_methods, reason = "a generator of files under version control")]
fn save(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes).with_context(|| format!("could not write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Only what is text: how an .xlsx is compressed depends on what else is built with it.
    #[test]
    fn what_is_committed_follows_from_the_province() {
        let province = Province::read(include_str!("../province.csv")).unwrap();
        let (tc, tc_record) = layouts::tc::write(&province).unwrap();
        let committed = std::fs::read(sample::files_dir().join(tc_record.file)).unwrap();
        assert_eq!(committed, tc, "cargo run -p sample");

        let records = [
            layouts::snv::write(&province).unwrap().1,
            layouts::vp::write(&province).unwrap().1,
            layouts::stp::write(&province).unwrap().1,
            layouts::tttt::write(&province, false).unwrap().1,
            tc_record,
            layouts::khdt::write(&province).unwrap().1,
        ];
        let revision = layouts::tttt::write(&province, true).unwrap().1;
        let expected = expected::write(&province, &records, &revision).unwrap();
        assert_eq!(std::fs::read(sample::expected()).unwrap(), expected, "cargo run -p sample");
    }
}
