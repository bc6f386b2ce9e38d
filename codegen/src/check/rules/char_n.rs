//! Text that is filled up with blanks.

use crate::catalog::{Modifier, builtin};
use crate::check::shape::{self, Use};
use crate::check::{Finding, History, Level, Pass, Rule, Settings};
use crate::diag::{Diagnostic, Edit, Fix, Safety};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "char-n",
    summary: "a column is `char(n)`, which is filled up with blanks",
    level: Level::Warn,
    page: include_str!("char_n.md"),
    pass: Pass::Head(pass),
};

fn pass(history: &History<'_>, _: &Settings, out: &mut Vec<Finding>) {
    let Some(head) = shape::head(history) else {
        return;
    };
    for found in shape::uses(head) {
        let ty = found.ty();
        // `bpchar` without a length holds any text.
        let (builtin::BPCHAR, Modifier::Length(length)) = (ty.id, &ty.modifier) else {
            continue;
        };
        let shown = format!("char({length})");
        let what = if ty.array {
            format!("an array of `{shown}`")
        } else {
            format!("`{shown}`")
        };
        let span = found.span();
        let better = format!("varchar({length})");
        let mut diagnostic =
            Diagnostic::warning(RULE.name, span, format!("{} is {what}", found.name()))
                .with_label("shorter values are filled up with blanks")
                .with_help(format!(
                    "use `text` with a CHECK of what may be in it, or `{better}`"
                ));
        let written = history.sources.text(span).to_ascii_lowercase();
        let is_written = ["char", "bpchar", "nchar", "national"]
            .iter()
            .any(|word| written.starts_with(word));
        if matches!(found, Use::Column(..)) && !ty.array && is_written {
            diagnostic = diagnostic.with_fix(Fix {
                title: format!("use `{better}`"),
                edits: vec![Edit { span, text: better }],
                // Blanks at the end count then.
                safety: Safety::Suggestion,
            });
        }
        shape::report(span, diagnostic, out);
    }
}
