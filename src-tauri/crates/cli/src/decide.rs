//! `sodiem decide`: rules on one criterion. What is not given stays as it was.

use chrono::NaiveDateTime;
use scorebook::decision::{Decision, Responsible, Verdict};
use scorebook::{Scorebook, text, vi};

use crate::Outcome;
use crate::args::DecideArgs;
use crate::import::find_agency;
use crate::refusal::Refusal;
use crate::store;
use crate::terminal::say;

pub(crate) fn run(args: &DecideArgs, now: NaiveDateTime) -> Outcome {
    let mut book = store::open(&args.store)?;
    let (verdict, decision) = ruling(&book, args)?;
    book.rule(&args.code, verdict, &decision, now)?;
    let done = book.journal()?.into_iter().next().map(|entry| vi::op(&entry.op));
    book.close()?;
    say(format_args!("Đã {}.", done.unwrap_or_default()));
    Ok(true)
}

fn ruling(book: &Scorebook, args: &DecideArgs) -> Result<(Verdict, Decision), Refusal> {
    let mut decision = book.decision(&args.code)?;
    let verdict = match (args.agree, &args.send_back) {
        (Some(points), _) => {
            decision.agreed = Some(points);
            Verdict::Adjust
        }
        (None, Some(asked)) => {
            decision.asked.clone_from(asked);
            Verdict::SendBack
        }
        (None, None) if args.accept => Verdict::Accept,
        (None, None) => Verdict::NotApplicable,
    };
    for (given, kept) in [
        (&args.reason, &mut decision.reason),
        (&args.remedy, &mut decision.remedy),
        (&args.notes, &mut decision.notes),
    ] {
        if let Some(given) = given {
            kept.clone_from(given);
        }
    }
    if let Some(cause) = &args.cause {
        set_cause(book, cause, &mut decision)?;
    }
    if let Some(due) = args.due {
        let date =
            if verdict == Verdict::SendBack { &mut decision.answer_by } else { &mut decision.due };
        *date = Some(due);
    }
    decision.recoverable = args.recoverable.or(decision.recoverable);
    if !args.responsible.is_empty() {
        let bodies = args.responsible.iter().map(|body| responsible(book, body));
        decision.responsible = bodies.collect::<Result<_, _>>()?;
    }
    Ok((verdict, decision))
}

/// Words that are a cause's of the office's list choose it; other words are the officer's own.
fn set_cause(book: &Scorebook, cause: &str, decision: &mut Decision) -> Result<(), Refusal> {
    let wanted = text::tidy(cause);
    let listed = book.causes()?.into_iter().find(|c| c.name == wanted);
    decision.cause = if listed.is_some() { String::new() } else { wanted };
    decision.cause_id = listed.map(|c| c.id);
    Ok(())
}

/// "Sở Tài chính=2": a body and its parts, one when not said.
fn responsible(book: &Scorebook, body: &str) -> Result<Responsible, Refusal> {
    let (name, parts) = match body.rsplit_once('=') {
        Some((name, parts)) => (name, parts.trim().parse().ok()),
        None => (body, Some(1)),
    };
    let parts = parts.ok_or_else(|| Refusal {
        code: "bad_shares".into(),
        message: format!(
            "“{body}”: phần chịu trách nhiệm phải là số nguyên từ 1, ví dụ “Sở Tài chính=2”."
        ),
    })?;
    Ok(Responsible { agency: find_agency(&book.agencies()?, name)?, parts })
}
