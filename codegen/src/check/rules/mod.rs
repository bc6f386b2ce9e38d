//! The rules, one file each. To add one: a file here, its page beside it, a row
//! of [`RULES`].

mod char_n;
mod concurrently_in_transaction;
mod down_residue;
mod drop_column_still_used_by_view;
mod duplicate_index;
mod enum_value_used_in_same_transaction;
mod float_money;
mod foreign_key_without_not_valid_on_existing_table;
mod identifier_too_long;
mod index_without_concurrently_on_existing_table;
mod irreversible_without_reason;
mod money_type;
mod money_without_scale;
mod no_primary_key;
mod not_null_without_default_on_existing_table;
mod serial_over_identity;
mod server_setting;
mod timestamp_without_time_zone;
mod transaction_control;
mod type_change_that_rewrites;
mod unindexed_foreign_key;
mod unnamed_constraint;

use super::{History, Rule};
use crate::diag::{Diagnostic, Span};

/// Every rule, in the order of their names.
pub const RULES: &[Rule] = &[
    char_n::RULE,
    concurrently_in_transaction::RULE,
    down_residue::RULE,
    drop_column_still_used_by_view::RULE,
    duplicate_index::RULE,
    enum_value_used_in_same_transaction::RULE,
    float_money::RULE,
    foreign_key_without_not_valid_on_existing_table::RULE,
    identifier_too_long::RULE,
    index_without_concurrently_on_existing_table::RULE,
    irreversible_without_reason::RULE,
    money_type::RULE,
    money_without_scale::RULE,
    no_primary_key::RULE,
    not_null_without_default_on_existing_table::RULE,
    serial_over_identity::RULE,
    server_setting::RULE,
    timestamp_without_time_zone::RULE,
    transaction_control::RULE,
    type_change_that_rewrites::RULE,
    unindexed_foreign_key::RULE,
    unnamed_constraint::RULE,
];

/// The rules on the way back, which not every layout has.
pub(super) const OF_DOWNS: [&str; 2] = [
    down_residue::RULE.name,
    irreversible_without_reason::RULE.name,
];

/// The rule that tells of ALTER SYSTEM, wherever it runs.
pub(super) const OF_THE_SERVER: &str = server_setting::RULE.name;

/// Something that the server refuses and that a rule reports.
struct Refusal<'h> {
    /// Where a finding about it belongs: inside of its statement.
    span: Span,
    /// The server's words.
    diagnostic: &'h Diagnostic,
}

/// What the server refuses in any statement, up and down.
fn refusals(history: &History<'_>, mut report: impl FnMut(Refusal<'_>)) {
    for revision in &history.revisions {
        let down = revision.undone.iter().flat_map(|undone| &undone.statements);
        for statement in revision.statements.iter().chain(down) {
            for diagnostic in &statement.refusals {
                let words = diagnostic.primary.as_ref().map(|label| label.span);
                let span = super::deploy::place(statement, words.unwrap_or(statement.span));
                report(Refusal { span, diagnostic });
            }
        }
    }
}

#[cfg(test)]
mod tests;
