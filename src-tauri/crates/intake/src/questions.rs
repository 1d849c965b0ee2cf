//! Doubts that one key answers. All but that of old letters belong to a blocking problem, and their answers
//! settle that.

use scorebook::correction::{
    Answer, Correction, DecimalSign, LegacyEncoding, Question, QuestionPlace,
};
use scorebook::plan::ColumnRole;
use scorebook::{Agency, AgencyId, CatalogueNode, CellRef, Finding, Points, vi};

use crate::legacy::{self, Encoding, Marked};
use crate::rows::Row;
use crate::score::{self, ScoreValue};

/// "1.234" in a column that does not tell; `max` helps to propose a reading.
pub(crate) fn notation(row: &Row, cell: &CellRef, header: u32, max: Points) -> Question {
    let readings = [DecimalSign::Comma, DecimalSign::Dot].map(|sign| {
        let reads = match score::read_text(&row.raw, score::Notation::certain(sign)) {
            ScoreValue::Points(points) => Some(points),
            _ => None,
        };
        (sign, reads)
    });
    let fits = |reads: Option<Points>| reads.is_some_and(|points| points <= max);
    let proposed = readings.iter().position(|(_, reads)| fits(*reads)).unwrap_or(0);
    let options = readings.into_iter().enumerate().map(|(at, (sign, reads))| Answer {
        label: vi::answer_notation(sign, reads),
        correction: Correction::Notation {
            sheet: cell.sheet.clone(),
            header,
            column: cell.col,
            notation: sign,
        },
        proposed: at == proposed,
    });
    Question {
        id: format!("notation {} {header} {}", cell.sheet, cell.col),
        why: vi::ask_notation(&row.raw, cell.col),
        at: Some(place(cell)),
        options: options.collect(),
        rememberable: true,
    }
}

/// Whether a column's figures are what the file shows, or what it stores. Once for the column.
pub(crate) fn shown(row: &Row, cell: &CellRef, header: u32, shown: Points) -> Question {
    let option = |take| Answer {
        label: vi::answer_shown(take).into(),
        correction: Correction::Shown { sheet: cell.sheet.clone(), header, column: cell.col, take },
        proposed: false,
    };
    Question {
        id: format!("shown {} {header} {}", cell.sheet, cell.col),
        why: vi::ask_shown(cell.col, &shown.to_string(), &row.raw),
        at: Some(place(cell)),
        options: vec![option(true), option(false)],
        rememberable: false,
    }
}

/// Which of these columns is the score; the first is proposed.
pub(crate) fn score_column(sheet: &str, header: u32, columns: &[(u32, String)]) -> Question {
    let options = columns.iter().take(Question::MOST).enumerate().map(|(n, (at, heading))| {
        let (sheet, column) = (sheet.to_owned(), *at);
        Answer {
            label: vi::answer_column(*at, heading),
            correction: Correction::Column { sheet, header, column, role: ColumnRole::Score },
            proposed: n == 0,
        }
    });
    Question {
        id: format!("score {sheet} {header}"),
        why: vi::ask_score_column().into(),
        at: columns.first().map(|(column, _)| QuestionPlace {
            sheet: sheet.to_owned(),
            row: header,
            column: *column,
        }),
        options: options.collect(),
        rememberable: true,
    }
}

/// Whether a doubtful column is the score at all. Nothing is proposed: only the body knows.
pub(crate) fn is_score(
    sheet: &str,
    header: u32,
    (column, heading): (u32, &str),
    why: &Finding,
) -> Question {
    let option = |label, role| Answer {
        label,
        correction: Correction::Column { sheet: sheet.to_owned(), header, column, role },
        proposed: false,
    };
    Question {
        id: format!("score {sheet} {header}"),
        why: vi::ask_is_score(why),
        at: Some(QuestionPlace { sheet: sheet.to_owned(), row: header, column }),
        options: vec![
            option(vi::answer_is_score(column, heading), ColumnRole::Score),
            option(vi::answer_is_no_score(column), ColumnRole::Other),
        ],
        rememberable: true,
    }
}

