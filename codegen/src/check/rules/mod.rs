//! The rules, one file each. To add one: a file here, its page beside it, a row
//! of [`RULES`].

mod down_residue;
mod float_money;
mod money_type;
mod money_without_scale;

use super::Rule;

/// Every rule, in the order of their names.
pub const RULES: &[Rule] = &[
    down_residue::RULE,
    float_money::RULE,
    money_type::RULE,
    money_without_scale::RULE,
];

#[cfg(test)]
mod tests;
