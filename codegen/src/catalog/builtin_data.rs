//! Names that every PostgreSQL database has from the start: tables of data,
//! made from the system catalogs of PostgreSQL 15.18 and 18.4.
//!
//! Types: `pg_type` joined with `pg_range` where the schema is `pg_catalog`,
//! true array types left out (an array is its element's `typarray`).
//! Relations: `pg_class` of `pg_catalog` and `information_schema`. Functions:
//! `pg_proc` of `pg_catalog`, with the result type where every overload has the
//! same one, which is neither a pseudo-type nor a set. Keywords:
//! `pg_get_keywords()` whose category is not `U`, which is what
//! `quote_identifier` looks at.

use BuiltinKind::{Base, Multirange, Pseudo, Range};

/// What a built-in type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltinKind {
    /// A base type.
    Base,
    /// A pseudo-type: no column can have it.
    Pseudo,
    /// A range.
    Range,
    /// A multirange.
    Multirange,
}

/// A type of PostgreSQL's own.
#[derive(Clone, Copy, Debug)]
pub struct BuiltinType {
    /// Its OID.
    pub oid: u32,
    /// `pg_type.typname`.
    pub name: &'static str,
    /// What it is.
    pub kind: BuiltinKind,
    /// `pg_type.typcategory`.
    pub category: char,
    /// OID of its array type; 0 when it has none.
    pub array: u32,
    /// OID of the subtype of a range or multirange; else 0.
    pub subtype: u32,
    /// Of a range its multirange, of a multirange its range; else 0.
    pub counterpart: u32,
    /// Whether it takes modifiers in parentheses.
    pub has_modifiers: bool,
    /// The first supported major version that has it.
    pub since: u16,
}

#[allow(clippy::too_many_arguments)]
const fn t(
    oid: u32,
    name: &'static str,
    kind: BuiltinKind,
    category: char,
    array: u32,
    subtype: u32,
    counterpart: u32,
    has_modifiers: bool,
    since: u16,
) -> BuiltinType {
    BuiltinType {
        oid,
        name,
        kind,
        category,
        array,
        subtype,
        counterpart,
        has_modifiers,
        since,
    }
}

