//! A moment stored without the zone that it was told in.

use crate::catalog::{Modifier, TypeId};
use crate::check::shape::{self, Use};
use crate::check::{Finding, History, Level, Pass, Rule, Settings};
use crate::diag::{Diagnostic, Edit, Fix, Safety};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "timestamp-without-time-zone",
    summary: "a column is `timestamp`, which does not say which moment it means",
    level: Level::Warn,
    page: include_str!("timestamp_without_time_zone.md"),
    pass: Pass::Head(pass),
};

/// Types without a zone, what each is, and the one with it.
const TYPES: &[(TypeId, &str, &str)] = &[
    (
        TypeId(1114),
        "`timestamp` without a time zone",
        "timestamptz",
    ),
    (
        TypeId(3908),
        "a range of `timestamp` without a time zone",
        "tstzrange",
    ),
    (
        TypeId(4533),
        "a multirange of `timestamp` without a time zone",
        "tstzmultirange",
    ),
];

fn pass(history: &History<'_>, _: &Settings, out: &mut Vec<Finding>) {
    let Some(head) = shape::head(history) else {
        return;
    };
    for found in shape::uses(head) {
        let ty = found.ty();
        let Some((_, what, better)) = TYPES.iter().find(|(id, ..)| *id == ty.id) else {
            continue;
        };
        let what = if ty.array {
            format!("an array of {what}")
        } else {
            (*what).to_owned()
        };
        let better = match ty.modifier {
            Modifier::Precision(digits) => format!("{better}({digits})"),
            _ => (*better).to_owned(),
        };
        let span = found.span();
        let mut diagnostic =
            Diagnostic::warning(RULE.name, span, format!("{} is {what}", found.name()))
                .with_label("a reading of some clock, and not a moment")
                .with_help(format!(
                    "use `{better}`, which is stored in UTC and shown in the session's zone"
                ));
        let written = history.sources.text(span).to_ascii_lowercase();
        let is_written = written.starts_with("timestamp") || written.starts_with("ts");
        if matches!(found, Use::Column(..)) && !ty.array && is_written {
            diagnostic = diagnostic.with_fix(Fix {
                title: format!("use `{better}`"),
                edits: vec![Edit { span, text: better }],
                // What the application writes means another moment then.
                safety: Safety::Suggestion,
            });
        }
        shape::report(span, diagnostic, out);
    }
}
