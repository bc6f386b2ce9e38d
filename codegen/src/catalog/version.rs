//! Where supported versions of PostgreSQL differ: one row a difference, with
//! the manual's section or the release note that tells of it.

use super::PgVersion;

impl PgVersion {
    /// A label that ALTER TYPE … ADD VALUE gives to an enum which the same
    /// transaction created can be used before the commit (release 17, E.1.3.3;
    /// checked on 15.18 and 18.4).
    pub fn new_labels_of_new_enums_are_usable(self) -> bool {
        self.0 >= 17
    }

    /// NOT NULL of a domain is a constraint with a name (release 17, ALTER DOMAIN).
    pub fn names_domain_not_null(self) -> bool {
        self.0 >= 17
    }

    /// NOT NULL of a column is a constraint with a name, which clashes, is renamed
    /// and is dropped (release 18, CREATE TABLE, `column_constraint`).
    pub fn names_column_not_null(self) -> bool {
        self.0 >= 18
    }

    /// VIRTUAL generated columns, and VIRTUAL as the default (release 18, CREATE TABLE).
    pub fn has_virtual_columns(self) -> bool {
        self.0 >= 18
    }

    /// `NOT ENFORCED` constraints (release 18, CREATE TABLE).
    pub fn has_not_enforced(self) -> bool {
        self.0 >= 18
    }

    /// `WITHOUT OVERLAPS` and `PERIOD` (release 18, CREATE TABLE).
    pub fn has_temporal_keys(self) -> bool {
        self.0 >= 18
    }

    /// `ALTER COLUMN … SET EXPRESSION` (release 17, ALTER TABLE).
    pub fn has_set_expression(self) -> bool {
        self.0 >= 17
    }

    /// Identity columns on partitioned tables (release 17, E.1.3.4).
    pub fn has_identity_on_partitioned(self) -> bool {
        self.0 >= 17
    }

    /// Exclusion constraints on partitioned tables (release 17, E.1.3.1).
    pub fn has_exclusion_on_partitioned(self) -> bool {
        self.0 >= 17
    }

    /// Storage parameters of a partitioned table are refused in words of their
    /// own (release 17, CREATE TABLE, Storage Parameters).
    pub fn explains_partitioned_options(self) -> bool {
        self.0 >= 17
    }

    /// A subquery in FROM needs no alias (release 16, SELECT).
    pub fn subquery_alias_is_optional(self) -> bool {
        self.0 >= 16
    }
}
