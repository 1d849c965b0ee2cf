//! A chart as Word keeps them: a part of its own, beside it the workbook that "Edit data" opens.

use std::io;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::paragraph::{Letters, Paragraph};
use super::xml::Xml;
use crate::content::{Bar, Block, Chart, Document};
use crate::printable::printable;
use crate::typeface::Ruler;

/// A document has at most one chart.
pub(super) const PART: &str = "word/charts/chart1.xml";
pub(super) const RELATIONS: &str = "word/charts/_rels/chart1.xml.rels";
pub(super) const WORKBOOK: &str = "word/embeddings/chart1.xlsx";
/// Its relationship's id in the document, and its workbook's in the chart.
pub(super) const ID: &str = "rIdChart";
pub(super) const WORKBOOK_ID: &str = "rIdWorkbook";

const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const INLINE: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SHEET: &str = "Bieu do";

/// Width of the whole in millimetres.
const WIDTH_MM: u32 = 165;
/// The share of it that labels have, and what is left for the longest bar.
const LABELS: f64 = 0.44;
const BARS: &str = "0.46";
/// Height of a line of a label, and of the air between two labels.
const LINE_MM: u32 = 5;
const AIR_MM: u32 = 2;
const EMU_PER_MM: u32 = 36_000;

/// The document's chart.
pub(super) fn of(document: &Document) -> Option<&Chart> {
    document.blocks.iter().find_map(|b| if let Block::Chart(c) = b { Some(c) } else { None })
}

fn said(text: &str) -> String {
    printable(text, |_| true)
}

/// Its title, and the place where it stands.
pub(super) fn place(x: &mut Xml, chart: &Chart) -> io::Result<()> {
    let centred =
        Paragraph { style: Some("Tieude"), align: Some("center"), ..Paragraph::default() };
    Paragraph { keep_next: true, before: Some(280), after: Some(60), ..centred }.write(
        x,
        Letters::sized(12).italic(),
        &chart.title,
    )?;
    // programs leave labels out, or lay them over each other, where they have no room
    let ruler = Ruler::new(12, false);
    let room = f64::from(WIDTH_MM) * LABELS - 4.0;
    let lines = chart.bars.iter().map(|b| ruler.lines(&said(&b.label), room)).max().unwrap_or(1);
    let height = u32::try_from(chart.bars.len()).unwrap_or(1) * (lines * LINE_MM + AIR_MM);
    let (width, height) = ((WIDTH_MM * EMU_PER_MM).to_string(), (height * EMU_PER_MM).to_string());
    Paragraph { after: Some(160), ..centred }.write_runs(x, Letters::sized(12), |x| {
        x.element("w:r", &[], |x| {
            x.element("w:drawing", &[], |x| {
                let apart = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
                let namespace = [("xmlns:wp", INLINE)];
                x.element("wp:inline", &[&namespace[..], &apart[..]].concat(), |x| {
                    x.empty("wp:extent", &[("cx", &width), ("cy", &height)])?;
                    let alternative = said(&chart.alternative);
                    let named = [("id", "1"), ("name", "Biểu đồ 1"), ("descr", &alternative)];
                    x.empty("wp:docPr", &named)?;
                    x.empty("wp:cNvGraphicFramePr", &[])?;
                    x.element("a:graphic", &[("xmlns:a", DRAWING)], |x| {
                        x.element("a:graphicData", &[("uri", CHART)], |x| {
                            x.empty("c:chart", &[("xmlns:c", CHART), ("r:id", ID)])
                        })
                    })
                })
            })
        })
    })
}

/// `word/charts/chart1.xml`.
pub(super) fn part(chart: &Chart) -> io::Result<Vec<u8>> {
    let mut x = Xml::new()?;
    let namespaces = [("xmlns:c", CHART), ("xmlns:a", DRAWING), ("xmlns:r", RELATIONSHIPS)];
    x.element("c:chartSpace", &namespaces, |x| {
        value(x, "c:roundedCorners", "0")?;
        x.element("c:chart", &[], |x| {
            value(x, "c:autoTitleDeleted", "1")?;
            x.element("c:plotArea", &[], |x| {
                layout(x)?;
                bars(x, chart)?;
                labels_axis(x)?;
                figures_axis(x)
            })?;
            value(x, "c:plotVisOnly", "1")
        })?;
        x.element("c:spPr", &[], |x| {
            x.empty("a:noFill", &[])?;
            no_line(x)
        })?;
        x.element("c:txPr", &[], letters)?;
        x.element("c:externalData", &[("r:id", WORKBOOK_ID)], |x| value(x, "c:autoUpdate", "0"))
    })?;
    Ok(x.into_bytes())
}