/// All types of `pg_catalog` but arrays and row types, by OID.
#[rustfmt::skip]
pub(crate) static TYPES: &[BuiltinType] = &[
    t(16, "bool", Base, 'B', 1000, 0, 0, false, 15),
    t(17, "bytea", Base, 'U', 1001, 0, 0, false, 15),
    t(18, "char", Base, 'Z', 1002, 0, 0, false, 15),
    t(19, "name", Base, 'S', 1003, 0, 0, false, 15),
    t(20, "int8", Base, 'N', 1016, 0, 0, false, 15),
    t(21, "int2", Base, 'N', 1005, 0, 0, false, 15),
    t(22, "int2vector", Base, 'A', 1006, 0, 0, false, 15),
    t(23, "int4", Base, 'N', 1007, 0, 0, false, 15),
    t(24, "regproc", Base, 'N', 1008, 0, 0, false, 15),
    t(25, "text", Base, 'S', 1009, 0, 0, false, 15),
    t(26, "oid", Base, 'N', 1028, 0, 0, false, 15),
    t(27, "tid", Base, 'U', 1010, 0, 0, false, 15),
    t(28, "xid", Base, 'U', 1011, 0, 0, false, 15),
    t(29, "cid", Base, 'U', 1012, 0, 0, false, 15),
    t(30, "oidvector", Base, 'A', 1013, 0, 0, false, 15),
    t(32, "pg_ddl_command", Pseudo, 'P', 0, 0, 0, false, 15),
    t(114, "json", Base, 'U', 199, 0, 0, false, 15),
    t(142, "xml", Base, 'U', 143, 0, 0, false, 15),
    t(194, "pg_node_tree", Base, 'Z', 0, 0, 0, false, 15),
    t(269, "table_am_handler", Pseudo, 'P', 0, 0, 0, false, 15),
    t(325, "index_am_handler", Pseudo, 'P', 0, 0, 0, false, 15),
    t(600, "point", Base, 'G', 1017, 0, 0, false, 15),
    t(601, "lseg", Base, 'G', 1018, 0, 0, false, 15),
    t(602, "path", Base, 'G', 1019, 0, 0, false, 15),
    t(603, "box", Base, 'G', 1020, 0, 0, false, 15),
    t(604, "polygon", Base, 'G', 1027, 0, 0, false, 15),
    t(628, "line", Base, 'G', 629, 0, 0, false, 15),
    t(650, "cidr", Base, 'I', 651, 0, 0, false, 15),
    t(700, "float4", Base, 'N', 1021, 0, 0, false, 15),
    t(701, "float8", Base, 'N', 1022, 0, 0, false, 15),
    t(705, "unknown", Pseudo, 'X', 0, 0, 0, false, 15),
    t(718, "circle", Base, 'G', 719, 0, 0, false, 15),
    t(774, "macaddr8", Base, 'U', 775, 0, 0, false, 15),
    t(790, "money", Base, 'N', 791, 0, 0, false, 15),
    t(829, "macaddr", Base, 'U', 1040, 0, 0, false, 15),
    t(869, "inet", Base, 'I', 1041, 0, 0, false, 15),
    t(1033, "aclitem", Base, 'U', 1034, 0, 0, false, 15),
    t(1042, "bpchar", Base, 'S', 1014, 0, 0, true, 15),
    t(1043, "varchar", Base, 'S', 1015, 0, 0, true, 15),
    t(1082, "date", Base, 'D', 1182, 0, 0, false, 15),
    t(1083, "time", Base, 'D', 1183, 0, 0, true, 15),
    t(1114, "timestamp", Base, 'D', 1115, 0, 0, true, 15),
    t(1184, "timestamptz", Base, 'D', 1185, 0, 0, true, 15),
    t(1186, "interval", Base, 'T', 1187, 0, 0, true, 15),
    t(1266, "timetz", Base, 'D', 1270, 0, 0, true, 15),
    t(1560, "bit", Base, 'V', 1561, 0, 0, true, 15),
    t(1562, "varbit", Base, 'V', 1563, 0, 0, true, 15),
    t(1700, "numeric", Base, 'N', 1231, 0, 0, true, 15),
    t(1790, "refcursor", Base, 'U', 2201, 0, 0, false, 15),
    t(2202, "regprocedure", Base, 'N', 2207, 0, 0, false, 15),
    t(2203, "regoper", Base, 'N', 2208, 0, 0, false, 15),
    t(2204, "regoperator", Base, 'N', 2209, 0, 0, false, 15),
    t(2205, "regclass", Base, 'N', 2210, 0, 0, false, 15),
    t(2206, "regtype", Base, 'N', 2211, 0, 0, false, 15),
    t(2249, "record", Pseudo, 'P', 2287, 0, 0, false, 15),
    t(2275, "cstring", Pseudo, 'P', 1263, 0, 0, false, 15),
    t(2276, "any", Pseudo, 'P', 0, 0, 0, false, 15),
    t(2277, "anyarray", Pseudo, 'P', 0, 0, 0, false, 15),
    t(2278, "void", Pseudo, 'P', 0, 0, 0, false, 15),
    t(2279, "trigger", Pseudo, 'P', 0, 0, 0, false, 15),
    t(2280, "language_handler", Pseudo, 'P', 0, 0, 0, false, 15),
    t(2281, "internal", Pseudo, 'P', 0, 0, 0, false, 15),
    t(2283, "anyelement", Pseudo, 'P', 0, 0, 0, false, 15),
    t(2287, "_record", Pseudo, 'P', 0, 0, 0, false, 15),
    t(2776, "anynonarray", Pseudo, 'P', 0, 0, 0, false, 15),
    t(2950, "uuid", Base, 'U', 2951, 0, 0, false, 15),
    t(2970, "txid_snapshot", Base, 'U', 2949, 0, 0, false, 15),
    t(3115, "fdw_handler", Pseudo, 'P', 0, 0, 0, false, 15),
    t(3220, "pg_lsn", Base, 'U', 3221, 0, 0, false, 15),
    t(3310, "tsm_handler", Pseudo, 'P', 0, 0, 0, false, 15),
    t(3361, "pg_ndistinct", Base, 'Z', 0, 0, 0, false, 15),
    t(3402, "pg_dependencies", Base, 'Z', 0, 0, 0, false, 15),
    t(3500, "anyenum", Pseudo, 'P', 0, 0, 0, false, 15),
    t(3614, "tsvector", Base, 'U', 3643, 0, 0, false, 15),
    t(3615, "tsquery", Base, 'U', 3645, 0, 0, false, 15),
    t(3642, "gtsvector", Base, 'U', 3644, 0, 0, false, 15),
    t(3734, "regconfig", Base, 'N', 3735, 0, 0, false, 15),
    t(3769, "regdictionary", Base, 'N', 3770, 0, 0, false, 15),
    t(3802, "jsonb", Base, 'U', 3807, 0, 0, false, 15),
    t(3831, "anyrange", Pseudo, 'P', 0, 0, 0, false, 15),
    t(3838, "event_trigger", Pseudo, 'P', 0, 0, 0, false, 15),
    t(3904, "int4range", Range, 'R', 3905, 23, 4451, false, 15),
    t(3906, "numrange", Range, 'R', 3907, 1700, 4532, false, 15),
    t(3908, "tsrange", Range, 'R', 3909, 1114, 4533, false, 15),
    t(3910, "tstzrange", Range, 'R', 3911, 1184, 4534, false, 15),
    t(3912, "daterange", Range, 'R', 3913, 1082, 4535, false, 15),
    t(3926, "int8range", Range, 'R', 3927, 20, 4536, false, 15),
    t(4072, "jsonpath", Base, 'U', 4073, 0, 0, false, 15),
    t(4089, "regnamespace", Base, 'N', 4090, 0, 0, false, 15),
    t(4096, "regrole", Base, 'N', 4097, 0, 0, false, 15),
    t(4191, "regcollation", Base, 'N', 4192, 0, 0, false, 15),
    t(4451, "int4multirange", Multirange, 'R', 6150, 23, 3904, false, 15),
    t(4532, "nummultirange", Multirange, 'R', 6151, 1700, 3906, false, 15),
    t(4533, "tsmultirange", Multirange, 'R', 6152, 1114, 3908, false, 15),
    t(4534, "tstzmultirange", Multirange, 'R', 6153, 1184, 3910, false, 15),
    t(4535, "datemultirange", Multirange, 'R', 6155, 1082, 3912, false, 15),
    t(4536, "int8multirange", Multirange, 'R', 6157, 20, 3926, false, 15),
    t(4537, "anymultirange", Pseudo, 'P', 0, 0, 0, false, 15),
    t(4538, "anycompatiblemultirange", Pseudo, 'P', 0, 0, 0, false, 15),
    t(4600, "pg_brin_bloom_summary", Base, 'Z', 0, 0, 0, false, 15),
    t(4601, "pg_brin_minmax_multi_summary", Base, 'Z', 0, 0, 0, false, 15),
    t(5017, "pg_mcv_list", Base, 'Z', 0, 0, 0, false, 15),
    t(5038, "pg_snapshot", Base, 'U', 5039, 0, 0, false, 15),
    t(5069, "xid8", Base, 'U', 271, 0, 0, false, 15),
    t(5077, "anycompatible", Pseudo, 'P', 0, 0, 0, false, 15),
    t(5078, "anycompatiblearray", Pseudo, 'P', 0, 0, 0, false, 15),
    t(5079, "anycompatiblenonarray", Pseudo, 'P', 0, 0, 0, false, 15),
    t(5080, "anycompatiblerange", Pseudo, 'P', 0, 0, 0, false, 15),
];

