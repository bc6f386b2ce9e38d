//! What of PostgreSQL's own is not immutable, made from the system catalogs of PostgreSQL 15.18
//! and 18.4: `provolatile` of the functions, and of those behind operators, casts and types.

/// Names of functions that in neither have a row with `provolatile` `i`, sorted. What an
/// expression has no use for is left out: the functions of types, of indexes, of
/// aggregates, of large objects and of the server's state; and the names of types, whose
/// calls may be casts of literals.
#[rustfmt::skip]
pub(super) static NOT_IMMUTABLE: &[&str] = &[
    "aclexplode", "anytextcat", "array_sample", "array_shuffle", "array_to_json", "array_to_string",
    "clock_timestamp", "col_description", "concat", "concat_ws", "convert", "convert_from", "convert_to",
    "current_database", "current_query", "current_schema", "current_schemas", "current_setting",
    "current_user", "currval", "cursor_to_xml", "cursor_to_xmlschema", "database_to_xml",
    "database_to_xml_and_xmlschema", "database_to_xmlschema", "date_cmp_timestamptz", "date_eq_timestamptz",
    "date_ge_timestamptz", "date_gt_timestamptz", "date_le_timestamptz", "date_lt_timestamptz",
    "date_ne_timestamptz", "enum_first", "enum_last", "enum_range", "format", "format_type",
    "gen_random_uuid", "get_current_ts_config", "getdatabaseencoding", "getpgusername",
    "interval_pl_timestamptz", "json_build_array", "json_build_object", "json_populate_record",
    "json_populate_recordset", "json_to_record", "json_to_recordset", "jsonb_build_array",
    "jsonb_build_object", "jsonb_path_exists_tz", "jsonb_path_match_tz", "jsonb_path_query_array_tz",
    "jsonb_path_query_first_tz", "jsonb_path_query_tz", "jsonb_populate_record",
    "jsonb_populate_record_valid", "jsonb_populate_recordset", "jsonb_to_record", "jsonb_to_recordset",
    "lastval", "make_timestamptz", "mxid_age", "nextval", "now", "obj_description", "oidvectortypes",
    "query_to_xml", "query_to_xml_and_xmlschema", "query_to_xmlschema", "random", "random_normal",
    "row_security_active", "row_to_json", "schema_to_xml", "schema_to_xml_and_xmlschema",
    "schema_to_xmlschema", "session_user", "set_config", "setseed", "setval", "shobj_description",
    "statement_timestamp", "system_user", "table_to_xml", "table_to_xml_and_xmlschema", "table_to_xmlschema",
    "textanycat", "timeofday", "timestamp_cmp_timestamptz", "timestamp_eq_timestamptz",
    "timestamp_ge_timestamptz", "timestamp_gt_timestamptz", "timestamp_le_timestamptz",
    "timestamp_lt_timestamptz", "timestamp_ne_timestamptz", "timestamptz_cmp_date",
    "timestamptz_cmp_timestamp", "timestamptz_eq_date", "timestamptz_eq_timestamp", "timestamptz_ge_date",
    "timestamptz_ge_timestamp", "timestamptz_gt_date", "timestamptz_gt_timestamp", "timestamptz_le_date",
    "timestamptz_le_timestamp", "timestamptz_lt_date", "timestamptz_lt_timestamp", "timestamptz_mi_interval",
    "timestamptz_ne_date", "timestamptz_ne_timestamp", "timestamptz_pl_interval", "to_char", "to_date",
    "to_json", "to_jsonb", "to_number", "to_regclass", "to_regcollation", "to_regnamespace", "to_regoper",
    "to_regoperator", "to_regproc", "to_regprocedure", "to_regrole", "to_regtype", "to_regtypemod",
    "transaction_timestamp", "ts_debug", "ts_match_tq", "ts_match_tt", "txid_current",
    "txid_current_if_assigned", "txid_current_snapshot", "txid_status", "uuidv4", "uuidv7", "version",
    "xml_is_well_formed",
];

