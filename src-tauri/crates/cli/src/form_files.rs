//! `sodiem forms`: a form to fill in for every body that scores itself.

use std::path::Path;

use forms::{Form, Saved};
use scorebook::{Error, Points};
use serde::Serialize;

use crate::Outcome;
use crate::args::FormsArgs;
use crate::refusal::{Refusal, print_json};
use crate::store;
use crate::terminal::say;

#[derive(Serialize)]
struct FormsReport {
    year: i32,
    forms: Vec<FormReport>,
}

#[derive(Serialize)]
struct FormReport {
    agency: String,
    file: String,
    criteria: usize,
    max: Points,
}

pub(crate) fn run(args: &FormsArgs) -> Outcome {
    let book = store::open(&args.store)?;
    let (year, forms) = (book.year(), Form::of_store(&book)?);
    book.close()?;
    let saved = forms::save(&forms, &args.out, args.force).map_err(|e| refused(e, &args.out))?;
    if args.json {
        print_json(&report(year, &saved))?;
        return Ok(true);
    }
    say(format_args!(
        "Đã ghi {} biểu mẫu tự chấm năm {year} vào {}:",
        saved.len(),
        args.out.display()
    ));
    for form in &saved {
        say(format_args!("  {} — {} tiêu chí, tối đa {} điểm", form.file, form.criteria, form.max));
    }
    Ok(true)
}

fn report(year: i32, saved: &[Saved]) -> FormsReport {
    let form = |saved: &Saved| FormReport {
        agency: saved.body.clone(),
        file: saved.file.clone(),
        criteria: saved.criteria,
        max: saved.max,
    };
    FormsReport { year, forms: saved.iter().map(form).collect() }
}

fn refused(error: Error, folder: &Path) -> Refusal {
    let exist = matches!(error, Error::FilesExist { .. });
    let Refusal { code, message } = error.into();
    let folder = folder.display();
    let hint = if exist { " Muốn ghi đè thì thêm --force." } else { "" };
    Refusal { code, message: format!("{folder}: {message}{hint}") }
}
