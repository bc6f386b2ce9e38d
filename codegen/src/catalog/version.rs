//! Where supported versions of PostgreSQL differ: one row a difference, with
//! the manual's section or the release note that tells of it.

use super::PgVersion;

/// Functions that a schema or a migration may call and that came after PostgreSQL
/// 15, with the release that brought them (its notes, "Functions"; those of 18 and
/// that 15 has none of these were checked on 15.18 and 18.4). Sorted.
const FUNCTIONS_SINCE: &[(&str, u16)] = &[
    ("any_value", 16),
    ("array_reverse", 18),
    ("array_sample", 16),
    ("array_shuffle", 16),
    ("array_sort", 18),
    ("casefold", 18),
    ("crc32", 18),
    ("crc32c", 18),
    ("date_add", 16),
    ("date_subtract", 16),
    ("erf", 16),
    ("erfc", 16),
    ("gamma", 18),
    ("has_largeobject_privilege", 18),
    ("icu_unicode_version", 17),
    ("json_agg_strict", 16),
    ("json_object_agg_strict", 16),
    ("json_object_agg_unique", 16),
    ("json_object_agg_unique_strict", 16),
    ("jsonb_agg_strict", 16),
    ("jsonb_object_agg_strict", 16),
    ("jsonb_object_agg_unique", 16),
    ("jsonb_object_agg_unique_strict", 16),
    ("jsonb_populate_record_valid", 17),
    ("lgamma", 18),
    ("pg_basetype", 17),
    ("pg_column_toast_chunk_id", 17),
    ("pg_input_error_info", 16),
    ("pg_input_is_valid", 16),
    ("random_normal", 16),
    ("to_bin", 17),
    ("to_oct", 17),
    ("to_regtypemod", 17),
    ("unicode_assigned", 17),
    ("unicode_version", 17),
    ("uuid_extract_timestamp", 17),
    ("uuid_extract_version", 17),
    ("uuidv4", 18),
    ("uuidv7", 18),
    ("xmltext", 17),
];

/// Keywords that an identifier must not be written as and that came after PostgreSQL
/// 15, with their release (`pg_get_keywords()` of 15.18 and 18.4; the notes of 16 and
/// 17). Sorted.
const KEYWORDS_SINCE: &[(&str, u16)] = &[
    ("json", 17),
    ("json_array", 16),
    ("json_arrayagg", 16),
    ("json_exists", 17),
    ("json_object", 16),
    ("json_objectagg", 16),
    ("json_query", 17),
    ("json_scalar", 17),
    ("json_serialize", 17),
    ("json_table", 17),
    ("json_value", 17),
    ("merge_action", 17),
    ("system_user", 16),
];

impl PgVersion {
    /// Whether a keyword of the newest release is none yet.
    pub fn lacks_keyword(self, word: &str) -> bool {
        KEYWORDS_SINCE
            .binary_search_by_key(&word, |(word, _)| word)
            .ok()
            .and_then(|at| KEYWORDS_SINCE.get(at))
            .is_some_and(|(_, since)| *since > self.0)
    }

    /// The release that brings a function which this version lacks.
    pub fn lacks_function(self, name: &str) -> Option<u16> {
        FUNCTIONS_SINCE
            .binary_search_by_key(&name, |(name, _)| name)
            .ok()
            .and_then(|at| FUNCTIONS_SINCE.get(at))
            .map(|(_, since)| *since)
            .filter(|since| *since > self.0)
    }

    /// A label that ALTER TYPE … ADD VALUE gives to an enum which the same
    /// transaction created can be used before the commit (release 17, E.1.3.3;
    /// checked on 15.18 and 18.4).
    pub fn new_labels_of_new_enums_are_usable(self) -> bool {
        self.0 >= 17
    }

    /// The copies of a foreign key for the partitions of the referenced table are called as
    /// the key, with a number (checked on 15.18 and 18.4).
    pub fn names_key_copies_by_key(self) -> bool {
        self.0 >= 18
    }

    /// CREATE INDEX and other maintenance run with a `search_path` of their own, also what a
    /// function in SQL names (release 17, E.1.2; checked on 15.18 and 18.4).
    pub fn restricts_maintenance_path(self) -> bool {
        self.0 >= 17
    }

    /// PL/pgSQL refuses `name%TYPE` of what is not there by its name, and not as wrong
    /// syntax (release 17, E.1.3.5; checked on 15.18 and 18.4).
    pub fn names_missing_types_of_variables(self) -> bool {
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

    /// A child's generated column may compute something else than its parent's,
    /// and only then must the parent's be generated (release 16, ALTER TABLE).
    pub fn frees_generation(self) -> bool {
        self.0 >= 16
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

    /// A typed table of another table's row type is refused in words of their own
    /// (checked on 15.18 and 18.4; which release between is not known, and the
    /// SQLSTATE is the same).
    pub fn explains_row_types(self) -> bool {
        self.0 >= 18
    }

    /// ALTER SEQUENCE of another relation cannot "open" it (checked on 15.18 and
    /// 18.4; the SQLSTATE is the same).
    pub fn opens_sequences(self) -> bool {
        self.0 >= 18
    }

    /// CREATE TABLE AS takes modifiers from the plan, which for INTERSECT and EXCEPT
    /// may have those of the left side (checked on 15.18 and 18.4: `varchar(10)`
    /// beside `varchar(20)` has none on 15, and none on 18 WITH NO DATA or through a
    /// materialized WITH).
    pub fn plans_modifiers(self) -> bool {
        self.0 >= 18
    }

    /// A rule ON SELECT is a view's alone (release 16, server).
    pub fn only_views_have_select_rules(self) -> bool {
        self.0 >= 16
    }

    /// MERGE takes views (release 17, MERGE).
    pub fn merges_into_views(self) -> bool {
        self.0 >= 17
    }

    /// A subquery in FROM needs no alias (release 16, SELECT).
    pub fn subquery_alias_is_optional(self) -> bool {
        self.0 >= 16
    }

    /// Whether an ICU collation can have RULES.
    #[must_use]
    pub fn collations_have_rules(self) -> bool {
        self.0 >= 16
    }

    /// Whether a collation can be PostgreSQL's own: `PROVIDER = builtin`.
    #[must_use]
    pub fn has_builtin_provider(self) -> bool {
        self.0 >= 17
    }
}
