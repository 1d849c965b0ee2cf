//! Sheets that were read by the columns of the sheet before.

use scorebook::{CellRef, Finding};

use crate::doubts::Doubts;
use crate::table::Table;
use crate::workbook::Sheet;

/// Tells of a table that goes on without a header.
pub(crate) fn check(sheet: &Sheet, tables: &[Table], doubts: &mut Doubts) {
    for table in tables {
        if let Some(after) = &table.after {
            let at = Some(CellRef::new(&sheet.name, table.header_first, 0));
            doubts.warn(at, Finding::ContinuedTable { after: after.clone() });
        }
    }
}