fn value(x: &mut Xml, name: &str, value: &str) -> io::Result<()> {
    x.empty(name, &[("val", value)])
}

/// As on the printed page; room is left for the longest bar's figure.
fn layout(x: &mut Xml) -> io::Result<()> {
    x.element("c:layout", &[], |x| {
        x.element("c:manualLayout", &[], |x| {
            value(x, "c:layoutTarget", "inner")?;
            value(x, "c:xMode", "edge")?;
            value(x, "c:yMode", "edge")?;
            value(x, "c:x", &LABELS.to_string())?;
            value(x, "c:y", "0.01")?;
            value(x, "c:w", BARS)?;
            value(x, "c:h", "0.98")
        })
    })
}

fn bars(x: &mut Xml, chart: &Chart) -> io::Result<()> {
    x.element("c:barChart", &[], |x| {
        value(x, "c:barDir", "bar")?;
        value(x, "c:grouping", "clustered")?;
        value(x, "c:varyColors", "0")?;
        x.element("c:ser", &[], |x| {
            value(x, "c:idx", "0")?;
            value(x, "c:order", "0")?;
            let last = chart.bars.len() + 1;
            x.element("c:tx", &[], |x| {
                strings(x, &format!("'{SHEET}'!$B$1"), &[said(&chart.series)])
            })?;
            x.element("c:spPr", &[], |x| {
                x.element("a:solidFill", &[], |x| value(x, "a:srgbClr", "787878"))?;
                no_line(x)
            })?;
            value(x, "c:invertIfNegative", "0")?;
            figures(x, &chart.bars)?;
            let labels: Vec<String> = chart.bars.iter().map(|b| said(&b.label)).collect();
            x.element("c:cat", &[], |x| strings(x, &format!("'{SHEET}'!$A$2:$A${last}"), &labels))?;
            x.element("c:val", &[], |x| {
                numbers(x, &format!("'{SHEET}'!$B$2:$B${last}"), &chart.bars)
            })
        })?;
        value(x, "c:gapWidth", "150")?;
        value(x, "c:axId", "1")?;
        value(x, "c:axId", "2")
    })
}

/// The figures as text: a number would be shown in the manner of the machine, "0.75" on some.
fn figures(x: &mut Xml, bars: &[Bar]) -> io::Result<()> {
    let shown = |x: &mut Xml| {
        value(x, "c:dLblPos", "outEnd")?;
        value(x, "c:showLegendKey", "0")?;
        value(x, "c:showVal", "1")?;
        value(x, "c:showCatName", "0")?;
        value(x, "c:showSerName", "0")?;
        value(x, "c:showPercent", "0")?;
        value(x, "c:showBubbleSize", "0")
    };
    x.element("c:dLbls", &[], |x| {
        for (i, bar) in bars.iter().enumerate() {
            x.element("c:dLbl", &[], |x| {
                value(x, "c:idx", &i.to_string())?;
                x.element("c:tx", &[], |x| {
                    x.element("c:rich", &[], |x| {
                        x.empty("a:bodyPr", &[])?;
                        x.element("a:p", &[], |x| {
                            x.element("a:r", &[], |x| {
                                x.empty("a:rPr", &[("lang", "vi-VN")])?;
                                x.leaf("a:t", &said(&bar.figure))
                            })
                        })
                    })
                })?;
                shown(x)
            })?;
        }
        shown(x)
    })
}