/// Operators whose functions are not immutable, by name: the OIDs of their operands.
/// `||` with something that is no text is left out: its function is inlined, and leaves
/// the cast to text.
#[rustfmt::skip]
pub(super) static OPERATORS: &[(&str, &[(u32, u32)])] = &[
    ("+", &[(1184, 1186), (1186, 1184)]), ("-", &[(1184, 1186)]),
    ("<", &[(1082, 1184), (1114, 1184), (1184, 1082), (1184, 1114)]),
    ("<=", &[(1082, 1184), (1114, 1184), (1184, 1082), (1184, 1114)]),
    ("<>", &[(1082, 1184), (1114, 1184), (1184, 1082), (1184, 1114)]),
    ("=", &[(1082, 1184), (1114, 1184), (1184, 1082), (1184, 1114)]),
    (">", &[(1082, 1184), (1114, 1184), (1184, 1082), (1184, 1114)]),
    (">=", &[(1082, 1184), (1114, 1184), (1184, 1082), (1184, 1114)]), ("@@", &[(25, 25), (25, 3615)]),
];

/// Functions of whose name some are immutable: the OIDs of the arguments of those that
/// are not, on 15 and on 18.
#[rustfmt::skip]
pub(super) static OVERLOADS: &[(&str, &[&[u32]])] = &[
    ("age", &[&[28], &[1114], &[1184]]), ("date", &[&[1184]]), ("date_add", &[&[1184, 1186]]),
    ("date_part", &[&[25, 1184]]), ("date_subtract", &[&[1184, 1186]]), ("date_trunc", &[&[25, 1184]]),
    ("extract", &[&[25, 1184]]), ("json_to_tsvector", &[&[114, 3802]]),
    ("jsonb_to_tsvector", &[&[3802, 3802]]), ("length", &[&[17, 19]]), ("numeric", &[&[790]]),
    ("phraseto_tsquery", &[&[25]]), ("plainto_tsquery", &[&[25]]), ("time", &[&[1184]]),
    ("timestamp", &[&[1184]]), ("timestamptz", &[&[1082], &[1082, 1083], &[1114]]),
    ("timetz", &[&[1083], &[1184]]), ("timezone", &[&[25, 1266]]), ("to_timestamp", &[&[25, 25]]),
    ("to_tsquery", &[&[25]]), ("to_tsvector", &[&[25], &[114], &[3802]]),
    ("ts_headline", &[&[25, 3615], &[25, 3615, 25], &[114, 3615], &[114, 3615, 25], &[3802, 3615], &[3802, 3615, 25]]),
    ("ts_parse", &[&[25, 25]]), ("ts_rewrite", &[&[3615, 25]]), ("ts_token_type", &[&[25]]),
    ("websearch_to_tsquery", &[&[25]]),
];

/// Casts by functions that are not immutable (`pg_cast`).
#[rustfmt::skip]
pub(super) static CASTS: &[(u32, u32)] = &[
    (20, 790), (23, 790), (25, 142), (25, 2205), (790, 1700), (1042, 142), (1043, 142), (1043, 2205),
    (1082, 1184), (1083, 1266), (1114, 1184), (1184, 1082), (1184, 1083), (1184, 1114), (1184, 1266),
    (1700, 790),
];

/// Types whose input depends on settings, or on what there is.
#[rustfmt::skip]
pub(super) static READ: &[u32] = &[
    24, 142, 790, 1033, 1082, 1083, 1114, 1184, 1186, 1266, 2202, 2203, 2204, 2205, 2206, 3734, 3769, 3904,
    3906, 3908, 3910, 3912, 3926, 4089, 4096, 4191, 4451, 4532, 4533, 4534, 4535, 4536,
];

/// Types whose output does.
#[rustfmt::skip]
pub(super) static SHOWN: &[u32] = &[
    24, 790, 1033, 1082, 1114, 1184, 1186, 2202, 2203, 2204, 2205, 2206, 3734, 3769, 3904, 3906, 3908, 3910,
    3912, 3926, 4089, 4096, 4191, 4451, 4532, 4533, 4534, 4535, 4536,
];
