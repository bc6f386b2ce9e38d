//! The rules, one file each. To add one: a file here, its page beside it, a row
//! of [`RULES`].

mod down_residue;
mod float_money;

use super::Rule;

/// Every rule, in the order of their names.
pub const RULES: &[Rule] = &[down_residue::RULE, float_money::RULE];

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn rules_are_sorted_and_have_pages() {
        assert!(RULES.is_sorted_by_key(|rule| rule.name));
        for rule in RULES {
            assert!(
                rule.page.starts_with(&format!("# {}\n", rule.name)),
                "the page of {} begins with its name",
                rule.name
            );
            for heading in ["## Why", "## Wrong", "## Right", "## How to silence it"] {
                assert!(rule.page.contains(heading), "{}: {heading}", rule.name);
            }
        }
    }
}