fn strings(x: &mut Xml, cells: &str, texts: &[String]) -> io::Result<()> {
    x.element("c:strRef", &[], |x| {
        x.leaf("c:f", cells)?;
        x.element("c:strCache", &[], |x| {
            value(x, "c:ptCount", &texts.len().to_string())?;
            texts.iter().enumerate().try_for_each(|(i, text)| {
                x.element("c:pt", &[("idx", &i.to_string())], |x| x.leaf("c:v", text))
            })
        })
    })
}

fn numbers(x: &mut Xml, cells: &str, bars: &[Bar]) -> io::Result<()> {
    x.element("c:numRef", &[], |x| {
        x.leaf("c:f", cells)?;
        x.element("c:numCache", &[], |x| {
            x.leaf("c:formatCode", "0.00")?;
            value(x, "c:ptCount", &bars.len().to_string())?;
            bars.iter().enumerate().try_for_each(|(i, bar)| {
                x.element("c:pt", &[("idx", &i.to_string())], |x| {
                    x.leaf("c:v", &bar.points.to_decimal())
                })
            })
        })
    })
}

fn labels_axis(x: &mut Xml) -> io::Result<()> {
    x.element("c:catAx", &[], |x| {
        value(x, "c:axId", "1")?;
        // the first bar at the top
        x.element("c:scaling", &[], |x| value(x, "c:orientation", "maxMin"))?;
        value(x, "c:delete", "0")?;
        value(x, "c:axPos", "l")?;
        value(x, "c:majorTickMark", "none")?;
        value(x, "c:minorTickMark", "none")?;
        value(x, "c:tickLblPos", "low")?;
        x.element("c:spPr", &[], no_line)?;
        x.element("c:txPr", &[], letters)?;
        value(x, "c:crossAx", "2")?;
        value(x, "c:crosses", "autoZero")?;
        value(x, "c:auto", "0")?;
        value(x, "c:lblAlgn", "ctr")?;
        // none is left out for want of room
        value(x, "c:tickLblSkip", "1")?;
        value(x, "c:noMultiLvlLbl", "1")
    })
}

/// Not shown: each bar tells its figure.
fn figures_axis(x: &mut Xml) -> io::Result<()> {
    x.element("c:valAx", &[], |x| {
        value(x, "c:axId", "2")?;
        x.element("c:scaling", &[], |x| {
            value(x, "c:orientation", "minMax")?;
            value(x, "c:min", "0")
        })?;
        value(x, "c:delete", "1")?;
        value(x, "c:axPos", "t")?;
        value(x, "c:majorTickMark", "none")?;
        value(x, "c:minorTickMark", "none")?;
        value(x, "c:tickLblPos", "none")?;
        value(x, "c:crossAx", "1")?;
        value(x, "c:crosses", "autoZero")?;
        value(x, "c:crossBetween", "between")
    })
}

fn no_line(x: &mut Xml) -> io::Result<()> {
    x.element("a:ln", &[], |x| x.empty("a:noFill", &[]))
}

/// Twelve points, black, in the document's typeface.
fn letters(x: &mut Xml) -> io::Result<()> {
    x.empty("a:bodyPr", &[])?;
    x.element("a:p", &[], |x| {
        x.element("a:pPr", &[], |x| {
            x.element("a:defRPr", &[("sz", "1200"), ("b", "0")], |x| {
                x.element("a:solidFill", &[], |x| value(x, "a:srgbClr", "000000"))?;
                x.empty("a:latin", &[("typeface", "Times New Roman")])?;
                x.empty("a:cs", &[("typeface", "Times New Roman")])
            })
        })?;
        x.empty("a:endParaRPr", &[("lang", "vi-VN")])
    })
}

/// The workbook behind it, labels and figures.
pub(super) fn workbook(chart: &Chart, taken_at: &str) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let taken_at = ExcelDateTime::parse_from_str(taken_at)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&taken_at));
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?;
    sheet.write_string(0, 1, said(&chart.series))?;
    for (row, bar) in (1..).zip(&chart.bars) {
        sheet.write_string(row, 0, said(&bar.label))?;
        // the nearest double shows the same decimals
        let number: f64 = bar.points.to_decimal().parse().unwrap_or(f64::NAN);
        sheet.write_number(row, 1, number)?;
    }
    book.save_to_buffer()
}
