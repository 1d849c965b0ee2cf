//! What speaks beside the figures: kept with the file and shown at its cell.

use scorebook::plan::{FileNote, FileNoteKind, Origin};
use scorebook::text::fold;
use scorebook::{Catalogue, CellRef, Code, Finding};

use crate::doubts::Doubts;
use crate::workbook::{NoteKind, Sheet};

/// Takes the comments, text boxes and footnotes of a sheet.
pub(crate) fn check(sheet: &Sheet, notes: &mut Vec<FileNote>, doubts: &mut Doubts) {
    for note in sheet.notes.iter().filter(|note| !note.text.trim().is_empty()) {
        let at = note.at.map(|(row, column)| CellRef::new(&sheet.name, row, column));
        notes.push(FileNote {
            sheet: Some(sheet.name.clone()),
            cell: at.as_ref().map(CellRef::a1),
            kind: match note.kind {
                NoteKind::Comment => FileNoteKind::Comment,
                NoteKind::TextBox => FileNoteKind::TextBox,
                NoteKind::Footnote => FileNoteKind::Footnote,
            },
            text: note.text.clone(),
        });
        doubts.note(at, Finding::Noted { text: note.text.clone() });
    }
}

/// Takes the text of the message that the file came with. Where it speaks of scores, a person must read it.
pub(crate) fn check_mail(
    origin: Option<&Origin>,
    catalogue: &Catalogue,
    notes: &mut Vec<FileNote>,
    doubts: &mut Doubts,
) {
    let Some(text) = origin.and_then(|origin| origin.message.as_ref()) else { return };
    let (sheet, cell) = (None, None);
    notes.push(FileNote { sheet, cell, kind: FileNoteKind::Mail, text: text.clone() });
    let words = format!(" {} ", fold(text));
    let names_criterion = || {
        text.split(|c: char| !(c.is_ascii_digit() || c == '.'))
            .filter_map(|word| word.trim_matches('.').parse::<Code>().ok())
            .any(|code| code.depth() > 1 && catalogue.by_code(&code).is_some())
    };
    if words.contains(" diem ") || names_criterion() {
        doubts.warn(None, Finding::MailText { text: text.clone() });
    }
}