/// Which of these criteria a row is, the first proposed if `propose`; or none.
pub(crate) fn criterion(
    row: &Row,
    why: String,
    nodes: &[&CatalogueNode],
    propose: bool,
) -> Option<Question> {
    let leaves = nodes.iter().filter(|n| n.is_leaf()).take(Question::MOST - 1);
    let mut options: Vec<Answer> = leaves
        .enumerate()
        .map(|(n, node)| Answer {
            label: vi::answer_criterion(node),
            correction: Correction::Match {
                sheet: row.sheet.clone(),
                row: row.at,
                criterion: node.code.clone(),
            },
            proposed: propose && n == 0,
        })
        .collect();
    if options.is_empty() {
        return None;
    }
    options.push(Answer {
        label: vi::answer_exclude().into(),
        correction: Correction::Exclude {
            sheet: row.sheet.clone(),
            row: row.at,
            reason: vi::reason_no_criterion().into(),
        },
        proposed: false,
    });
    Some(Question {
        id: format!("criterion {} {}", row.sheet, row.at),
        why,
        at: row.name_cell().as_ref().or(row.cell.as_ref()).map(place),
        options,
        rememberable: !row.name.is_empty(),
    })
}

/// A row of a criterion that stands twice.
pub(crate) struct Twin<'a> {
    pub(crate) sheet: &'a str,
    pub(crate) row: u32,
    pub(crate) cell: Option<&'a CellRef>,
    pub(crate) points: Points,
}

/// Which of two rows of one criterion counts. Nothing is proposed: only the body knows.
pub(crate) fn twice(node: &CatalogueNode, twins: &[Twin<'_>; 2]) -> Question {
    let [first, second] = twins;
    let option = |taken: &Twin<'_>, left: &Twin<'_>| Answer {
        label: vi::answer_row(taken.row, taken.points),
        correction: Correction::Exclude {
            sheet: left.sheet.to_owned(),
            row: left.row,
            reason: vi::reason_other_row(taken.row),
        },
        proposed: false,
    };
    Question {
        id: format!("twice {}", node.code),
        why: vi::ask_twice(node),
        at: second.cell.map(place),
        options: vec![option(first, second), option(second, first)],
        rememberable: false,
    }
}

/// Whose file it is: these bodies, the first proposed if `propose`.
pub(crate) fn agency(agencies: &[&Agency], propose: Option<AgencyId>) -> Question {
    let options = agencies.iter().take(Question::MOST).map(|agency| Answer {
        label: agency.name.clone(),
        correction: Correction::Agency { agency: agency.id },
        proposed: Some(agency.id) == propose,
    });
    Question {
        id: "agency".into(),
        why: vi::ask_agency().into(),
        at: None,
        options: options.collect(),
        rememberable: false,
    }
}

/// Which letters a file is in; as they were read is proposed. The file can be taken in without an answer: the
/// text as it stands is kept beside the reading.
pub(crate) fn encoding(marked: &Marked) -> Question {
    let readings = [
        (LegacyEncoding::Tcvn3, Some(Encoding::Tcvn3)),
        (LegacyEncoding::Vni, Some(Encoding::Vni)),
        (LegacyEncoding::Unicode, None),
    ];
    let option = |(encoding, read_as): (LegacyEncoding, Option<Encoding>)| {
        let text = read_as.map(|read_as| legacy::convert(&marked.before, read_as));
        Answer {
            label: vi::answer_encoding(encoding, text.as_deref().unwrap_or(&marked.before)),
            correction: Correction::Encoding { encoding },
            proposed: read_as == Some(marked.encoding),
        }
    };
    Question {
        id: "encoding".into(),
        why: vi::ask_encoding(&marked.before),
        at: Some(place(&marked.at)),
        options: readings.into_iter().map(option).collect(),
        rememberable: true,
    }
}

fn place(cell: &CellRef) -> QuestionPlace {
    QuestionPlace { sheet: cell.sheet.clone(), row: cell.row, column: cell.col }
}
