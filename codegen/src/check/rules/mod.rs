//! The rules, one file each. To add one: a file here, its page beside it, a row
//! of [`RULES`].

mod down_residue;
mod float_money;
mod irreversible_without_reason;
mod money_type;
mod money_without_scale;
mod server_setting;

use super::Rule;

/// Every rule, in the order of their names.
pub const RULES: &[Rule] = &[
    down_residue::RULE,
    float_money::RULE,
    irreversible_without_reason::RULE,
    money_type::RULE,
    money_without_scale::RULE,
    server_setting::RULE,
];

/// The rules on the way back, which not every layout has.
pub(super) const OF_DOWNS: [&str; 2] = [
    down_residue::RULE.name,
    irreversible_without_reason::RULE.name,
];

/// The rule that tells of ALTER SYSTEM, wherever it runs.
pub(super) const OF_THE_SERVER: &str = server_setting::RULE.name;

#[cfg(test)]
mod tests;
