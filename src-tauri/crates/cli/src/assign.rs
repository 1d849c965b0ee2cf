//! `sodiem assign`: who answers for what, from a paper or by codes.

use chrono::NaiveDateTime;
use reading::{Cancel, Reader};
use scorebook::error::file_name;
use scorebook::plan::SourceFile;
use scorebook::{Code, Role, Scorebook};

use crate::Outcome;
use crate::args::AssignArgs;
use crate::import::find_agency;
use crate::papers::PaperReport;
use crate::refusal::{Refusal, read};

pub(crate) fn run(args: &AssignArgs, now: NaiveDateTime) -> Outcome {
    let mut book = Scorebook::open(&args.store)?;
    if let Some(year) = args.year {
        book.turn_to(year)?;
    }
    let by_hand = match (&args.lead, &args.partner) {
        (Some(name), _) => Some((Role::Lead, name)),
        (None, Some(name)) => Some((Role::Partner, name)),
        (None, None) => None,
    };
    let Some((role, name)) = by_hand else { return from_paper(book, args, now) };
    let agency = find_agency(&book.agencies()?, name)?;
    let codes: Vec<Code> = args.what.iter().map(|text| code(text)).collect::<Result<_, _>>()?;
    let changes = if args.dry_run {
        book.foresee_assign(&codes, role, agency)?
    } else {
        book.assign(&codes, role, agency, now)?
    };
    book.close()?;
    PaperReport::of(false, changes, &[]).tell(args.json, args.dry_run, "Phân công")
}

fn from_paper(mut book: Scorebook, args: &AssignArgs, now: NaiveDateTime) -> Outcome {
    let [path] = args.what.as_slice() else {
        return Err(Refusal {
            code: "one_file".into(),
            message: "Hãy chỉ một tệp phân công, hoặc dùng --lead, --partner với các mã tiêu chí."
                .into(),
        });
    };
    let path = std::path::Path::new(path);
    let file = SourceFile::new(file_name(path), read(path)?);
    let received = Reader::new().read(file, &Cancel::default())?;
    let plan = intake::plan_assignment(&received, &book.catalogue()?, &book.agencies()?);
    let blocked = plan.blocking() > 0;
    let changes = if blocked {
        Vec::new()
    } else if args.dry_run {
        book.foresee_assignment(&plan)?
    } else {
        book.apply_assignment(&plan, now)?
    };
    book.close()?;
    PaperReport::of(blocked, changes, &plan.problems).tell(args.json, args.dry_run, &plan.file.name)
}

fn code(text: &str) -> Result<Code, Refusal> {
    text.parse().map_err(|_| Refusal {
        code: "unknown_criterion".into(),
        message: format!("“{text}” không phải là mã tiêu chí, ví dụ 1.2.3."),
    })
}
