//! Tables: fixed widths, headings that come again, rows that stay whole.

use std::io;

use super::paragraph::{Letters, Paragraph, run, twips};
use super::xml::{Writes, Xml};
use crate::content::{Align, Cell, Column, Row, RowKind, Table};
use crate::typeface::Ruler;

/// Up to this many rows and this height a table stays in one piece, as on the printed page: a higher one could
/// leave half a page empty.
const SMALL_ROWS: usize = 12;
const SMALL_SHARE: f64 = 0.4;

/// `page_mm` is the height of the text of a page.
pub(super) fn write(x: &mut Xml, table: &Table, page_mm: f64) -> io::Result<()> {
    let unit = Letters::sized(table.text_size).italic();
    Paragraph { style: Some("Donvi"), keep_next: true, ..Paragraph::default() }.write(
        x,
        unit,
        &table.unit,
    )?;
    let widths: Vec<i32> = table.columns.iter().map(|c| twips(f64::from(c.width_mm))).collect();
    x.element("w:tbl", &[], |x| {
        properties(x, table, widths.iter().sum())?;
        x.element("w:tblGrid", &[], |x| {
            widths.iter().try_for_each(|w| x.empty("w:gridCol", &[("w:w", &w.to_string())]))
        })?;
        heading(x, table, &widths)?;
        let sums = table.rows.iter().filter(|r| r.kind == RowKind::Total).count();
        let last = table.rows.len().saturating_sub(1);
        let is_small = table.rows.len() <= SMALL_ROWS && height_mm(table) <= page_mm * SMALL_SHARE;
        for (i, row) in table.rows.iter().enumerate() {
            // sums do not stand alone on a page, and neither does a lĩnh vực at its foot
            let keep = i < last && (i + 1 + sums >= table.rows.len() || row.leads || is_small);
            write_row(x, table, row, &widths, keep && !row.may_split)?;
        }
        Ok(())
    })
}

/// The height of all rows and the heading, with the air above and below their words.
fn height_mm(table: &Table) -> f64 {
    let air = 2.2;
    // single spacing is 1,15 times the size
    let line_mm = |size: u32| f64::from(size) * 1.15 * 25.4 / 72.0;
    let ruler = Ruler::new(table.text_size, false);
    let head = table.columns.iter().map(|c| Ruler::new(11, true).lines(&c.heading, c.room_mm()));
    let head = f64::from(head.max().unwrap_or(1)) * line_mm(11) + air;
    let rows = table.rows.iter().map(|row| {
        let mut at = 0;
        let lines = row.cells.iter().map(|cell| {
            let room = table.columns.iter().skip(at).take(cell.span).map(Column::room_mm).sum();
            at += cell.span;
            ruler.lines(&cell.text, room)
        });
        f64::from(lines.max().unwrap_or(1)) * line_mm(table.text_size) + air
    });
    head + rows.sum::<f64>()
}

fn properties(x: &mut Xml, table: &Table, width: i32) -> io::Result<()> {
    x.element("w:tblPr", &[], |x| {
        x.empty("w:tblStyle", &[("w:val", "TableGrid")])?;
        x.empty("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")])?;
        x.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")])?;
        x.empty("w:tblLayout", &[("w:type", "fixed")])?;
        x.empty("w:tblLook", &[("w:val", "0020"), ("w:firstRow", "1")])?;
        x.empty("w:tblDescription", &[("w:val", &table.summary)])
    })
}

fn heading(x: &mut Xml, table: &Table, widths: &[i32]) -> io::Result<()> {
    x.element("w:tr", &[], |x| {
        x.element("w:trPr", &[], |x| {
            x.empty("w:cantSplit", &[])?;
            x.empty("w:tblHeader", &[])
        })?;
        for (column, width) in table.columns.iter().zip(widths) {
            let letters = Letters::sized(11).bold();
            cell(x, *width, 1, None, |x| {
                Paragraph {
                    style: Some("Obang"),
                    keep_next: true,
                    align: Some("center"),
                    ..Paragraph::default()
                }
                .write(x, letters, &column.heading)
            })?;
        }
        Ok(())
    })
}

