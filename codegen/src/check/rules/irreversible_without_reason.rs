//! A revision that cannot be undone, and does not say why.

use crate::check::{Applied, Certainty, Finding, Level, Pass, Rule, Settings};
use crate::diag::Diagnostic;
use crate::source::layout::Downs;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "irreversible-without-reason",
    summary: "a revision has no down part and does not say why",
    level: Level::Deny,
    page: include_str!("irreversible_without_reason.md"),
    pass: Pass::Revision(pass),
};

fn pass(revision: &Applied<'_>, settings: &Settings, out: &mut Vec<Finding>) {
    let stated = revision.revision;
    if stated.down.is_some() || stated.irreversible.is_some() {
        return;
    }
    let diagnostic = Diagnostic::error(
        RULE.name,
        stated.header,
        format!(
            "revision `{}` cannot be undone, and does not say why",
            revision.id
        ),
    )
    .with_label("nothing says what undoes it");
    let diagnostic = match settings.downs {
        Downs::Required => diagnostic
            .with_help("add `-- +down` behind the up part, with the SQL that undoes it")
            .with_help(
                "or, if nothing does, say why in a header, a line of its own above `-- +up`: \
                 `-- irreversible: REASON`",
            ),
        Downs::Optional | Downs::None => {
            diagnostic.with_help("write the SQL that undoes it where the layout has its place")
        }
    };
    out.push(Finding {
        span: revision
            .statements
            .first()
            .map_or(stated.header, |statement| statement.span),
        diagnostic,
        certainty: Certainty::Certain,
    });
}