/// Domains of `information_schema`, with the OID of their base type.
pub(crate) static INFORMATION_SCHEMA_DOMAINS: &[(&str, u32)] = &[
    ("cardinal_number", 23),
    ("character_data", 1043),
    ("sql_identifier", 19),
    ("time_stamp", 1184),
    ("yes_or_no", 1043),
];

/// Tables and views of `pg_catalog`, of any supported version.
#[rustfmt::skip]
pub(crate) static CATALOG_RELATIONS: &[&str] = &[
    "pg_aggregate", "pg_aios", "pg_am", "pg_amop", "pg_amproc", "pg_attrdef", "pg_attribute",
    "pg_auth_members", "pg_authid", "pg_available_extension_versions", "pg_available_extensions",
    "pg_backend_memory_contexts", "pg_cast", "pg_class", "pg_collation", "pg_config",
    "pg_constraint", "pg_conversion", "pg_cursors", "pg_database", "pg_db_role_setting",
    "pg_default_acl", "pg_depend", "pg_description", "pg_enum", "pg_event_trigger",
    "pg_extension", "pg_file_settings", "pg_foreign_data_wrapper", "pg_foreign_server",
    "pg_foreign_table", "pg_group", "pg_hba_file_rules", "pg_ident_file_mappings", "pg_index",
    "pg_indexes", "pg_inherits", "pg_init_privs", "pg_language", "pg_largeobject",
    "pg_largeobject_metadata", "pg_locks", "pg_matviews", "pg_namespace", "pg_opclass",
    "pg_operator", "pg_opfamily", "pg_parameter_acl", "pg_partitioned_table", "pg_policies",
    "pg_policy", "pg_prepared_statements", "pg_prepared_xacts", "pg_proc", "pg_publication",
    "pg_publication_namespace", "pg_publication_rel", "pg_publication_tables", "pg_range",
    "pg_replication_origin", "pg_replication_origin_status", "pg_replication_slots",
    "pg_rewrite", "pg_roles", "pg_rules", "pg_seclabel", "pg_seclabels", "pg_sequence",
    "pg_sequences", "pg_settings", "pg_shadow", "pg_shdepend", "pg_shdescription",
    "pg_shmem_allocations", "pg_shmem_allocations_numa", "pg_shseclabel", "pg_stat_activity",
    "pg_stat_all_indexes", "pg_stat_all_tables", "pg_stat_archiver", "pg_stat_bgwriter",
    "pg_stat_checkpointer", "pg_stat_database", "pg_stat_database_conflicts", "pg_stat_gssapi",
    "pg_stat_io", "pg_stat_progress_analyze", "pg_stat_progress_basebackup",
    "pg_stat_progress_cluster", "pg_stat_progress_copy", "pg_stat_progress_create_index",
    "pg_stat_progress_vacuum", "pg_stat_recovery_prefetch", "pg_stat_replication",
    "pg_stat_replication_slots", "pg_stat_slru", "pg_stat_ssl", "pg_stat_subscription",
    "pg_stat_subscription_stats", "pg_stat_sys_indexes", "pg_stat_sys_tables",
    "pg_stat_user_functions", "pg_stat_user_indexes", "pg_stat_user_tables", "pg_stat_wal",
    "pg_stat_wal_receiver", "pg_stat_xact_all_tables", "pg_stat_xact_sys_tables",
    "pg_stat_xact_user_functions", "pg_stat_xact_user_tables", "pg_statio_all_indexes",
    "pg_statio_all_sequences", "pg_statio_all_tables", "pg_statio_sys_indexes",
    "pg_statio_sys_sequences", "pg_statio_sys_tables", "pg_statio_user_indexes",
    "pg_statio_user_sequences", "pg_statio_user_tables", "pg_statistic", "pg_statistic_ext",
    "pg_statistic_ext_data", "pg_stats", "pg_stats_ext", "pg_stats_ext_exprs", "pg_subscription",
    "pg_subscription_rel", "pg_tables", "pg_tablespace", "pg_timezone_abbrevs",
    "pg_timezone_names", "pg_transform", "pg_trigger", "pg_ts_config", "pg_ts_config_map",
    "pg_ts_dict", "pg_ts_parser", "pg_ts_template", "pg_type", "pg_user", "pg_user_mapping",
    "pg_user_mappings", "pg_views", "pg_wait_events",
];