fn write_row(x: &mut Xml, table: &Table, row: &Row, widths: &[i32], keep: bool) -> io::Result<()> {
    x.element("w:tr", &[], |x| {
        if !row.may_split {
            x.element("w:trPr", &[], |x| x.empty("w:cantSplit", &[]))?;
        }
        let mut at = 0;
        for c in &row.cells {
            let width = widths.iter().skip(at).take(c.span).sum();
            let align = match table.columns.get(at).map(|c| c.align) {
                _ if row.kind == RowKind::Total && c.span > 1 => "center",
                Some(Align::Center) => "center",
                Some(Align::Right) => "right",
                Some(Align::Left) | None => "left",
            };
            at += c.span;
            let fill = match (row.kind, c.shade) {
                (RowKind::Field, _) => Some("E8E8E8"),
                (_, shade) => {
                    usize::from(shade).checked_sub(1).and_then(|i| SHADES.get(i).copied())
                }
            };
            cell(x, width, c.span, fill, |x| {
                let letters = letters(table, row, c);
                Paragraph {
                    style: Some("Obang"),
                    keep_next: keep,
                    align: Some(align),
                    ..Paragraph::default()
                }
                .write_runs(x, letters, |x| {
                    if c.text.is_empty() { Ok(()) } else { run(x, letters, &c.text) }
                })
            })?;
        }
        Ok(())
    })
}

fn letters(table: &Table, row: &Row, cell: &Cell) -> Letters {
    Letters {
        bold: row.kind != RowKind::Component,
        italic: cell.aside,
        size: Some(table.text_size * 2),
    }
}

/// The grounds of shaded cells, as on the printed page.
const SHADES: [&str; 4] = ["F2F2F2", "E0E0E0", "CACACA", "B2B2B2"];

fn cell(
    x: &mut Xml,
    width: i32,
    span: usize,
    fill: Option<&str>,
    inner: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    x.element("w:tc", &[], |x| {
        x.element("w:tcPr", &[], |x| {
            x.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")])?;
            if span > 1 {
                x.empty("w:gridSpan", &[("w:val", &span.to_string())])?;
            }
            if let Some(fill) = fill {
                x.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)])?;
            }
            x.empty("w:vAlign", &[("w:val", "center")])
        })?;
        inner(x)
    })
}

/// A table without lines, for what stands side by side: each cell's width and what is written into it.
pub(super) fn side_by_side(x: &mut Xml, rows: &[[(i32, Writes<'_>); 2]]) -> io::Result<()> {
    x.element("w:tbl", &[], |x| {
        let widths: Vec<i32> =
            rows.first().map(|row| row.iter().map(|c| c.0).collect()).unwrap_or_default();
        x.element("w:tblPr", &[], |x| {
            let whole: i32 = widths.iter().sum();
            x.empty("w:tblW", &[("w:w", &whole.to_string()), ("w:type", "dxa")])?;
            x.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")])?;
            x.empty("w:tblLayout", &[("w:type", "fixed")])?;
            x.element("w:tblCellMar", &[], |x| {
                x.empty("w:left", &[("w:w", "0"), ("w:type", "dxa")])?;
                x.empty("w:right", &[("w:w", "0"), ("w:type", "dxa")])
            })
        })?;
        x.element("w:tblGrid", &[], |x| {
            widths.iter().try_for_each(|w| x.empty("w:gridCol", &[("w:w", &w.to_string())]))
        })?;
        for row in rows {
            x.element("w:tr", &[], |x| {
                x.element("w:trPr", &[], |x| x.empty("w:cantSplit", &[]))?;
                for (width, inner) in row {
                    x.element("w:tc", &[], |x| {
                        x.element("w:tcPr", &[], |x| {
                            x.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")])
                        })?;
                        inner(x)
                    })?;
                }
                Ok(())
            })?;
        }
        Ok(())
    })
}
