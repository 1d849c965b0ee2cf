//! What only LibreOffice writes here: .xls, .ods, and an .xlsx with a password.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;
use zip::{ZipArchive, ZipWriter};

use crate::save;

/// A running start of `soffice`, with a profile of its own, so that an open LibreOffice does not matter.
pub(crate) struct Office {
    program: PathBuf,
    folder: TempDir,
}

/// A macro of two arguments, source and target: saves with the password "mat-khau".
const MACRO: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Protect(source As String, target As String)
  On Error GoTo Failed
  Dim hide(0) As New com.sun.star.beans.PropertyValue
  hide(0).Name = "Hidden"
  hide(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hide())
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = "Calc MS Excel 2007 XML"
  Dim secret(1) As New com.sun.star.beans.NamedValue
  secret(0).Name = "CryptoType"
  secret(0).Value = "Standard"
  secret(1).Name = "OOXPassword"
  secret(1).Value = "mat-khau"
  how(1).Name = "EncryptionData"
  how(1).Value = secret()
  document.storeToURL(ConvertToURL(target), how())
  document.close(True)
  Exit Sub
Failed:
  StarDesktop.terminate()
End Sub
</script:module>
"#;

const LIBRARY: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Module1"/>
</library:library>
"#;

impl Office {
    /// Looks for `soffice` where it usually is.
    pub(crate) fn find() -> Result<Self> {
        let on_path =
            std::env::var_os("PATH").map(|paths| std::env::split_paths(&paths).collect::<Vec<_>>());
        let usual = [
            r"C:\Program Files\LibreOffice\program",
            "/Applications/LibreOffice.app/Contents/MacOS",
        ];
        let folders = on_path.unwrap_or_default().into_iter().chain(usual.map(PathBuf::from));
        let program = folders
            .flat_map(|folder| [folder.join("soffice"), folder.join("soffice.exe")])
            .find(|program| program.is_file())
            .context(
                "soffice was not found: the .xls, the .ods files and password.xlsx cannot be made anew. \
                 Install LibreOffice Calc (Debian, Ubuntu: sudo apt-get install libreoffice-calc)",
            )?;
        Ok(Self { program, folder: tempfile::tempdir()? })
    }

    fn run(&self, arguments: &[&str], target: &Path) -> Result<Vec<u8>> {
        let profile = self.folder.path().join("profile").to_string_lossy().replace('\\', "/");
        let output = Command::new(&self.program)
            .arg(format!("-env:UserInstallation=file:///{}", profile.trim_start_matches('/')))
            .args(["--headless", "--norestore"])
            .args(arguments)
            .output()
            .with_context(|| format!("could not start {}", self.program.display()))?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(target.is_file(), "soffice {arguments:?} wrote no file: {said}");
        Ok(std::fs::read(target)?)
    }

    /// The bytes of an .xlsx, as LibreOffice saves them as "xls" or "ods".
    pub(crate) fn convert(&self, xlsx: &[u8], to: &str) -> Result<Vec<u8>> {
        let source = self.folder.path().join("source.xlsx");
        let target = source.with_extension(to);
        save(&source, xlsx)?;
        let folder = self.folder.path().to_string_lossy().into_owned();
        let source = source.to_string_lossy().into_owned();
        self.run(&["--convert-to", to, "--outdir", &folder, &source], &target)
    }

    /// The bytes of an .xlsx, encrypted by LibreOffice. Salted: never twice the same.
    pub(crate) fn protect(&self, xlsx: &[u8]) -> Result<Vec<u8>> {
        let basic = self.folder.path().join("profile/user/basic/Standard");
        std::fs::create_dir_all(&basic)?;
        save(&basic.join("Module1.xba"), MACRO.as_bytes())?;
        save(&basic.join("script.xlb"), LIBRARY.as_bytes())?;
        let (source, target) =
            (self.folder.path().join("open.xlsx"), self.folder.path().join("closed.xlsx"));
        save(&source, xlsx)?;
        let call = format!(
            "macro:///Standard.Module1.Protect({},{})",
            source.to_string_lossy(),
            target.to_string_lossy()
        );
        self.run(&[&call], &target)
    }
}

/// An .ods whose parts all bear one date, so that the same content is the same bytes.
pub(crate) fn without_dates(ods: &[u8]) -> Result<Vec<u8>> {
    let mut old = ZipArchive::new(Cursor::new(ods))?;
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    let date = zip::DateTime::default();
    for index in 0..old.len() {
        new.raw_copy_file_touch(old.by_index_raw(index)?, date, None)?;
    }
    Ok(new.finish()?.into_inner())
}
