//! Indexes and TOAST tables of PostgreSQL's own catalogs: nothing else in `pg_catalog` and
//! `pg_toast` has a name that is known before the server runs.

use super::error::SqlError;
use super::system_data::SYSTEM;
use super::{PgVersion, Replay};
use crate::ddl::QName;

/// What belongs to a catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// An index.
    Index,
    /// A TOAST table; of it only the number of its catalog is kept.
    Toast,
}

/// Names of one kind.
pub(super) struct System {
    /// The kind.
    pub(super) part: Part,
    /// The first tested version that has them.
    pub(super) first: u16,
    /// The last one.
    pub(super) last: u16,
    /// The names, space-separated.
    pub(super) names: &'static str,
}

/// Whether there is a part of that name; nothing for a version between one that has it and
/// one that has not.
fn has(part: Part, name: &str, version: PgVersion) -> Option<bool> {
    let row = SYSTEM
        .iter()
        .find(|row| row.part == part && row.names.split(' ').any(|known| known == name));
    let Some(row) = row else {
        return Some(false);
    };
    let (first, last) = (row.first <= version.0, version.0 <= row.last);
    let tested = matches!(version.0, 15 | 18);
    ((first && last) || tested).then_some(first && last)
}

/// Whether `pg_catalog` has an index of that name, in any supported version.
pub(super) fn is_catalog_index(name: &str) -> bool {
    name.starts_with("pg_") && has(Part::Index, name, PgVersion(16)) != Some(false)
}

/// What a name in `pg_toast` may be: the table's number, and whether it is of its index.
fn toast(name: &str) -> Option<(&str, bool)> {
    let number = name.strip_prefix("pg_toast_")?;
    let (number, index) = match number.strip_suffix("_index") {
        Some(number) => (number, true),
        None => (number, false),
    };
    let digits = number.bytes().all(|digit| digit.is_ascii_digit());
    (digits && !number.is_empty()).then_some((number, index))
}

/// The first number that is not the same in every cluster of a version.
const FIRST_FREE: u32 = 10_000;

impl Replay {
    /// Which part of a catalog a name means.
    pub(super) fn system_part(&self, name: &QName) -> Option<Part> {
        let part = name.name.value.as_str();
        match name.schema.as_ref().map(|schema| schema.value.as_str()) {
            Some("pg_catalog") => is_catalog_index(part).then_some(Part::Index),
            Some("pg_toast") => {
                let (number, index) = toast(part)?;
                let there = has(Part::Toast, number, self.catalog.version)?;
                there.then_some(if index { Part::Index } else { Part::Toast })
            }
            Some(_) => None,
            None => (is_catalog_index(part) && self.find_relation(name).is_none())
                .then_some(Part::Index),
        }
    }

    /// Whether a name of a TOAST table or its index is certainly that of none: of a table
    /// that is no catalog, the number is not known.
    pub(super) fn is_no_toast(&self, name: &QName) -> bool {
        let in_toast = name
            .schema
            .as_ref()
            .is_some_and(|schema| schema.value == "pg_toast");
        let Some((number, _)) = toast(&name.name.value).filter(|_| in_toast) else {
            return false;
        };
        number
            .parse::<u32>()
            .is_ok_and(|number| number < FIRST_FREE)
            && has(Part::Toast, number, self.catalog.version) == Some(false)
    }

    /// The refusal of a statement on an index of a catalog that only takes relations with
    /// rows.
    pub(super) fn index_of_catalog(&self, name: &QName) -> Box<SqlError> {
        let index = &name.name.value;
        if self.catalog.version.0 >= 18 {
            SqlError::new(
                "42809",
                name.span(),
                format!("cannot open relation \"{index}\""),
            )
            .detail("This operation is not supported for indexes.")
        } else {
            SqlError::new("42809", name.span(), format!("\"{index}\" is an index"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_from_catalogs_and_versions() {
        let index = |name| has(Part::Index, name, PgVersion(18));
        assert_eq!(index("pg_class_oid_index"), Some(true));
        assert_eq!(index("pg_class"), Some(false));
        assert!(is_catalog_index("pg_class_oid_index"));
        assert!(!is_catalog_index("pg_class_oid_idx"));
        // The roles of 18 are not toasted.
        for (version, there) in [(15, Some(true)), (17, None), (18, Some(false))] {
            assert_eq!(has(Part::Toast, "1260", PgVersion(version)), there);
        }
        assert_eq!(toast("pg_toast_1255_index"), Some(("1255", true)));
        assert_eq!(toast("pg_toast_"), None);
    }
}