/// Tables and views of `information_schema`.
#[rustfmt::skip]
pub(crate) static INFORMATION_SCHEMA_RELATIONS: &[&str] = &[
    "_pg_foreign_data_wrappers", "_pg_foreign_servers", "_pg_foreign_table_columns",
    "_pg_foreign_tables", "_pg_user_mappings", "administrable_role_authorizations",
    "applicable_roles", "attributes", "character_sets", "check_constraint_routine_usage",
    "check_constraints", "collation_character_set_applicability", "collations",
    "column_column_usage", "column_domain_usage", "column_options", "column_privileges",
    "column_udt_usage", "columns", "constraint_column_usage", "constraint_table_usage",
    "data_type_privileges", "domain_constraints", "domain_udt_usage", "domains", "element_types",
    "enabled_roles", "foreign_data_wrapper_options", "foreign_data_wrappers",
    "foreign_server_options", "foreign_servers", "foreign_table_options", "foreign_tables",
    "information_schema_catalog_name", "key_column_usage", "parameters",
    "referential_constraints", "role_column_grants", "role_routine_grants", "role_table_grants",
    "role_udt_grants", "role_usage_grants", "routine_column_usage", "routine_privileges",
    "routine_routine_usage", "routine_sequence_usage", "routine_table_usage", "routines",
    "schemata", "sequences", "sql_features", "sql_implementation_info", "sql_parts",
    "sql_sizing", "table_constraints", "table_privileges", "tables", "transforms",
    "triggered_update_columns", "triggers", "udt_privileges", "usage_privileges",
    "user_defined_types", "user_mapping_options", "user_mappings", "view_column_usage",
    "view_routine_usage", "view_table_usage", "views",
];

/// Words that an identifier must be quoted for, sorted.
#[rustfmt::skip]
pub(crate) static KEYWORDS: &[&str] = &[
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric",
    "authorization", "between", "bigint", "binary", "bit", "boolean", "both", "case", "cast",
    "char", "character", "check", "coalesce", "collate", "collation", "column", "concurrently",
    "constraint", "create", "cross", "current_catalog", "current_date", "current_role",
    "current_schema", "current_time", "current_timestamp", "current_user", "dec", "decimal",
    "default", "deferrable", "desc", "distinct", "do", "else", "end", "except", "exists",
    "extract", "false", "fetch", "float", "for", "foreign", "freeze", "from", "full", "grant",
    "greatest", "group", "grouping", "having", "ilike", "in", "initially", "inner", "inout",
    "int", "integer", "intersect", "interval", "into", "is", "isnull", "join", "json",
    "json_array", "json_arrayagg", "json_exists", "json_object", "json_objectagg", "json_query",
    "json_scalar", "json_serialize", "json_table", "json_value", "lateral", "leading", "least",
    "left", "like", "limit", "localtime", "localtimestamp", "merge_action", "national",
    "natural", "nchar", "none", "normalize", "not", "notnull", "null", "nullif", "numeric",
    "offset", "on", "only", "or", "order", "out", "outer", "overlaps", "overlay", "placing",
    "position", "precision", "primary", "real", "references", "returning", "right", "row",
    "select", "session_user", "setof", "similar", "smallint", "some", "substring", "symmetric",
    "system_user", "table", "tablesample", "then", "time", "timestamp", "to", "trailing",
    "treat", "trim", "true", "union", "unique", "user", "using", "values", "varchar", "variadic",
    "verbose", "when", "where", "window", "with", "xmlattributes", "xmlconcat", "xmlelement",
    "xmlexists", "xmlforest", "xmlnamespaces", "xmlparse", "xmlpi", "xmlroot", "xmlserialize",
    "xmltable",
];
